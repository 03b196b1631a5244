/**
 * A letter as the HTML of a mail: tables and inline styles, because that is what mail programs show, and some rules more for
 * those of telephones, where a line of a table goes on downwards; no image, no script, nothing from elsewhere. Every text is escaped; nothing of it can be markup. Pure.
 */
import type { Letter, LetterFact, LetterTable } from './letter.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (raw: string): string => raw.replace(/[&<>"']/g, (letter) => escapes[letter]!);

/** A day or a figure is not torn apart at its spaces, nor are numbers of documents at their hyphens. */
const whole = (raw: string): string =>
  /^(?=.*\d).{1,14}$/.test(raw) ? `<span style="white-space:nowrap">${text(raw)}</span>` : wholeNumbers(raw);
const wholeNumbers = (raw: string): string =>
  raw
    .split(' ')
    .map((word) =>
      /^(?=.*\d)\S+-\S+$/.test(word) ? `<span style="white-space:nowrap">${text(word)}</span>` : text(word),
    )
    .join(' ');

const ink = '#1d2128';
const quiet = '#5b6270';
const line = '#dcdad3';
const accent = '#1f4f9c';
const font = "Inter,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const cell = `padding:7px 0 7px 12px;border-bottom:1px solid ${line};vertical-align:top`;

/** Where the window is narrow a line of a table stands as a block of its own: each value beneath the other, behind the head of its column. */
const stacked = (narrow: string, tables: string): string =>
  `@media ${narrow}{${tables} thead{display:none}${tables} tr{display:block;border-bottom:1px solid ${line}}${tables} td{display:flex!important;justify-content:space-between;gap:12px;padding:3px 0!important;border:0!important;text-align:right!important}${tables} td:first-child{text-align:left!important}${tables} tbody td:first-child{font-weight:600}${tables} .none{display:none!important}${tables} .head{display:inline!important;max-height:none!important;color:${quiet};font-weight:400;text-align:left}${tables} tfoot tr{display:flex;justify-content:space-between}}`;

/** The head of a column beside its value, seen only where the line stands as a block. */
const headBeside = (title: string): string =>
  title === ''
    ? ''
    : `<span class="head" style="display:none;max-height:0;overflow:hidden;mso-hide:all">${text(title)}</span>`;

/** Writes the letter as an HTML document of one column, 640 pixels at most, readable on a telephone. */
export function letterHtml(letter: Letter): string {
  // What a customer is called may look like an address: only one that stands by itself among the closing words is followed.
  const paragraph = (one: string): string =>
    `<p style="margin:0 0 14px;overflow-wrap:anywhere">${text(one).replaceAll('\n', '<br>')}</p>`;
  const closing = (one: string): string =>
    /^https:\/\/\S+$/.test(one)
      ? `<p style="margin:0 0 14px;overflow-wrap:anywhere"><a href="${text(one)}" style="color:${accent}">${text(one)}</a></p>`
      : paragraph(one);
  const hasRows = letter.groups.some((group) => group.rows.length > 0);
  return `<!DOCTYPE html>
<html lang="${text(letter.language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light"><title>${text(letter.subject)}</title>
<style>${stacked('(max-width:480px)', '.rows')}${stacked('(max-width:720px)', '.wide')}@media (max-width:480px){.side{padding-left:14px!important;padding-right:14px!important}.around{padding:8px 4px!important}}</style></head>
<body style="margin:0;padding:0;background:#f6f5f1;color:${ink};font-family:${font};font-size:15px;line-height:1.5">
<div style="display:none;max-height:0;overflow:hidden">${text(letter.opening[0] ?? letter.subject)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f6f5f1"><tr><td align="center" class="around" style="padding:24px 12px">
<table role="presentation" width="640" cellpadding="0" cellspacing="0" style="width:100%;max-width:640px;background:#ffffff;border:1px solid ${line};border-radius:6px">
<tr><td class="side" style="padding:22px 28px 14px;border-bottom:1px solid ${line};font-size:16px;font-weight:600">${text(letter.sender.name)}</td></tr>
<tr><td class="side" style="padding:24px 28px 8px">
<h1 style="margin:0 0 6px;font-size:19px;line-height:1.35;font-weight:600">${text(letter.subject)}</h1>
<p style="margin:0 0 20px;color:${quiet};font-size:13px">${letter.facts.map((fact) => `${text(fact.label)}&nbsp;${text(fact.value)}`).join(' &middot; ')}</p>
${paragraph(letter.greeting)}
${letter.opening.map(paragraph).join('\n')}
${hasRows ? tableHtml(letter) : ''}
${(letter.more ?? []).map((table) => `${table.title === null ? '' : `<h2 style="margin:0 0 4px;font-size:15px;font-weight:600">${text(table.title)}</h2>`}${tableHtml(table)}`).join('\n')}
${letter.closing.map(closing).join('\n')}
${letter.payment ? paymentHtml(letter.payment.title, letter.payment.facts) : ''}
${paragraph([letter.farewell, ...letter.signature].join('\n'))}
</td></tr>
<tr><td class="side" style="padding:14px 28px 20px;border-top:1px solid ${line};color:${quiet};font-size:12px;line-height:1.5">
${letter.notes.map((note) => `<p style="margin:0 0 8px">${text(note)}</p>`).join('\n')}
<p style="margin:0">${letter.sender.foot.map((column) => column.map(text).join(', ')).join('<br>')}</p>
</td></tr></table></td></tr></table></body></html>
`;
}

function tableHtml({ columns, groups, totals }: Pick<LetterTable, 'columns' | 'groups' | 'totals'>): string {
  const style = (index: number): string =>
    `${index === 0 ? cell.replace('0 7px 12px', '0 7px 0') : cell};text-align:${columns[index]!.align};font-variant-numeric:tabular-nums`;
  const head = columns
    .map(
      (column, index) =>
        `<th scope="col" style="${style(index)};font-size:12px;font-weight:500;color:${quiet};border-bottom:1px solid ${ink}">${text(column.title)}</th>`,
    )
    .join('');
  const body = groups
    .map((group) => {
      const title =
        group.title === null
          ? ''
          : `<tr><th scope="colgroup" colspan="${columns.length}" style="padding:14px 0 6px;text-align:left;font-size:13px;font-weight:600;border-bottom:1px solid ${line}">${text(group.title)}</th></tr>`;
      return (
        title +
        group.rows
          .map(
            (row) =>
              `<tr>${row.map((one, index) => `<td${one === '' ? ' class="none"' : ''} style="${style(index)}${columns[index]!.align === 'right' ? ';white-space:nowrap' : ''}">${index === 0 ? '' : headBeside(columns[index]!.title)}<span>${whole(one)}</span></td>`).join('')}</tr>`,
          )
          .join('\n')
      );
    })
    .join('\n');
  const foot = totals
    .map(
      (total, index) =>
        `<tr><td colspan="${columns.length - 1}" style="padding:8px 0;${index === totals.length - 1 ? 'font-weight:600' : `color:${quiet}`}">${text(total.label)}</td><td style="padding:8px 0 8px 16px;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;${index === totals.length - 1 ? 'font-weight:600' : ''}">${text(total.value)}</td></tr>`,
    )
    .join('\n');
  return `<table class="${columns.length > 5 ? 'wide' : 'rows'}" width="100%" cellpadding="0" cellspacing="0" style="margin:4px 0 20px;border-collapse:collapse;font-size:14px"><thead><tr>${head}</tr></thead><tbody>${body}</tbody><tfoot>${foot}</tfoot></table>`;
}

function paymentHtml(title: string, facts: readonly LetterFact[]): string {
  const rows = facts
    .map(
      (fact) =>
        `<tr><td style="padding:2px 16px 2px 0;color:${quiet};white-space:nowrap;vertical-align:top">${text(fact.label)}</td><td style="padding:2px 0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere">${text(fact.value)}</td></tr>`,
    )
    .join('');
  return `<table width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px"><tr><td style="padding:14px 16px;background:#f3f6fb;border-left:3px solid ${accent};font-size:14px"><div style="font-weight:600;margin-bottom:6px">${text(title)}</div><table cellpadding="0" cellspacing="0">${rows}</table></td></tr></table>`;
}
