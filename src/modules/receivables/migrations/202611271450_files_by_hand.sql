-- Files that a person attaches and removes. One of a customer belongs to no document: its number is empty.
alter table receivables.document_file drop constraint document_file_kind_check;
alter table receivables.document_file
  add constraint document_file_kind_check check (kind in ('invoice', 'delivery_proof', 'order', 'certificate', 'contract', 'other')),
  add constraint document_file_of_customer check ((number_key = '') = (kind in ('contract', 'other')));
-- What was removed stays in the table, with the deed that removed it, and can be attached again.
alter table receivables.document_file add column removed_seq bigint;
grant update (removed_seq) on receivables.document_file to dunwell_app;
alter table receivables.document_file drop constraint document_file_tenant_id_account_id_number_key_kind_sha256_key;
create unique index document_file_attached on receivables.document_file (tenant_id, account_id, number_key, kind, sha256)
  where removed_seq is null;

-- Whoever encloses or counts copies sees those that are attached.
create or replace view receivables.v_document_file with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, number_key, number, kind, file_name, sha256, size_bytes, seq, command_id
  from receivables.document_file where removed_seq is null;
