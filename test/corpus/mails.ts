/** Mails of an accounts-receivable inbox by their routing: those for cash application tell of a payment, the others of none. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readRemittance } from '#formats';
import type { Suite } from './suite.ts';

interface Mail {
  readonly id: string;
  readonly from: string;
  readonly subject: string;
  readonly body: string;
}
interface Expected {
  readonly by_subject_prefix: readonly { readonly prefix: string; readonly queue: string; readonly count: number }[];
}

/** The inbox's mails: what is routed to cash application is read with its document, the rest refused with a sentence. */
export const inboxMails: Suite = async (corpus) => {
  const load = <T>(name: string): T => JSON.parse(readFileSync(join(corpus, 'email/ar-inbox', name), 'utf8')) as T;
  const { emails } = load<{ emails: readonly Mail[] }>('sample_emails_100.json');
  const { by_subject_prefix: routes } = load<Expected>('sample_emails_expected.json');
  const failures: string[] = [];
  let passed = 0;
  const seen = new Map<string, number>();
  for (const mail of emails) {
    const route = routes.find((one) => mail.subject.startsWith(one.prefix));
    if (route) seen.set(route.prefix, (seen.get(route.prefix) ?? 0) + 1);
    const wanted = route?.queue === 'Cash Application' ? /INV-\d+/.exec(mail.subject)![0] : 'refused';
    const text = `From: ${mail.from}\r\nSubject: ${mail.subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${mail.body}\r\n`;
    const read = await readRemittance(new TextEncoder().encode(text), { fileName: `${mail.id}.eml` });
    const got = read.ok
      ? read.value.remittances
          .flatMap((one) => one.lines.map((line) => `${one.prose ? '' : 'not told: '}${line.reference}`))
          .join()
      : /^mail\./.test(read.refusal.code) && read.refusal.message.endsWith('Nothing was read.')
        ? 'refused'
        : read.refusal.code;
    if (got === wanted) passed += 1;
    else failures.push(`${mail.id} "${mail.subject}": wanted ${wanted}, got ${got}`);
  }
  for (const { prefix, count } of routes)
    if (seen.get(prefix) === count) passed += 1;
    else failures.push(`"${prefix}": wanted ${count} mails, got ${seen.get(prefix) ?? 0}`);
  return { name: 'mails of an inbox by their routing', passed, failures, listed: [] };
};

/** Mails as mailers break them, none of which is an advice: each is refused with a sentence, or read as what it encloses. */
export const brokenMails: Suite = async (corpus) => {
  const folder = join(corpus, 'email/mail-gem');
  const failures: string[] = [];
  let passed = 0;
  for (const name of (readdirSync(folder, { recursive: true }) as string[]).filter((one) => one.endsWith('.eml'))) {
    const read = await readRemittance(readFileSync(join(folder, name)), { fileName: basename(name) }).catch(
      (fault: Error) => fault,
    );
    if (read instanceof Error) failures.push(`${name}: ${read.message}`);
    else if (read.ok || read.refusal.message.endsWith('Nothing was read.')) passed += 1;
    else failures.push(`${name}: ${read.refusal.code} ${read.refusal.message}`);
  }
  return { name: 'mails as mailers break them', passed, failures, listed: [] };
};
