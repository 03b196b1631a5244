/**
 * The page on which a customer hands in documents: no account, no frame, nothing but what the letter says. It works without
 * its script down to saying what is asked for; the script sends the files.
 */
import { type Day, readerDay, readerLocale, readerMoney } from '#kernel';
import type { DocumentKind } from './model.ts';
import { offsetWords } from './offset-words.ts';

interface PageWords {
  readonly title: string;
  readonly intro: (company: string, amount: string) => string;
  readonly until: (day: string) => string;
  readonly what: string;
  readonly file: string;
  readonly types: string;
  readonly send: string;
  readonly sending: string;
  readonly thanks: string;
  readonly refused: string;
  readonly later: string;
  readonly complete: string;
  readonly ended: string;
}

const words: Readonly<Record<string, PageWords>> = {
  en: {
    title: 'Hand in documents',
    intro: (company, amount) => `${company} asks for documents for an offset of ${amount}.`,
    until: (day) => `Please hand them in by ${day}.`,
    what: 'Document',
    file: 'File',
    types: 'PDF, PNG or JPEG, at most 10 MB',
    send: 'Send',
    sending: 'Sending …',
    thanks: 'Thank you, the file has arrived.',
    refused: 'The file was not taken. Only PDF, PNG and JPEG files of at most 10 MB are.',
    later: 'The file did not arrive. Please try again in a few minutes.',
    complete: 'Everything has arrived. Thank you.',
    ended: 'This link has ended. Please reply to our letter.',
  },
  de: {
    title: 'Unterlagen abgeben',
    intro: (company, amount) => `${company} bittet um Unterlagen für eine Verrechnung über ${amount}.`,
    until: (day) => `Bitte geben Sie sie bis ${day} ab.`,
    what: 'Unterlage',
    file: 'Datei',
    types: 'PDF, PNG oder JPEG, höchstens 10 MB',
    send: 'Senden',
    sending: 'Wird gesendet …',
    thanks: 'Vielen Dank, die Datei ist angekommen.',
    refused: 'Die Datei wurde nicht angenommen. Möglich sind PDF, PNG und JPEG bis 10 MB.',
    later: 'Die Datei ist nicht angekommen. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    complete: 'Alles ist angekommen. Vielen Dank.',
    ended: 'Dieser Link gilt nicht mehr. Bitte antworten Sie auf unser Schreiben.',
  },
  es: {
    title: 'Entregar documentos',
    intro: (company, amount) => `${company} solicita documentos para una compensación de ${amount}.`,
    until: (day) => `Le rogamos que los entregue a más tardar el ${day}.`,
    what: 'Documento',
    file: 'Archivo',
    types: 'PDF, PNG o JPEG, 10 MB como máximo',
    send: 'Enviar',
    sending: 'Enviando …',
    thanks: 'Gracias, el archivo ha llegado.',
    refused: 'El archivo no se ha aceptado. Se admiten PDF, PNG y JPEG de hasta 10 MB.',
    later: 'El archivo no ha llegado. Inténtelo de nuevo dentro de unos minutos.',
    complete: 'Ha llegado todo. Gracias.',
    ended: 'Este enlace ha caducado. Le rogamos que responda a nuestra carta.',
  },
  fr: {
    title: 'Déposer des documents',
    intro: (company, amount) => `${company} demande des documents pour une compensation de ${amount}.`,
    until: (day) => `Merci de les déposer au plus tard le ${day}.`,
    what: 'Document',
    file: 'Fichier',
    types: 'PDF, PNG ou JPEG, 10 Mo au plus',
    send: 'Envoyer',
    sending: 'Envoi …',
    thanks: 'Merci, le fichier est arrivé.',
    refused: 'Le fichier n’a pas été accepté. Sont admis les PDF, PNG et JPEG de 10 Mo au plus.',
    later: 'Le fichier n’est pas arrivé. Merci de réessayer dans quelques minutes.',
    complete: 'Tout est arrivé. Merci.',
    ended: 'Ce lien n’est plus valable. Merci de répondre à notre courrier.',
  },
};
const wordsOf = (language: string): PageWords => words[language] ?? words['en']!;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const page = (language: string, title: string, body: string): string => `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/u/style.css">
</head>
<body><main>${body}</main></body>
</html>
`;

/** The page of a link that is open. */
export function uploadPage(of: {
  readonly language: string;
  readonly country: string;
  readonly company: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly dueDate: Day;
  readonly missing: readonly DocumentKind[];
}): string {
  const said = wordsOf(of.language);
  const names = offsetWords(of.language).documents;
  const locale = readerLocale(of.language, of.country);
  const intro = said.intro(of.company, readerMoney(of.amountMinor, of.currency, locale));
  const head = `<p class="from">${escaped(of.company)}</p>\n<h1>${escaped(said.title)}</h1>\n<p>${escaped(intro)}</p>`;
  if (of.missing.length === 0)
    return page(of.language, said.title, `${head}\n<p role="status">${escaped(said.complete)}</p>`);
  // All of them in full, one under the other: a list to open cut the names on telephones.
  const kinds = of.missing
    .map(
      (kind, at) =>
        `<label class="kind"><input type="radio" name="kind" value="${kind}"${at === 0 ? ' checked' : ''}> ${escaped(capital(names[kind]))}</label>`,
    )
    .join('\n');
  return page(
    of.language,
    said.title,
    `${head}
<p>${escaped(said.until(readerDay(of.dueDate, locale, 'long')))}</p>
<form id="upload" data-sending="${escaped(said.sending)}" data-thanks="${escaped(said.thanks)}" data-refused="${escaped(said.refused)}" data-later="${escaped(said.later)}" data-ended="${escaped(said.ended)}">
<fieldset><legend>${escaped(said.what)}</legend>
${kinds}
</fieldset>
<label for="file">${escaped(said.file)}</label><input id="file" type="file" accept="application/pdf,image/png,image/jpeg" required aria-describedby="types">
<p id="types">${escaped(said.types)}</p>
<button type="submit">${escaped(said.send)}</button>
<p id="answer" role="status"></p>
</form>
<script src="/u/send.js" defer></script>`,
  );
}

/** The page of a link that has ended, or never was one: it says nothing about anybody. */
export const endedPage = (): string =>
  page(
    'en',
    words['en']!.title,
    Object.entries(words)
      .map(([language, said], at) => {
        const heading = at === 0 ? 'h1' : 'h2';
        return `<section lang="${language}"><${heading}>${escaped(said.title)}</${heading}>\n<p>${escaped(said.ended)}</p></section>`;
      })
      .join('\n'),
  );

/** Sends the chosen file as it is, then shows what is still asked for. */
export const uploadScript = `const form = document.getElementById('upload');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [file] = document.getElementById('file').files;
  const answer = document.getElementById('answer');
  const button = form.querySelector('button');
  if (!file) return;
  button.disabled = true;
  answer.textContent = form.dataset.sending;
  const query = new URLSearchParams({ kind: form.elements.kind.value, fileName: file.name.slice(-200) });
  let said = 'later';
  try {
    const response = await fetch(location.pathname + '?' + query, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
    const { code } = response.ok ? {} : await response.json();
    if (response.ok) said = 'thanks';
    else if (/^offsets\\.file-|^http\\.body/.test(code) || response.status === 413) said = 'refused';
    else if (/^offsets\\./.test(code)) said = 'ended';
  } catch {}
  answer.textContent = form.dataset[said];
  button.disabled = false;
  if (said === 'thanks') setTimeout(() => location.reload(), 1500);
});
`;

/** The workbench's paper and ink, in the reader's own letters: strangers load no fonts. Controls are 44 px high. */
export const uploadStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(oklch(0.985 0.003 95), oklch(0.18 0.008 260));
  --surface: light-dark(oklch(1 0 0), oklch(0.215 0.01 260));
  --ink: light-dark(oklch(0.23 0.015 260), oklch(0.94 0.005 260));
  --ink-2: light-dark(oklch(0.46 0.015 260), oklch(0.73 0.012 260));
  --accent: light-dark(oklch(0.47 0.13 255), oklch(0.77 0.11 250));
  --on-accent: light-dark(oklch(1 0 0), oklch(0.18 0.008 260));
  --line: light-dark(oklch(0.9 0.004 95), oklch(0.31 0.012 260));
  --edge: light-dark(oklch(0.62 0.012 260), oklch(0.58 0.014 260));
}
body { font: 16px/24px system-ui, sans-serif; margin: 0; padding: 24px; background: var(--paper); color: var(--ink); }
main { max-width: 560px; margin: 0 auto; }
.from { margin: 0 0 24px; padding-bottom: 12px; border-bottom: 1px solid var(--line); font-weight: 600; }
h1, h2 { margin: 0 0 8px; font-size: 22px; line-height: 30px; font-weight: 600; }
p { margin: 8px 0; }
form { margin-top: 24px; }
label, legend { display: block; font-weight: 600; margin-top: 16px; padding: 0; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
.kind { display: flex; align-items: center; gap: 12px; min-height: 44px; margin: 0; font-weight: 400; }
.kind input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
input:not([type=radio]), button { font: inherit; min-height: 44px; width: 100%; box-sizing: border-box; margin-top: 4px; padding: 9px 12px; border: 1px solid var(--edge); border-radius: 6px; background: var(--surface); color: var(--ink); }
input::file-selector-button { margin-right: 12px; border: 0; padding: 0; background: none; color: var(--accent); font: inherit; font-weight: 600; }
#types { margin-top: 4px; color: var(--ink-2); font-size: 14px; line-height: 20px; }
button { margin-top: 16px; border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; }
button:disabled { border-color: var(--line); background: var(--line); color: var(--ink-2); cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[role=status]:empty { display: none; }
`;
