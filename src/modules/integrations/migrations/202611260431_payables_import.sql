-- What we owe suppliers is brought by people as files too, with mappings of its own.
alter table integrations.file_import drop constraint file_import_kind_check,
  add constraint file_import_kind_check check (kind in ('customers', 'items', 'payables'));
alter table integrations.table_mapping drop constraint table_mapping_kind_check,
  add constraint table_mapping_kind_check check (kind in ('customers', 'items', 'payables'));
