/** The fields of the tables that can be imported. Pure. */
import type { Fields } from '#formats';

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
  purchaseOrder: { type: 'text' },
  text: { type: 'text' },
  references: { type: 'text' },
} as const satisfies Fields;

export const customerFields = {
  number: { type: 'text', required: true },
  name: { type: 'text', required: true },
  country: { type: 'text', required: true },
  category: { type: 'text' },
  language: { type: 'text' },
  timeZone: { type: 'text' },
  parent: { type: 'text' },
  term: { type: 'text' },
  portfolio: { type: 'text' },
  dunningProcedure: { type: 'text' },
  directDebit: { type: 'flag' },
  taxNumber: { type: 'text' },
  contactName: { type: 'text' },
  contactEmail: { type: 'text' },
  contactPhone: { type: 'text' },
  street: { type: 'text' },
  postalCode: { type: 'text' },
  city: { type: 'text' },
  payerAccounts: { type: 'text' },
  payerNames: { type: 'text' },
} as const satisfies Fields;
