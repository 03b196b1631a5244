/** Bank lines in tables (CSV, XLSX): what a mapping says, and the layouts that are recognised by their header. Pure. */
import { z } from 'zod';
import { catchRefusal, isCurrency, type Outcome, raise } from '#kernel';

/** A mapping that a consultant can write as JSON. Column names are compared without regard to case and blanks. */
export interface CsvMapping {
  readonly name: string;
  /** Header columns by which the layout is recognised; all must be there. A declared mapping may leave it out. */
  readonly header?: readonly string[];
  /** Only files of such names: `*` stands for any letters, `?` for one. */
  readonly files?: string;
  readonly delimiter?: string;
  /** The sheet of a workbook, by name or by its place from 1. */
  readonly sheet?: string | number;
  /** Rows before the header; left out, it is the first row that has the needed columns. */
  readonly skipRows?: number;
  /** Order of day, month and year; `auto` finds it from the values and warns when they leave it open. */
  readonly dateOrder?: 'DMY' | 'MDY' | 'YMD' | 'auto';
  readonly decimalMark?: ',' | '.' | 'auto';
  /** The account's number and currency, where the file does not say. Rows in another currency are left out with a warning. */
  readonly account?: string;
  readonly currency?: string;
  readonly columns: {
    readonly bookingDate: string;
    readonly valueDate?: string;
    readonly amount?: string;
    /** Two columns instead of one; absolute amounts. */
    readonly debit?: string;
    readonly credit?: string;
    /** A column that says which side an absolute amount is on. */
    readonly side?: string;
    readonly currency?: string;
    /** The balance after the row. */
    readonly balance?: string;
    readonly name?: string;
    readonly counterpartyAccount?: string;
    readonly remittance?: readonly string[];
    readonly bankReference?: string;
    readonly customerReference?: string;
    readonly transactionCode?: string;
    readonly batch?: string;
    readonly status?: string;
    readonly foreignAmount?: string;
  };
  /** What the side column says for money in. */
  readonly creditSides?: readonly string[];
  /** Amounts are written from the card's view: a purchase positive. */
  readonly negate?: boolean;
  /** One statement per currency instead of the account's currency only. */
  readonly perCurrency?: boolean;
  /** Values of the status column that are not booked yet. */
  readonly pendingStatuses?: readonly string[];
}

const columnName = z.string().min(1);
const bankMapping = z.object({
  name: z.string().default('declared'),
  header: z.array(z.string()).optional(),
  files: z.string().min(1).max(200).optional(),
  delimiter: z.string().length(1).optional(),
  sheet: z.union([z.string(), z.int().min(1)]).optional(),
  skipRows: z.int().min(0).optional(),
  dateOrder: z.enum(['DMY', 'MDY', 'YMD', 'auto']).optional(),
  decimalMark: z.enum([',', '.', 'auto']).optional(),
  account: z.string().optional(),
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 currency').optional(),
  columns: z
    .object({
      bookingDate: columnName,
      valueDate: columnName.optional(),
      amount: columnName.optional(),
      debit: columnName.optional(),
      credit: columnName.optional(),
      side: columnName.optional(),
      currency: columnName.optional(),
      balance: columnName.optional(),
      name: columnName.optional(),
      counterpartyAccount: columnName.optional(),
      remittance: z.array(columnName).optional(),
      bankReference: columnName.optional(),
      customerReference: columnName.optional(),
      transactionCode: columnName.optional(),
      batch: columnName.optional(),
      status: columnName.optional(),
      foreignAmount: columnName.optional(),
    })
    .refine(
      (columns) => columns.amount !== undefined || (columns.debit !== undefined && columns.credit !== undefined),
      'needs "amount", or "debit" and "credit"',
    ),
  creditSides: z.array(z.string()).optional(),
  negate: z.boolean().optional(),
  perCurrency: z.boolean().optional(),
  pendingStatuses: z.array(z.string()).optional(),
});

/** Checks a mapping given as JSON; unknown fields are accepted. Refuses `bank.mapping-malformed` with the field. */
export function parseBankMapping(document: unknown): Outcome<CsvMapping> {
  return catchRefusal(() => {
    const parsed = bankMapping.safeParse(document);
    // Fields that are left out are absent, not undefined.
    if (parsed.success) return JSON.parse(JSON.stringify(parsed.data)) as CsvMapping;
    const issue = parsed.error.issues[0]!;
    const field = issue.path.join('.') || 'mapping';
    return raise(
      'bank.mapping-malformed',
      `The mapping is wrong at "${field}": ${issue.message}. Nothing was read.`,
      {},
      { field },
    );
  });
}

/** The layouts recognised by their header, most telling first. */
export const builtInLayouts: readonly CsvMapping[] = [
  {
    name: 'adyen settlement details',
    header: [
      'Psp Reference',
      'Merchant Reference',
      'Net Currency',
      'Net Debit (NC)',
      'Net Credit (NC)',
      'Batch Number',
    ],
    dateOrder: 'YMD',
    columns: {
      bookingDate: 'Creation Date',
      debit: 'Net Debit (NC)',
      credit: 'Net Credit (NC)',
      currency: 'Net Currency',
      bankReference: 'Psp Reference',
      customerReference: 'Merchant Reference',
      remittance: ['Type', 'Modification Reference', 'Merchant Reference'],
      transactionCode: 'Type',
      batch: 'Batch Number',
    },
  },
  {
    name: 'paypal activity',
    header: ['Date', 'Time', 'TimeZone', 'Type', 'Status', 'Currency', 'Gross', 'Fee', 'Net', 'Transaction ID'],
    perCurrency: true,
    columns: {
      bookingDate: 'Date',
      amount: 'Net',
      currency: 'Currency',
      balance: 'Balance',
      name: 'Name',
      bankReference: 'Transaction ID',
      customerReference: 'Invoice Number',
      remittance: ['Type', 'Invoice Number', 'Subject', 'Note'],
      transactionCode: 'Type',
      status: 'Status',
    },
    pendingStatuses: ['Pending'],
  },
  {
    name: 'paypal statement',
    header: [
      'Date',
      'Time',
      'Time Zone',
      'Description',
      'Currency',
      'Gross',
      'Fee',
      'Net',
      'Balance',
      'Transaction ID',
    ],
    perCurrency: true,
    columns: {
      bookingDate: 'Date',
      amount: 'Net',
      currency: 'Currency',
      balance: 'Balance',
      name: 'Name',
      counterpartyAccount: 'Bank Account',
      bankReference: 'Transaction ID',
      customerReference: 'Invoice ID',
      remittance: ['Description', 'Invoice ID'],
      transactionCode: 'Description',
    },
  },
  {
    name: 'paypal statement (Spanish)',
    header: [
      'Fecha',
      'Hora',
      'Zona horaria',
      'Descripción',
      'Divisa',
      'Bruto',
      'Comisión',
      'Neto',
      'Saldo',
      'Id. de transacción',
    ],
    dateOrder: 'DMY',
    decimalMark: ',',
    perCurrency: true,
    columns: {
      bookingDate: 'Fecha',
      amount: 'Neto',
      currency: 'Divisa',
      balance: 'Saldo',
      name: 'Nombre',
      counterpartyAccount: 'Cuenta bancaria',
      bankReference: 'Id. de transacción',
      customerReference: 'Id. de factura',
      remittance: ['Descripción', 'Id. de factura'],
      transactionCode: 'Descripción',
    },
  },
  {
    name: 'viseca card',
    header: ['TransactionId', 'CardId', 'Date', 'ValutaDate', 'Amount', 'Currency', 'MerchantName', 'StateType'],
    dateOrder: 'YMD',
    negate: true,
    columns: {
      bookingDate: 'Date',
      valueDate: 'ValutaDate',
      amount: 'Amount',
      currency: 'Currency',
      name: 'MerchantName',
      bankReference: 'TransactionId',
      remittance: ['Details'],
      transactionCode: 'Type',
      status: 'StateType',
    },
    pendingStatuses: ['RESERVED', 'PENDING'],
  },
  {
    // Where the row has an amount in another currency, its Currency column names that one, not the account's.
    name: 'date, label, amount in two currencies',
    header: ['Date', 'Label', 'Currency', 'Amount', 'Amount Currency'],
    columns: {
      bookingDate: 'Date',
      amount: 'Amount',
      foreignAmount: 'Amount Currency',
      name: 'Partner Name',
      counterpartyAccount: 'Bank Account',
      remittance: ['Label'],
    },
  },
  {
    name: 'date, label, debit, credit',
    header: ['Date', 'Label', 'Debit', 'Credit'],
    columns: {
      bookingDate: 'Date',
      debit: 'Debit',
      credit: 'Credit',
      balance: 'Balance',
      name: 'Partner Name',
      counterpartyAccount: 'Bank Account',
      remittance: ['Label'],
    },
  },
  {
    name: 'date, label, amount, side',
    header: ['Date', 'Label', 'Amount', 'D/C'],
    columns: {
      bookingDate: 'Date',
      amount: 'Amount',
      side: 'D/C',
      balance: 'Balance',
      name: 'Partner Name',
      counterpartyAccount: 'Bank Account',
      remittance: ['Label'],
    },
    creditSides: ['C', 'CR', 'H'],
  },
  {
    name: 'date, label, amount',
    header: ['Date', 'Label', 'Amount'],
    columns: {
      bookingDate: 'Date',
      amount: 'Amount',
      currency: 'Currency',
      balance: 'Balance',
      name: 'Partner Name',
      counterpartyAccount: 'Bank Account',
      remittance: ['Label'],
    },
  },
];
