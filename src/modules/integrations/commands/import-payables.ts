/** Imports what we owe suppliers, to be offered for offset: good rows are offered, bad rows come back with their reasons. */
import type { Company } from '#company';
import { amountField, type BadRow, type MappedRow } from '#formats';
import { done, type Outcome, textKey } from '#kernel';
import { differs, type NewPayable, offeredAlready, offerPayables, payablesChunkSize } from '#offsets';
import { type Caller, type Engine, failpoint } from '#platform';
import { payableFields } from '../fields.ts';
import { badRow, readMapped, resultOf, type TableImportResult, type TableInput } from '../table-import.ts';

/**
 * Imports payables of a company; amounts are what we owe, positive. One that is offered already is known; another amount under
 * the same supplier and number is a bad row. Refuses what the reader of tables refuses.
 */
export async function importPayables(
  engine: Engine,
  caller: Caller,
  input: TableInput & { company: Company; onProgress?: (done: number, total: number) => void },
): Promise<Outcome<TableImportResult>> {
  const { company } = input;
  const read = readMapped(input, 'payables', payableFields);
  if (!read.ok) return read;
  const bad: BadRow[] = [...read.value.bad];
  const rows: { row: MappedRow; payable: NewPayable }[] = [];
  const seen = new Set<string>();
  for (const row of read.value.good) {
    const judged = payableOf(row, company);
    if ('reason' in judged) {
      bad.push(judged);
      continue;
    }
    const key = `${judged.vendorNumber}\u0000${textKey(judged.number)}`;
    if (seen.has(key))
      bad.push(
        badRow(
          row,
          'number',
          'payables.twice',
          `${judged.number} stands twice in this file; only the first was taken.`,
        ),
      );
    else rows.push({ row, payable: judged });
    seen.add(key);
  }
  const known = await offeredAlready(
    engine,
    caller.tenantId,
    company.id,
    rows.map((one) => one.payable),
  );
  const good = rows.filter(({ row, payable }) => {
    if (!differs(payable, known)) return true;
    const reason = `${payable.number} of supplier ${payable.vendorNumber} is offered with another amount already; withdraw that first.`;
    bad.push(badRow(row, 'amount', 'payables.differs', reason));
    return false;
  });
  let imported = 0;
  if (input.check)
    imported = good.filter(
      ({ payable }) => !known.has(`${payable.vendorNumber}\u0000${textKey(payable.number)}`),
    ).length;
  else
    for (let from = 0; from < good.length; from += payablesChunkSize) {
      const chunk = good.slice(from, from + payablesChunkSize).map((one) => one.payable);
      const outcome = await offerPayables(
        engine,
        { ...caller, source: input.source ?? input.fileName },
        { company, payables: chunk, reason: `Imported from ${input.fileName}.` },
      );
      if (!outcome.ok)
        return { ok: false, refusal: { ...outcome.refusal, details: { ...outcome.refusal.details, imported } } };
      imported += outcome.value.offered;
      input.onProgress?.(from + chunk.length, good.length);
      failpoint('import.between-chunks');
    }
  return done(resultOf(input, read.value, { imported, known: good.length - imported }, bad));
}

function payableOf(row: MappedRow, company: Company): NewPayable | BadRow {
  const value = (field: string): string => row.values[field] ?? '';
  const currency = (value('currency') || company.currency).toUpperCase();
  const amount = amountField(value('amount'), currency);
  if (!amount.ok) return badRow(row, 'amount', amount.refusal.code, amount.refusal.message);
  if (amount.value <= 0n)
    return badRow(row, 'amount', 'payables.sign', 'What we owe is positive; a credit of the supplier is not offered.');
  const documentDate = value('documentDate');
  return {
    vendorNumber: value('vendorNumber'),
    vendorName: value('vendorName'),
    taxNumber: value('taxNumber') || null,
    number: value('number'),
    documentDate,
    dueDate: value('dueDate') || documentDate,
    currency,
    amountMinor: amount.value,
  };
}
