/** How customers name the columns of a statement of account: names that are recognised, best first, and a declared mapping. */
import { z } from 'zod';
import { catchRefusal, type Outcome, raise } from '#kernel';

export type StatementField =
  | 'reference'
  | 'otherReference'
  | 'documentDate'
  | 'dueDate'
  | 'amount'
  | 'debit'
  | 'credit'
  | 'balance'
  | 'currency'
  | 'kind'
  | 'memo';

/** Names in lower case, letters only; of two that stand in a header the earlier wins. */
export const statementColumns: Readonly<Record<StatementField, readonly string[]>> = {
  otherReference: [
    ...[
      'vendorinvoice',
      'vendorinvoiceno',
      'vendorinvoicenumber',
      'supplierinvoice',
      'supplierinvoiceno',
      'supplierref',
    ],
    ...['supplierreference', 'yourreference', 'yourref', 'yourdocument', 'externaldocumentno', 'externalreference'],
    ...['ihrbeleg', 'ihrebelegnummer', 'ihrereferenz', 'externebelegnr', 'sureferencia', 'suref', 'votrereference'],
  ],
  reference: [
    ...['invoicenumber', 'invoiceno', 'invoice', 'documentnumber', 'documentno', 'document', 'docno', 'docnumber'],
    ...['reference', 'referenceno', 'referencenumber', 'ref', 'voucher', 'voucherno', 'number', 'transactionno'],
    ...['rechnungsnummer', 'rechnungsnr', 'rechnung', 'belegnummer', 'belegnr', 'beleg', 'referenz', 'nummer'],
    ...['factura', 'nfactura', 'numerodefactura', 'documento', 'referencia', 'comprobante'],
    ...['facture', 'nfacture', 'numerodefacture', 'piece', 'npiece', 'fattura', 'factuur', 'factuurnummer'],
  ],
  documentDate: [
    ...['documentdate', 'invoicedate', 'docdate', 'date', 'postingdate', 'transactiondate', 'entrydate'],
    ...['belegdatum', 'rechnungsdatum', 'datum', 'buchungsdatum', 'fechadefactura', 'fechadocumento', 'fecha'],
    ...['datedefacture', 'datepiece', 'datedocument', 'data', 'factuurdatum'],
  ],
  dueDate: [
    ...['duedate', 'due', 'netduedate', 'fallig', 'falligam', 'falligkeit', 'falligkeitsdatum', 'nettofalligkeit'],
    ...['vencimiento', 'fechadevencimiento', 'echeance', 'datedecheance', 'scadenza', 'vervaldatum'],
  ],
  debit: ['debit', 'debitamount', 'debits', 'soll', 'sollbetrag', 'debe', 'cargo', 'dare', 'debet', 'dr'],
  credit: ['credit', 'creditamount', 'credits', 'haben', 'habenbetrag', 'haber', 'abono', 'avere', 'cr'],
  amount: [
    ...['openamount', 'amountopen', 'outstanding', 'outstandingamount', 'amountoutstanding', 'open', 'remaining'],
    ...['remainingamount', 'amountdue', 'unpaid', 'amount', 'invoiceamount', 'grossamount', 'value', 'total'],
    ...['offenerbetrag', 'offen', 'restbetrag', 'betrag', 'bruttobetrag', 'rechnungsbetrag'],
    ...[
      'importependiente',
      'pendiente',
      'importe',
      'monto',
      'montantouvert',
      'restedu',
      'montant',
      'importo',
      'bedrag',
    ],
  ],
  balance: ['balance', 'runningbalance', 'saldo', 'solde', 'cumulativebalance'],
  currency: ['currency', 'curr', 'ccy', 'wahrung', 'devise', 'divisa', 'moneda', 'valuta'],
  kind: [
    ...['type', 'documenttype', 'doctype', 'transactiontype', 'kind', 'belegart', 'art', 'typ'],
    ...['tipo', 'tipodedocumento', 'typedepiece', 'typedocument'],
  ],
  memo: [
    ...['description', 'text', 'memo', 'comment', 'comments', 'remarks', 'details', 'particulars', 'narration'],
    ...[
      'buchungstext',
      'beschreibung',
      'bemerkung',
      'descripcion',
      'concepto',
      'libelle',
      'descrizione',
      'omschrijving',
    ],
  ],
};

/** Accents are left out: whoever writes without them, or reads a scan, means the same. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

export const statementFields = Object.keys(statementColumns) as [StatementField, ...StatementField[]];
const schema = z.object({
  name: z.string().default('declared'),
  delimiter: z.string().length(1).optional(),
  /** The sheet of a workbook, by name or by its place from 1. */
  sheet: z.union([z.string(), z.int().min(1)]).optional(),
  dateOrder: z.enum(['DMY', 'MDY', 'YMD']).optional(),
  decimalMark: z.enum([',', '.']).optional(),
  /** `positive`: what the customer owes stands without a minus; `negative`: with one; absent: decided against our ledger. */
  owed: z.enum(['positive', 'negative']).optional(),
  /** Nothing but what is declared is taken, whatever the other columns are called. */
  onlyNamed: z.boolean().optional(),
  /** Field → the column's name in the file. */
  columns: z.partialRecord(z.enum(statementFields), z.string()).default({}),
});

/** A mapping that a consultant can write as JSON; every part may be left out. */
export interface StatementMapping {
  readonly name: string;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | number | undefined;
  readonly dateOrder?: 'DMY' | 'MDY' | 'YMD' | undefined;
  readonly decimalMark?: ',' | '.' | undefined;
  readonly owed?: 'positive' | 'negative' | undefined;
  readonly onlyNamed?: boolean | undefined;
  readonly columns: Readonly<Partial<Record<StatementField, string>>>;
}

/** Checks a mapping given as JSON; unknown members are accepted. Refuses `statement.mapping-malformed` with the field. */
export function parseStatementMapping(document: unknown): Outcome<StatementMapping> {
  return catchRefusal(() => {
    const parsed = schema.safeParse(document);
    if (parsed.success) return parsed.data as StatementMapping;
    const issue = parsed.error.issues[0]!;
    const field = issue.path.join('.') || 'mapping';
    return raise(
      'statement.mapping-malformed',
      `The mapping is wrong at "${field}": ${issue.message}. Nothing was read.`,
      {},
      { field },
    );
  });
}
