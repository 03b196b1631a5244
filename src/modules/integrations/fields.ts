/** The fields of the tables that can be imported. Pure. */
import type { Fields } from '#formats';

/** Whose a document on a collective account is. */
const partyFields = {
  partyName: { type: 'text' },
  partyEmail: { type: 'text' },
  partyStreet: { type: 'text' },
  partyPostalCode: { type: 'text' },
  partyCity: { type: 'text' },
  partyCountry: { type: 'text' },
} as const satisfies Fields;

export const itemFields = {
  customer: { type: 'text', required: true },
  number: { type: 'text', required: true },
  type: { type: 'text' },
  documentDate: { type: 'day', required: true },
  postingDate: { type: 'day' },
  dueDate: { type: 'day' },
  currency: { type: 'text' },
  amount: { type: 'amount', required: true },
  tax: { type: 'amount' },
  taxCode: { type: 'text' },
  specialGl: { type: 'text' },
  reasonCode: { type: 'text' },
  linkedDocument: { type: 'text' },
  purchaseOrder: { type: 'text' },
  text: { type: 'text' },
  references: { type: 'text' },
  ...partyFields,
} as const satisfies Fields;

/** What a file does not tell of a known customer stays; what a mapping `clears` goes where its cell is empty. */
export const customerFields = {
  number: { type: 'text', required: true },
  name: { type: 'text', required: true },
  country: { type: 'text', required: true },
  category: { type: 'text' },
  language: { type: 'text' },
  timeZone: { type: 'text' },
  parent: { type: 'text', clearable: true },
  term: { type: 'text' },
  portfolio: { type: 'text', clearable: true },
  dunningProcedure: { type: 'text', clearable: true },
  directDebit: { type: 'flag' },
  oneTime: { type: 'flag' },
  taxNumber: { type: 'text', clearable: true },
  contactName: { type: 'text' },
  contactEmail: { type: 'text', clearable: true },
  contactPhone: { type: 'text', clearable: true },
  street: { type: 'text' },
  postalCode: { type: 'text', clearable: true },
  city: { type: 'text', clearable: true },
  payerAccounts: { type: 'text' },
  payerNames: { type: 'text' },
} as const satisfies Fields;

/** What we owe a supplier, offered for offset. */
export const payableFields = {
  vendorNumber: { type: 'text', required: true },
  vendorName: { type: 'text', required: true },
  taxNumber: { type: 'text' },
  number: { type: 'text', required: true },
  documentDate: { type: 'day', required: true },
  dueDate: { type: 'day' },
  currency: { type: 'text' },
  amount: { type: 'amount', required: true },
} as const satisfies Fields;

/** An item of an ERP; its identity, sign and links are declared beside the columns. */
export const erpItemFields = {
  customer: { type: 'text', required: true },
  /** Of a document that has none, such as a payment without a check, its identity stands for it. */
  number: { type: 'text', required: true, mayBeEmpty: true },
  type: { type: 'text' },
  documentDate: { type: 'day', required: true },
  postingDate: { type: 'day' },
  dueDate: { type: 'day' },
  currency: { type: 'text' },
  amount: { type: 'amount', required: true },
  open: { type: 'amount' },
  companyAmount: { type: 'amount' },
  tax: { type: 'amount' },
  taxCode: { type: 'text' },
  specialGl: { type: 'text' },
  dunningBlock: { type: 'text' },
  paymentBlock: { type: 'text' },
  clearingDocument: { type: 'text' },
  clearingDate: { type: 'day' },
  ourReference: { type: 'text' },
  purchaseOrder: { type: 'text' },
  text: { type: 'text' },
  references: { type: 'text' },
  ...partyFields,
} as const satisfies Fields;

/** The fields of the tables that people bring, by kind. */
export const fieldsOf = { customers: customerFields, items: itemFields, payables: payableFields } as const;

/** What a column of bank lines may hold; a booking needs its day, and its amount in one column or in two. */
export const bankFields = [
  ...['bookingDate', 'valueDate', 'amount', 'debit', 'credit', 'side', 'currency', 'balance', 'name'],
  ...[
    'counterpartyAccount',
    'remittance',
    'furtherRemittance',
    'bankReference',
    'customerReference',
    'transactionCode',
  ],
];
