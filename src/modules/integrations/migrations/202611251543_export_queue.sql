-- What a mirrored company's ERP must still do: clearings made here, and clearings taken back, until the ERP confirms them.
create table integrations.export_entry (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  -- Stable, and given back by the ERP: how it confirms.
  reference text not null,
  kind text not null check (kind in ('clearing', 'clearing_reversal')),
  clearing_id bigint not null,
  -- pending, exported, confirmed, rejected by the ERP, overtaken by a clearing of the ERP's own, diverged (confirmed, but
  -- the ERP shows another amount), withdrawn (taken back here before it was exported).
  state text not null check (state in ('pending', 'exported', 'confirmed', 'rejected', 'overtaken', 'diverged', 'withdrawn')),
  reason text,
  -- The clearing document of the ERP that did it.
  erp_document text,
  -- The day of the answer: a later load must show it.
  answered_on date,
  exported_seq bigint,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, reference),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, clearing_id) references receivables.clearing (tenant_id, id)
);
select platform.fence('integrations.export_entry');
create index export_entry_state on integrations.export_entry (tenant_id, company_id, state);
create index export_entry_clearing on integrations.export_entry (tenant_id, clearing_id);

create view integrations.v_export_entry with (security_invoker = true) as
  select tenant_id, id, company_id, reference, kind, clearing_id, state, reason, erp_document, exported_seq from integrations.export_entry;
grant select on integrations.v_export_entry to dunwell_app;
