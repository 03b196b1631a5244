/** How payers name the columns of a remittance: the names that are recognised, best first, and a mapping that declares them. */
import { z } from 'zod';
import { catchRefusal, isCurrency, type Outcome, raise } from '#kernel';
import type { LockboxLayout } from '../lockbox/read-lockbox.ts';

/** What a column of a remittance may hold. */
export type RemittanceField =
  | 'reference'
  | 'amount'
  | 'gross'
  | 'discount'
  | 'adjustment'
  | 'adjustmentCode'
  | 'memo'
  | 'payer'
  | 'payment'
  | 'date'
  | 'currency';

/** Names in lower case without anything but letters; of two that stand in a header the earlier wins. */
export const columnNames: Readonly<Record<RemittanceField, readonly string[]>> = {
  reference: [
    ...[
      'invoicenumber',
      'invoiceno',
      'invoice',
      'invoiceid',
      'invoicereference',
      'invoiceref',
      'documentnumber',
      'documentno',
    ],
    ...[
      'document',
      'docno',
      'inv',
      'invno',
      'bill',
      'billnumber',
      'yourreference',
      'reference',
      'referenceno',
      'ref',
      'voucher',
    ],
    ...[
      'rechnungsnummer',
      'rechnungsnr',
      'rechnung',
      'belegnummer',
      'belegnr',
      'beleg',
      'facture',
      'nfacture',
      'numerodefacture',
    ],
    ...['factura', 'nfactura', 'fattura', 'factuur', 'factuurnummer'],
  ],
  amount: [
    ...[
      'amountpaid',
      'paidamount',
      'paymentamount',
      'netpaid',
      'paid',
      'amountremitted',
      'netamount',
      'nettopaid',
      'net',
      'amount',
    ],
    ...[
      'zahlbetrag',
      'zahlungsbetrag',
      'gezahlt',
      'nettobetrag',
      'betrag',
      'montantpaye',
      'montant',
      'importepagado',
      'importe',
      'importo',
    ],
    ...['bedrag', 'total', 'totalamount'],
  ],
  gross: [
    'grossamount',
    'gross',
    'invoiceamount',
    'originalamount',
    'invoicetotal',
    'bruttobetrag',
    'brutto',
    'rechnungsbetrag',
    'montantbrut',
  ],
  discount: [
    'discounttaken',
    'discount',
    'discountamount',
    'cashdiscount',
    'skonto',
    'skontobetrag',
    'escompte',
    'descuento',
    'sconto',
    'korting',
  ],
  adjustment: [
    'adjustment',
    'adjustmentamount',
    'deduction',
    'deductions',
    'chargeback',
    'abzug',
    'kurzung',
    'deduccion',
  ],
  adjustmentCode: ['reasoncode', 'adjustmentcode', 'adjustmentreason', 'deductioncode', 'reason', 'grund', 'code'],
  memo: [
    'memo',
    'description',
    'comment',
    'comments',
    'note',
    'notes',
    'text',
    'remarks',
    'bemerkung',
    'verwendungszweck',
    'libelle',
  ],
  payer: ['payer', 'payername', 'customer', 'customername', 'zahler', 'auftraggeber', 'payeur'],
  payment: [
    'paymentnumber',
    'paymentreference',
    'paymentref',
    'paymentid',
    'paymentno',
    'checknumber',
    'checkno',
    'chequenumber',
    'check',
    'cheque',
    'payment',
    'zahlungsnummer',
  ],
  date: ['paymentdate', 'datepaid', 'checkdate', 'chequedate', 'zahlungsdatum', 'datedepaiement'],
  currency: ['currency', 'ccy', 'wahrung', 'devise', 'divisa', 'valuta'],
};

/** Accents are left out: whoever writes without them, or reads a scan, means the same. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

export const remittanceFields = Object.keys(columnNames) as readonly RemittanceField[];

/** Where a column that somebody named stands in a row: by its very name, else by its letters; -1 where it does not. */
export function placeOfColumn(cells: readonly string[], name: string): number {
  const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
  const exact = cells.findIndex((cell) => plain(cell) === plain(name));
  const key = nameKey(name);
  return exact >= 0 || key === '' ? exact : cells.findIndex((cell) => nameKey(cell) === key);
}

const columnPair = z.tuple([z.int().min(1).max(1000), z.int().min(1).max(1000)]);
const schema = z.object({
  name: z.string().default('declared'),
  files: z.string().min(1).max(200).optional(),
  delimiter: z.string().length(1).optional(),
  sheet: z.union([z.string(), z.int().min(1)]).optional(),
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 currency').optional(),
  payer: z.string().optional(),
  dateOrder: z.enum(['DMY', 'MDY', 'YMD']).optional(),
  decimalMark: z.enum([',', '.']).optional(),
  onlyNamed: z.boolean().optional(),
  /** Field → the column's name in the file. */
  columns: z
    .partialRecord(z.enum(Object.keys(columnNames) as [RemittanceField, ...RemittanceField[]]), z.string())
    .default({}),
  /** Where a bank puts its own fields in lockbox records 6 and 4. */
  lockbox: z
    .object({
      remitter: columnPair.optional(),
      invoice: columnPair,
      amount: columnPair,
      discount: columnPair.optional(),
    })
    .optional(),
  lockboxNumber: z.string().min(1).max(20).optional(),
});

/** A mapping that a consultant can write as JSON; every part may be left out. */
export interface RemittanceMapping {
  readonly name: string;
  /** Only files of such names: `*` stands for any letters, `?` for one. */
  readonly files?: string;
  readonly delimiter?: string;
  readonly sheet?: string | number;
  readonly currency?: string;
  readonly payer?: string;
  /** Recognised by the values unless said. */
  readonly dateOrder?: 'DMY' | 'MDY' | 'YMD';
  readonly decimalMark?: ',' | '.';
  /** A column that is not named here is not taken, however it is called. */
  readonly onlyNamed?: boolean;
  readonly columns: Readonly<Partial<Record<RemittanceField, string>>>;
  readonly lockbox?: LockboxLayout;
  /** Only files of this lockbox, as its detail headers (record 5) or an X12 823 say it. */
  readonly lockboxNumber?: string;
}

/** Checks a mapping given as JSON; unknown fields are accepted. Refuses `remittance.mapping-malformed` with the field. */
export function parseRemittanceMapping(document: unknown): Outcome<RemittanceMapping> {
  return catchRefusal(() => {
    const parsed = schema.safeParse(document);
    if (parsed.success) return JSON.parse(JSON.stringify(parsed.data)) as RemittanceMapping;
    const issue = parsed.error.issues[0]!;
    const field = issue.path.join('.') || 'mapping';
    return raise(
      'remittance.mapping-malformed',
      `The mapping is wrong at "${field}": ${issue.message}. Nothing was read.`,
      {},
      { field },
    );
  });
}
