/** Words of the general ledger. Pure. */
import type { Day } from '#kernel';

/** What a GL account is for; one account per purpose and company, but any number of banks. */
export const accountPurposes = [
  'receivables_control',
  'revenue',
  'tax_payable',
  'bank',
  'unidentified_receipts',
  'discount_granted',
  'bank_charges',
  'tolerance_differences',
  'exchange_differences',
  'currency_conversion',
  'receivables_revaluation',
  'unrealised_exchange',
  'intercompany',
  'finance_charges',
  'bad_debt',
  'opening_balance',
  'withholding_tax_receivable',
  'withholding_tax_paid',
  'down_payments_received',
  'down_payment_tax',
  'bills_receivable',
  'retentions_receivable',
  'refunds_payable',
  'bad_debt_allowance',
  'bad_debt_tax',
  'bad_debt_recovered',
  'sales_deductions',
  'bank_other',
  'checks_in_transit',
  'payment_services',
  'offset_clearing',
  'erp_mirror',
] as const;
export type AccountPurpose = (typeof accountPurposes)[number];

export type AccountKind = 'asset' | 'liability' | 'equity' | 'revenue' | 'expense';

export interface GlAccount {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly code: string;
  readonly name: string;
  readonly kind: AccountKind;
  readonly purpose: AccountPurpose | null;
}

/** One line of a journal: debit positive, credit negative. */
export interface JournalLine {
  readonly accountId: bigint;
  readonly itemId?: bigint | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly companyAmountMinor: bigint;
}

export interface NewJournal {
  readonly companyId: bigint;
  readonly postingDate: Day;
  readonly documentDate: Day;
  readonly kind: string;
  readonly explanation: string;
  readonly reversalOf?: bigint | null;
  readonly lines: readonly JournalLine[];
}

/** The chart of accounts that a new company starts with; codes follow the common 4-digit order. */
export const startingChart: readonly { code: string; name: string; kind: AccountKind; purpose: AccountPurpose }[] = [
  { code: '1200', name: 'Trade receivables (control)', kind: 'asset', purpose: 'receivables_control' },
  {
    code: '1210',
    name: 'Withholding tax certificates receivable',
    kind: 'asset',
    purpose: 'withholding_tax_receivable',
  },
  { code: '1220', name: 'Bills of exchange and post-dated checks', kind: 'asset', purpose: 'bills_receivable' },
  { code: '1230', name: 'Retentions receivable', kind: 'asset', purpose: 'retentions_receivable' },
  { code: '1240', name: 'Withholding tax paid by customers', kind: 'asset', purpose: 'withholding_tax_paid' },
  { code: '1290', name: 'Allowance for doubtful debts', kind: 'asset', purpose: 'bad_debt_allowance' },
  { code: '1295', name: 'Tax waiting for bad-debt relief', kind: 'asset', purpose: 'bad_debt_tax' },
  { code: '1100', name: 'Bank', kind: 'asset', purpose: 'bank' },
  { code: '1105', name: 'Checks and lockbox deposits in transit', kind: 'asset', purpose: 'checks_in_transit' },
  { code: '1106', name: 'Payment services and batches of the bank', kind: 'asset', purpose: 'payment_services' },
  { code: '1190', name: 'Bank: other movements to be posted', kind: 'asset', purpose: 'bank_other' },
  { code: '1198', name: 'Currency conversion', kind: 'asset', purpose: 'currency_conversion' },
  {
    code: '1280',
    name: 'Trade receivables: revaluation of foreign currency',
    kind: 'asset',
    purpose: 'receivables_revaluation',
  },
  { code: '1310', name: 'Offsets against payables (clearing)', kind: 'asset', purpose: 'offset_clearing' },
  { code: '1300', name: 'Intercompany clearing', kind: 'asset', purpose: 'intercompany' },
  { code: '2100', name: 'Unidentified receipts (suspense)', kind: 'liability', purpose: 'unidentified_receipts' },
  { code: '2110', name: 'Down payments received', kind: 'liability', purpose: 'down_payments_received' },
  { code: '2115', name: 'Tax on down payments received', kind: 'asset', purpose: 'down_payment_tax' },
  { code: '2120', name: 'Refunds to be paid out', kind: 'liability', purpose: 'refunds_payable' },
  { code: '2200', name: 'Sales tax payable', kind: 'liability', purpose: 'tax_payable' },
  { code: '3900', name: 'Opening balances', kind: 'equity', purpose: 'opening_balance' },
  { code: '4000', name: 'Revenue', kind: 'revenue', purpose: 'revenue' },
  { code: '4500', name: 'Finance charges and dunning fees', kind: 'revenue', purpose: 'finance_charges' },
  { code: '4600', name: 'Bad debts recovered', kind: 'revenue', purpose: 'bad_debt_recovered' },
  { code: '4900', name: 'Early-payment discount granted', kind: 'expense', purpose: 'discount_granted' },
  { code: '4910', name: 'Deductions and allowances granted', kind: 'expense', purpose: 'sales_deductions' },
  { code: '6800', name: 'Bank charges', kind: 'expense', purpose: 'bank_charges' },
  { code: '6810', name: 'Payment differences within tolerance', kind: 'expense', purpose: 'tolerance_differences' },
  { code: '6820', name: 'Exchange differences', kind: 'expense', purpose: 'exchange_differences' },
  { code: '6825', name: 'Unrealised exchange differences', kind: 'expense', purpose: 'unrealised_exchange' },
  { code: '6900', name: 'Bad debt', kind: 'expense', purpose: 'bad_debt' },
];
