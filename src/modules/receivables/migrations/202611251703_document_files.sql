-- Copies of documents as PDF (the invoice, the proof of delivery, the order), by the number of the document they belong to.
-- The bytes lie content-addressed in the file store; nothing is ever replaced, a newer copy stands beside the older.
create table receivables.document_file (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  account_id bigint not null,
  -- The document by its account and number, whatever its instalments are.
  number_key text not null,
  number text not null,
  kind text not null check (kind in ('invoice', 'delivery_proof', 'order')),
  file_name text not null,
  sha256 text not null,
  size_bytes integer not null check (size_bytes > 0),
  seq bigint not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, account_id, number_key, kind, sha256),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id)
);
select platform.fence('receivables.document_file', 'select, insert');
create index document_file_number on receivables.document_file (tenant_id, company_id, number_key);

create view receivables.v_document_file with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, number_key, number, kind, file_name, sha256, size_bytes, seq, command_id
  from receivables.document_file;
grant select on receivables.v_document_file to dunwell_app;
