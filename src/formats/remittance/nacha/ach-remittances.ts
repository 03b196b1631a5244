/** Remittances in an ACH file: addenda with X12 segments (CCD+, CTX), free text, and returns with their reason. */
import type { BankWarning } from '../../bank/model.ts';
import { type Remittance, type RemittanceFile, type RemittanceLine, warnOfSums } from '../model.ts';
import { readRemittanceLines } from '../x12/remittance-segments.ts';
import { cutSegments } from '../x12/segments.ts';
import { type AchBatch, type AchEntry, isCredit, readAch } from './read-ach.ts';

/** Reads the entries of an ACH file as remittances: credits are money in, debits and returned credits are negative. */
export function readAchRemittances(text: string): RemittanceFile {
  const file = readAch(text);
  const warnings: BankWarning[] = [...file.warnings];
  const remittances = file.batches.flatMap((batch) => batch.entries.map((entry) => remittanceOf(batch, entry)));
  warnOfSums(remittances, warnings);
  return { format: 'nacha', remittances, warnings };
}

function remittanceOf(batch: AchBatch, entry: AchEntry): Remittance {
  const amountMinor = isCredit(entry.transactionCode) ? entry.amountMinor : -entry.amountMinor;
  const reason = entry.addenda.find((one) => one.type === '99')?.text.slice(0, 3) ?? '';
  // In a return the batch's company is the one that had collected: the other side is the account that did not pay.
  const returned = /^R\d{2}$/.test(reason);
  return {
    payer: returned
      ? { name: entry.name || null, account: entry.account || null }
      : { name: batch.companyName || null, account: null },
    ...(returned && { returnedBecause: reason }),
    reference: entry.trace || null,
    date: batch.effectiveDate,
    amountMinor,
    currency: 'USD',
    lines: linesOf(entry, amountMinor),
  };
}

function linesOf(entry: AchEntry, amountMinor: bigint): RemittanceLine[] {
  const line = (reference: string, more: Partial<RemittanceLine>): RemittanceLine => ({
    reference,
    amountMinor,
    discountMinor: null,
    adjustments: [],
    memo: null,
    ...more,
  });
  const returned = entry.addenda.find((one) => one.type === '99');
  if (returned)
    return [
      line(returned.text.slice(3, 18).trim(), {
        adjustments: [{ code: returned.text.slice(0, 3).trim(), amountMinor }],
        // What we had written to the payment tells it as well as the trace does.
        memo: [entry.identification, returned.text.slice(32, 76).trim()].filter(Boolean).join(' ') || null,
      }),
    ];
  // A segment may go on in the next addenda: their texts are one.
  const pieces = entry.addenda.filter((one) => one.type === '05').map((one) => one.text);
  const text = pieces.map((piece, index) => (index < pieces.length - 1 ? piece.padEnd(80) : piece)).join('');
  if (/(^|[~\\\n])\s*(RMR|RMT)\*/.test(text) || /^ISA/.test(text)) {
    const lines = readRemittanceLines(cutSegments(text), 'USD');
    if (lines.length > 0) return lines;
  }
  const free = text.replace(/\s+/g, ' ').trim();
  if (free === '') return entry.identification === '' ? [] : [line(entry.identification, {})];
  return [/^\S{3,30}$/.test(free) ? line(free, {}) : line('', { memo: free })];
}
