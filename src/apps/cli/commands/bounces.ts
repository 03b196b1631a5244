/** `bounces read`, `bounces list`, `bounces clear`: mail that came back, and which addresses are written to again. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listDeliveryReports, type RecordedReport, recordDeliveryReport } from '#correspondence';
import { clearBounce, findCustomerKey, loadReach } from '#customers';
import { done, type Refusal, refuse } from '#kernel';
import { runQuery } from '#platform';
import { type Command, companiesOf, countOption, textOption, UsageError, withBooks, withCompany } from '../command.ts';
import { table } from '../output.ts';

/** The mails of a folder, or the one file. */
function mailsAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.eml$/i.test(name))
    .sort()
    .map((name) => join(path, name));
}

const outcomeWords: Readonly<Record<RecordedReport['outcome'], string>> = {
  bounced_hard: 'bounced, the address cannot be reached',
  bounced_soft: 'bounced, it did not arrive this time',
  known: 'known before',
  delayed: 'delayed, the server still tries',
  delivered: 'delivered',
  elsewhere: 'about another address; nothing was changed',
  unmatched: 'about no mail of ours',
};

export const bouncesReadCommand: Command = {
  name: 'bounces read',
  arguments: 'FILE|FOLDER…',
  summary:
    'Reads delivery reports (.eml): what came back is marked, with its address; the same report again changes nothing.',
  files: [1, 1000],
  run(invocation) {
    return withBooks(invocation, async ({ engine, caller }) => {
      const missing = invocation.files.find((path) => statSync(path, { throwIfNoEntry: false }) === undefined);
      if (missing !== undefined)
        return refuse('file.not-found', `There is no file ${missing}. Nothing was read.`, {}, { file: missing });
      const reports: ({ readonly file: string } & RecordedReport)[] = [];
      const refused: { readonly file: string; readonly refusal: Refusal }[] = [];
      const paths = invocation.files.flatMap(mailsAt);
      for (const [index, path] of paths.entries()) {
        const file = basename(path);
        const source = { ...caller, source: file };
        const recorded = await recordDeliveryReport(engine, source, { name: file, bytes: readFileSync(path) });
        if (recorded.ok) reports.push({ file, ...recorded.value });
        else refused.push({ file, refusal: recorded.refusal });
        invocation.progress.update('delivery reports', index + 1, paths.length);
      }
      return done({
        json: { reports, refused },
        text: [
          table(
            ['File', 'Message', 'Address', 'Outcome', 'Why'],
            reports.map((one) => [
              one.file.slice(0, 40),
              one.messageId ?? '',
              one.recipient ?? '',
              outcomeWords[one.outcome],
              one.reason.slice(0, 70),
            ]),
            ['left', 'right'],
          ),
          ...refused.map((one) => `${one.file}: ${one.refusal.message}`),
        ].join('\n'),
        ...(refused.length > 0 && reports.length === 0 && { exit: 1 as const }),
      });
    });
  },
};

export const bouncesListCommand: Command = {
  name: 'bounces list',
  arguments: '[--unmatched] [--limit N]',
  summary: 'Delivery reports that were read, newest first; with --unmatched those about no mail of ours.',
  options: { unmatched: 'flag', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    return withBooks(invocation, async (books) => {
      const companies = await companiesOf(invocation, books);
      if (!companies.ok) return companies;
      const { engine, tenant } = books;
      const rows = await runQuery(engine, tenant.id, (db) =>
        listDeliveryReports(db, tenant.id, {
          companyIds: companies.value.map((one) => one.id),
          withUnmatched: textOption(invocation, 'company') === undefined,
          only: invocation.options['unmatched'] === true ? 'unmatched' : undefined,
          before: null,
          limit: countOption(invocation, 'limit', 50) - 1,
        }),
      );
      return done({
        json: {
          rows: rows.map((row) => ({ ...row, id: row.id.toString(), messageId: row.messageId?.toString() ?? null })),
        },
        text: table(
          ['Read', 'Customer', 'Address', 'Message', 'Outcome', 'Why'],
          rows.map((row) => [
            row.readAt.slice(0, 10),
            row.customer ?? '',
            row.recipient ?? '',
            row.messageId?.toString() ?? '',
            outcomeWords[row.outcome],
            (row.diagnostic ?? row.status ?? '').slice(0, 70),
          ]),
          ['left', 'left', 'left', 'right'],
        ),
      });
    });
  },
};

export const bouncesClearCommand: Command = {
  name: 'bounces clear',
  arguments: '--customer NUMBER --address ADDRESS --reason TEXT',
  summary: 'Writes to an address again although mail to it came back. A new address needs no such word.',
  options: { customer: 'text', address: 'text', reason: 'text' },
  files: [0, 0],
  run(invocation) {
    const number = textOption(invocation, 'customer');
    const address = textOption(invocation, 'address')?.toLowerCase();
    const reason = textOption(invocation, 'reason')?.trim();
    if (!number || !address || !reason) throw new UsageError('Say whose address it is, which, and how you know.');
    return withCompany(invocation, async ({ engine, tenant, caller }, company) => {
      const customer = await runQuery(engine, tenant.id, (db) => findCustomerKey(db, tenant.id, company.id, number));
      if (!customer) return refuse('customers.not-found', `There is no customer "${number}" in this company.`, {});
      const { contacts } = await loadReach(engine, tenant.id, customer.customerId);
      const contact = contacts.find((one) => one.email?.toLowerCase() === address && one.bouncedAt !== null);
      if (!contact)
        return refuse(
          'customers.not-bounced',
          `No mail to ${address} of customer ${number} came back. Nothing was changed.`,
        );
      const cleared = await clearBounce(engine, caller, { customer, contactId: contact.id, reason });
      if (!cleared.ok) return cleared;
      return done({ json: { customer: number, address }, text: `${address} is written to again.` });
    });
  },
};
