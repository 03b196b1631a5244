-- What a person said an advice is not about: by itself it is not linked to that money again. By hand it may be.
create table cash.unlinked_advice (
  tenant_id bigint not null,
  advice_id bigint not null,
  bank_line_id bigint not null,
  reason text not null,
  command_id bigint not null,
  primary key (tenant_id, advice_id, bank_line_id),
  foreign key (tenant_id, advice_id) references cash.advice (tenant_id, id),
  foreign key (tenant_id, bank_line_id) references cash.bank_line (tenant_id, id)
);
select platform.fence('cash.unlinked_advice');
create index unlinked_advice_line on cash.unlinked_advice (tenant_id, bank_line_id);
