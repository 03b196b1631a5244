/** Personal data of offsets: names of sole traders among suppliers, what people write, and names of files. */
import type { KeptByLaw, PersonalColumn } from '#platform';

const column = (table: string, name: string, kept?: KeptByLaw): PersonalColumn => ({
  schema: 'offsets',
  table,
  column: name,
  key: ['id'],
  tenant: true,
  kind: 'text',
  ...(kept && { kept }),
});

export const personalColumns: readonly PersonalColumn[] = [
  column('payable_item', 'vendor_name', { as: 'voucher' }),
  column('payable_item', 'tax_number', { as: 'voucher' }),
  column('payable_item', 'withdrawn_reason'),
  column('vendor_link', 'evidence'),
  column('vendor_link', 'ended_reason'),
  column('netting_agreement', 'file_name'),
  column('offset_proposal', 'settled_reason'),
  column('offset_document', 'file_name'),
  column('offset_document', 'rejected_reason'),
  column('document_request', 'withdrawn_reason'),
];
