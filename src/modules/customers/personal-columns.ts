/** Personal data of the master: contacts, customers who are natural persons, addresses, names and accounts of payers. */
import type { KeptByLaw, PersonalColumn } from '#platform';

/** The debtor's name and tax number tell whose the vouchers are. */
const voucher: KeptByLaw = { as: 'voucher' };

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'customers', table: 'customer', column: 'name', key: ['id'], tenant: true, kind: 'text', kept: voucher },
  {
    schema: 'customers',
    table: 'customer',
    column: 'name_key',
    key: ['id'],
    tenant: true,
    kind: 'text',
    kept: voucher,
  },
  {
    schema: 'customers',
    table: 'customer',
    column: 'tax_number',
    key: ['id'],
    tenant: true,
    kind: 'text',
    kept: voucher,
  },
  { schema: 'customers', table: 'contact', column: 'name', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'contact', column: 'email', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'contact', column: 'phone', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'contact', column: 'bounce_reason', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'address', column: 'lines', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'address', column: 'postal_code', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'address', column: 'city', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'insolvency', column: 'court_reference', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'insolvency', column: 'source', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'insolvency', column: 'claim_note', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'insolvency', column: 'ended_reason', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'bank_account', column: 'account_key', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'bank_account', column: 'account_text', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'bank_account', column: 'holder_name', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'customers', table: 'bank_account', column: 'evidence', key: ['id'], tenant: true, kind: 'text' },
  {
    schema: 'customers',
    table: 'payer_identity',
    column: 'value',
    key: ['kind', 'value_key', 'customer_id'],
    tenant: true,
    kind: 'text',
  },
  {
    schema: 'customers',
    table: 'payer_identity',
    column: 'value_key',
    key: ['kind', 'value_key', 'customer_id'],
    tenant: true,
    kind: 'text',
  },
];
