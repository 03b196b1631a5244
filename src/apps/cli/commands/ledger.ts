/** `ledger export`. */
import { once } from 'node:events';
import { done } from '#kernel';
import { isMonth } from '#ledger';
import { exportLedger, type LedgerFormat } from '#operations';
import { type Command, companiesOf, textOption, UsageError, withBooks } from '../command.ts';
import { say } from '../output.ts';

export const ledgerExportCommand: Command = {
  name: 'ledger export',
  arguments: '[--format hledger|csv] [--period YYYY-MM]',
  summary: 'Writes the journal to standard output: the whole, or what was posted in a month.',
  options: { format: 'text', period: 'text' },
  files: [0, 0],
  run(invocation) {
    const format = textOption(invocation, 'format') ?? 'hledger';
    if (format !== 'hledger' && format !== 'csv') throw new UsageError(`--format is hledger or csv, not "${format}".`);
    const month = textOption(invocation, 'period');
    if (month !== undefined && !isMonth(month)) throw new UsageError('--period takes a month YYYY-MM.');
    return withBooks(invocation, async (books) => {
      const companies = await companiesOf(invocation, books);
      if (!companies.ok) return companies;
      const companyId = textOption(invocation, 'company') === undefined ? null : companies.value[0]!.id;
      const pieces: string[] = [];
      const json = invocation.options['json'] === true;
      const count = await exportLedger(
        books.engine,
        books.tenant.id,
        { format: format as LedgerFormat, companyId, month },
        async (text) => {
          if (json) pieces.push(text);
          // A slow reader of the pipe must not make us hold the whole journal.
          else if (!process.stdout.write(text)) await once(process.stdout, 'drain');
        },
      );
      say(`${count.journals} journals, ${count.lines} lines`);
      return done(json ? { json: { format, ...count, text: pieces.join('') }, text: '' } : null);
    });
  },
};
