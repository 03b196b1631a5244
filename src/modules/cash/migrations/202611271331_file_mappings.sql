-- How the files of a company are read that do not say it themselves: tables of bank lines, with the account that they are of;
-- tables of remittances, and lockboxes with the account that their checks are paid into. Each is kept under its name; a new one of
-- that name takes its place, and what was kept before stays readable.
create table cash.file_mapping (
  tenant_id bigint not null,
  id bigint generated always as identity,
  company_id bigint not null,
  kind text not null check (kind in ('bank', 'remittance')),
  name text not null check (name <> ''),
  bank_account_id bigint,
  mapping jsonb not null,
  command_id bigint not null,
  ended_command_id bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id),
  check (kind <> 'bank' or bank_account_id is not null)
);
create unique index file_mapping_name on cash.file_mapping (tenant_id, company_id, kind, lower(name)) where ended_command_id is null;
select platform.fence('cash.file_mapping');
