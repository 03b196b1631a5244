/** The numbers of documents that we number ourselves: gapless per company, series and year. */
import type { Company } from '#company';
import { type Day, yearOf } from '#kernel';
import { type Transaction, takeNumbers } from '#platform';
import type { DocumentType } from '../model.ts';

const seriesOf: Readonly<Record<DocumentType, string>> = {
  invoice: 'IN',
  credit_memo: 'CM',
  debit_memo: 'DM',
  payment: 'RC',
  on_account: 'OA',
  deduction: 'DE',
  finance_charge: 'FC',
  discount: 'DI',
  bank_charge: 'BC',
  tolerance: 'TD',
  exchange_difference: 'XD',
  write_off: 'WO',
  offset: 'OS',
  recovery: 'RY',
  transfer: 'TR',
  refund: 'RF',
  returned_payment: 'RP',
  adjustment: 'AD',
  reversal: 'RV',
  down_payment_request: 'DR',
  down_payment: 'DP',
  bill_of_exchange: 'BE',
  retention: 'RT',
  withholding_tax: 'WT',
};

/** Takes a number for each wanted document, in their order: one block per series and year, locked in one order. */
export async function takeDocumentNumbers(
  tx: Transaction,
  company: Company,
  wanted: readonly { readonly documentType: DocumentType; readonly day: Day }[],
): Promise<string[]> {
  const groups = new Map<string, { series: string; year: number; places: number[] }>();
  for (const [place, { documentType, day }] of wanted.entries()) {
    const series = seriesOf[documentType];
    const year = yearOf(day);
    const group = groups.get(`${series}${year}`) ?? { series, year, places: [] };
    groups.set(`${series}${year}`, group);
    group.places.push(place);
  }
  const numbers: string[] = [];
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const first = await takeNumbers(
      tx,
      { companyId: company.id, series: group.series, year: group.year },
      group.places.length,
    );
    for (const [index, place] of group.places.entries())
      numbers[place] = `${group.series}-${group.year}-${String(first + BigInt(index)).padStart(6, '0')}`;
  }
  return numbers;
}
