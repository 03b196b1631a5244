/** `rates set`, `rates list`, `rates import`: the exchange rates by which money of other currencies is carried. */
import { basename } from 'node:path';
import { importExchangeRates, loadExchangeRates, recordExchangeRates } from '#company';
import { done } from '#kernel';
import { runQuery } from '#platform';
import {
  type Command,
  countOption,
  dayOption,
  type Invocation,
  neededOption,
  textOption,
  UsageError,
  withBooks,
} from '../command.ts';
import { table } from '../output.ts';
import { callerOf, callerOfPerson, personOptions } from '../person.ts';
import { readInput } from './bank.ts';

const currencyOption = (invocation: Invocation, name: string): string | undefined =>
  textOption(invocation, name)?.toUpperCase();
const plural = (count: number): string => (count === 1 ? '1 exchange rate' : `${count} exchange rates`);
/** How many warnings and bad rows are told to a person; the document has all of them. */
const told = 20;
const withWarnings = (text: string, { warnings }: { readonly warnings: readonly string[] }): string =>
  [
    text,
    ...warnings.slice(0, told).map((one) => `    ! ${one}`),
    ...(warnings.length > told ? [`    ! and ${warnings.length - told} more`] : []),
  ].join('\n');

export const rateCommands: readonly Command[] = [
  {
    name: 'rates list',
    arguments: '[--from CUR] [--to CUR] [--since DAY] [--until DAY] [--limit N]',
    summary: 'Recorded exchange rates, the newest day first.',
    options: { from: 'text', to: 'text', since: 'text', until: 'text', limit: 'text' },
    files: [0, 0],
    run: (invocation) => {
      const wanted = {
        from: currencyOption(invocation, 'from'),
        to: currencyOption(invocation, 'to'),
        since: dayOption(invocation, 'since'),
        until: dayOption(invocation, 'until'),
        limit: countOption(invocation, 'limit', 50),
      };
      return withBooks(invocation, async ({ engine, tenant }) => {
        const rates = await runQuery(engine, tenant.id, (db) => loadExchangeRates(db, tenant.id, wanted));
        const rows = rates.map((one) => [one.day, `1 ${one.from}`, `${one.rate} ${one.to}`, one.source]);
        return done({
          json: { rates },
          text: rows.length === 0 ? 'No exchange rate is recorded.' : table(['From day', 'One', 'Is', 'Source'], rows),
        });
      });
    },
  },
  {
    name: 'rates set',
    arguments: 'FROM TO RATE --day YYYY-MM-DD --source TEXT --user LOGIN',
    summary: 'Records that 1 FROM is RATE TO from a day on; what was posted keeps its rate.',
    options: { day: 'text', source: 'text', ...personOptions },
    files: [3, 3],
    run: (invocation) => {
      const [from, to, rate] = invocation.files as [string, string, string];
      const one = {
        from: from.toUpperCase(),
        to: to.toUpperCase(),
        rate,
        day: neededOption(invocation, 'day'),
        source: neededOption(invocation, 'source'),
      };
      return withBooks(invocation, async (books) => {
        const caller = await callerOfPerson(invocation, books, { action: 'company.edit' });
        if (!caller.ok) return caller;
        const recorded = await recordExchangeRates(books.engine, caller.value, [one]);
        if (!recorded.ok) return recorded;
        const text =
          recorded.value.known > 0
            ? 'It was recorded before; nothing was changed.'
            : `1 ${one.from} is ${one.rate} ${one.to} from ${one.day} on.`;
        return done({ json: recorded.value, text: withWarnings(text, recorded.value) });
      });
    },
  },
  {
    name: 'rates import',
    arguments: 'FILE [--to CUR | --from CUR] [--since YYYY-MM-DD] [--source TEXT] [--check] [--user LOGIN]',
    summary:
      'Records exchange rates from a CSV or XLSX: date, currency, rate (1 of it in --to, or 1 --from in it), or the table of the ECB.',
    options: { from: 'text', to: 'text', since: 'text', source: 'text', check: 'flag', ...personOptions },
    files: [1, 1],
    run: (invocation) => {
      const path = invocation.files[0]!;
      const [from, to] = [currencyOption(invocation, 'from'), currencyOption(invocation, 'to')];
      if (from !== undefined && to !== undefined) throw new UsageError('Say --from or --to, not both.');
      const since = dayOption(invocation, 'since');
      const fileName = basename(path);
      return withBooks(invocation, async (books) => {
        const caller = await callerOf(invocation, books, { action: 'company.edit' });
        if (!caller.ok) return caller;
        const bytes = readInput(path);
        if (!bytes.ok) return bytes;
        const check = invocation.options['check'] === true;
        const source = textOption(invocation, 'source');
        const outcome = await importExchangeRates(books.engine, caller.value, {
          fileName,
          bytes: bytes.value,
          ...{ from, to, since, source, check },
        });
        if (!outcome.ok) return outcome;
        const { recorded, known, bad, passedOver } = outcome.value;
        const said = `${fileName}: ${plural(recorded)} ${check ? 'would be ' : ''}recorded, ${known} known, ${bad.length} bad${passedOver.length > 0 ? `; passed over: ${passedOver.join(', ')}` : ''}${check ? '; nothing was changed' : ''}`;
        const rows = bad.slice(0, told).map((one) => [String(one.row), one.column, one.value.slice(0, 40), one.reason]);
        const text = withWarnings(said, outcome.value);
        return done({
          json: { file: fileName, check, ...outcome.value },
          text: rows.length === 0 ? text : `${text}\n\n${table(['Row', 'Column', 'Value', 'Why'], rows, ['right'])}`,
        });
      });
    },
  },
];
