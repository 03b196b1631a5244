/** How a settlement report names its columns: our own template, the layouts of services that are known, or a declared mapping. */
import type { Fields, TableMapping } from '../table/mapping.ts';

/**
 * The fields of a report. `gross`, `fee` and `net` are signed as the payout feels them (a fee as what is kept); a report may
 * have debit and credit columns instead, and break the fee into up to four columns. `type` says what a row is: payment,
 * refund, chargeback, chargeback_reversal, fee, reserve, or payout: the row that states what is paid out.
 */
export const settlementFields: Fields = {
  settlement: { type: 'text', required: true },
  settlementDate: { type: 'day' },
  type: { type: 'text' },
  date: { type: 'day' },
  reference: { type: 'text' },
  document: { type: 'text' },
  customer: { type: 'text' },
  memo: { type: 'text' },
  currency: { type: 'text' },
  grossCurrency: { type: 'text' },
  gross: { type: 'amount' },
  grossDebit: { type: 'amount' },
  grossCredit: { type: 'amount' },
  fee: { type: 'amount' },
  markup: { type: 'amount' },
  schemeFee: { type: 'amount' },
  interchange: { type: 'amount' },
  net: { type: 'amount' },
  netDebit: { type: 'amount' },
  netCredit: { type: 'amount' },
};

/** What services call the rows of their reports, in lower case, letters only. */
const rowTypes: Readonly<Record<string, string>> = {
  ...{
    payment: 'payment',
    charge: 'payment',
    sale: 'payment',
    settled: 'payment',
    capture: 'payment',
    order: 'payment',
  },
  ...{ settledexternally: 'payment', zahlung: 'payment', paiement: 'payment', pago: 'payment' },
  ...{ refund: 'refund', refunded: 'refund', partialrefund: 'refund', erstattung: 'refund', remboursement: 'refund' },
  ...{
    chargeback: 'chargeback',
    secondchargeback: 'chargeback',
    dispute: 'chargeback',
    ruecklastschrift: 'chargeback',
  },
  ...{ chargebackreversed: 'chargeback_reversal', chargebackreversal: 'chargeback_reversal' },
  ...{ disputereversal: 'chargeback_reversal', representment: 'chargeback_reversal' },
  ...{ fee: 'fee', fees: 'fee', networkcost: 'fee', invoicededuction: 'fee', gebuehr: 'fee', commission: 'fee' },
  ...{ reserve: 'reserve', hold: 'reserve', reserveadjustment: 'reserve', reserverelease: 'reserve' },
  ...{ reserverelated: 'reserve', riskreservedfunds: 'reserve', balancetransfer: 'reserve' },
  ...{ payout: 'payout', merchantpayout: 'payout', transfer: 'payout', deposit: 'payout', auszahlung: 'payout' },
};

/** What a row is, by what the service calls it: nothing is a payment, and what is not known is `other`. */
export function rowTypeOf(text: string): string {
  const said = text.toLowerCase().replace(/[^a-z]/g, '');
  if (said === '') return 'payment';
  return Object.hasOwn(rowTypes, said) ? rowTypes[said]! : 'other';
}

/** Layouts that need no mapping, told by their header; the first that fits. */
export const settlementLayouts: readonly TableMapping[] = [
  {
    name: 'built-in settlements',
    kind: 'settlements',
    columns: Object.fromEntries(Object.keys(settlementFields).map((name) => [name, name])),
  },
  {
    name: 'built-in adyen settlement detail',
    kind: 'settlements',
    columns: {
      settlement: 'Batch Number',
      type: 'Type',
      date: 'Creation Date',
      reference: 'Psp Reference',
      document: 'Merchant Reference',
      memo: 'Modification Reference',
      currency: 'Net Currency',
      grossCurrency: 'Gross Currency',
      grossDebit: 'Gross Debit (GC)',
      grossCredit: 'Gross Credit (GC)',
      fee: 'Commission (NC)',
      markup: 'Markup (NC)',
      schemeFee: 'Scheme Fees (NC)',
      interchange: 'Interchange (NC)',
      netDebit: 'Net Debit (NC)',
      netCredit: 'Net Credit (NC)',
    },
  },
  {
    name: 'built-in stripe payout reconciliation',
    kind: 'settlements',
    columns: {
      settlement: 'automatic_payout_id',
      settlementDate: 'automatic_payout_effective_at',
      type: 'reporting_category',
      date: 'created',
      reference: 'source_id',
      document: 'invoice_number',
      customer: 'customer_name',
      memo: 'description',
      currency: 'currency',
      gross: 'gross',
      fee: 'fee',
      net: 'net',
    },
  },
];
