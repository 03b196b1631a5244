/** Personal data of offsets: names of sole traders among suppliers, what people write, and names of files. */
import type { PersonalColumn } from '#platform';

const column = (table: string, name: string, key: readonly string[] = ['id']): PersonalColumn => ({
  schema: 'offsets',
  table,
  column: name,
  key,
  tenant: true,
  kind: 'text',
});

export const personalColumns: readonly PersonalColumn[] = [
  column('payable_item', 'vendor_name'),
  column('payable_item', 'tax_number'),
  column('payable_item', 'withdrawn_reason'),
  column('vendor_link', 'evidence'),
  column('vendor_link', 'ended_reason'),
  column('netting_agreement', 'file_name'),
  column('offset_proposal', 'settled_reason'),
  column('offset_document', 'file_name'),
  column('offset_document', 'rejected_reason'),
  column('document_request', 'withdrawn_reason'),
];
