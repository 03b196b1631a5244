-- Imports of files by people: who brought which file, what came of it, the rows that were not taken; and the mappings kept
-- for the next file of the same kind.
create table integrations.file_import (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  kind text not null check (kind in ('customers', 'items')),
  file_name text not null,
  mapping_name text,
  -- The job that carries state and progress.
  job_id bigint not null,
  person_id bigint not null references platform.person (id),
  row_count integer,
  imported_count integer,
  known_count integer,
  bad_count integer,
  -- The rows that were not taken, as CSV with row, column, value and reason.
  bad_file text,
  refusal_text text,
  started_at timestamptz not null,
  -- An undo by reversal: how many documents it took back, and how many stay because they were worked with.
  reversed_at timestamptz,
  reversed_person_id bigint references platform.person (id),
  reversed_count integer,
  kept_count integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, job_id) references platform.job (tenant_id, id)
);
select platform.fence('integrations.file_import');
create index file_import_started on integrations.file_import (tenant_id, company_id, started_at desc);

-- The newest version of a name applies; the versions before stay.
create table integrations.table_mapping (
  tenant_id bigint not null,
  name text not null,
  seq bigint not null,
  kind text not null check (kind in ('customers', 'items')),
  mapping jsonb not null,
  primary key (tenant_id, name, seq)
);
select platform.fence('integrations.table_mapping', 'select, insert');
