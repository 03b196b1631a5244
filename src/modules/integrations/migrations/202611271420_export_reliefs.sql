-- Relief of the tax of bad debts that is claimed or repaid here goes to the ERP as well: an entry without a clearing, of the journal
-- that moved the tax.
alter table integrations.export_entry alter column clearing_id drop not null;
alter table integrations.export_entry add column relief_journal_id bigint;
alter table integrations.export_entry drop constraint export_entry_kind_check;
alter table integrations.export_entry add constraint export_entry_kind_check check (kind in ('clearing', 'clearing_reversal', 'tax_relief'));
alter table integrations.export_entry add constraint export_entry_subject_check
  check ((kind = 'tax_relief') = (clearing_id is null) and (kind = 'tax_relief') = (relief_journal_id is not null));
alter table integrations.export_entry add foreign key (tenant_id, relief_journal_id) references ledger.journal (tenant_id, id);

create or replace view integrations.v_export_entry with (security_invoker = true) as
  select tenant_id, id, company_id, reference, kind, clearing_id, state, reason, erp_document, exported_seq, relief_journal_id
  from integrations.export_entry;
