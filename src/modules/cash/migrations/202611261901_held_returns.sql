-- A line of the bank takes several payments back where it books them in one amount and lists none: a person says which.
alter table cash.returned_payment drop constraint returned_payment_tenant_id_return_receipt_id_key;
create index returned_payment_line on cash.returned_payment (tenant_id, return_receipt_id) where return_receipt_id is not null;

-- Why a return that was found could not be posted (a closed month, a refund in between), until it can: of a line of the bank, or of
-- an advice that tells of it. It is tried again by every run.
create table cash.held_return (
  tenant_id bigint not null,
  company_id bigint not null,
  receipt_id bigint,
  advice_id bigint,
  code text not null,
  message text not null,
  held_on date not null,
  command_id bigint not null,
  check (num_nonnulls(receipt_id, advice_id) = 1),
  unique (tenant_id, receipt_id),
  unique (tenant_id, advice_id),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, advice_id) references cash.advice (tenant_id, id)
);
select platform.fence('cash.held_return');
grant select, insert, delete on cash.held_return to dunwell_app;
