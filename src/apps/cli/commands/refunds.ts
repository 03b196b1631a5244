/** `items refunds`: what is to be paid out to customers, and to which account, for whoever pays it. */
import { writeFileSync } from 'node:fs';
import { csvRow } from '#formats';
import { done } from '#kernel';
import { listRefunds } from '#receivables';
import { type Command, dayOption, textOption, withCompany } from '../command.ts';
import { grouped, table } from '../output.ts';

const columns = [
  'number',
  'postingDate',
  'customer',
  'name',
  'amount',
  'currency',
  'account',
  'bankCode',
  'holder',
  'basis',
];

export const refundsCommand: Command = {
  name: 'items refunds',
  arguments: '[--from DAY] [--to DAY] [--out FILE]',
  summary:
    'Refunds that are to be paid out, with the account of each; reversed ones are left out. --out writes them as CSV.',
  options: { from: 'text', to: 'text', out: 'text' },
  files: [0, 0],
  run(invocation) {
    const out = textOption(invocation, 'out');
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const to = dayOption(invocation, 'to') ?? asOf;
      const from = dayOption(invocation, 'from') ?? `${to.slice(0, 7)}-01`;
      const rows = await listRefunds(engine, tenant.id, { companyId: company.id, from, to });
      const cells = rows.map(({ payTo, ...row }) => [
        ...[row.number, row.postingDate, row.customer, row.customerName, row.amount, row.currency],
        ...[payTo?.account ?? '', payTo?.bankCode ?? '', payTo?.holderName ?? '', payTo?.basis ?? ''],
      ]);
      if (out !== undefined) writeFileSync(out, `\ufeff${csvRow(columns)}${cells.map(csvRow).join('')}`);
      const text =
        rows.length === 0
          ? `No refund was posted from ${from} to ${to}.`
          : table(
              ['Refund', 'Posted', 'Customer', '', 'Amount', '', 'Paid to', 'Bank', 'Holder', 'Because'],
              cells.map((row) => row.map((cell, index) => (index === 4 ? grouped(cell) : cell))),
              ['left', 'left', 'left', 'left', 'right'],
            );
      return done({
        json: {
          ...{ company: company.code, from, to },
          rows: rows.map((row) => ({ ...row, itemId: row.itemId.toString() })),
        },
        text: out === undefined ? text : `${text}\n\n${out}`,
      });
    });
  },
};
