-- What the payer says of the documents that it pays, where the payment itself carries it: on the bank's line, and on the payments
-- of a batch. Lines that say nothing of it, which is the rule, are null.
alter table cash.bank_line add column stated jsonb;
alter table cash.settlement_line add column stated jsonb;
create index bank_line_stated on cash.bank_line (tenant_id, id) where stated is not null;
-- Several documents may be paid with one amount: the first has it, the others share it.
alter table cash.advice_line add column shares boolean not null default false;
