-- What clearings released of the tax of down payments. It was worked out anew from the open amount each time; whatever was taken
-- back in another order than it was done then missed a unit. Now it is kept, and comes back exactly. Signed against the item, as
-- item_tax is where it adjusts: an item's own tax, what moved out of it and what was released sum to the tax that it still holds.
create table receivables.released_tax (
  tenant_id bigint not null,
  clearing_id bigint not null,
  line smallint not null,
  item_id bigint not null,
  country text not null,
  tax_code text,
  -- The GL account that the tax left.
  account_id bigint not null,
  base_minor bigint not null,
  tax_minor bigint not null,
  company_tax_minor bigint not null,
  primary key (tenant_id, clearing_id, line),
  foreign key (tenant_id, clearing_id) references receivables.clearing (tenant_id, id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, account_id) references ledger.account (tenant_id, id)
);
select platform.fence('receivables.released_tax', 'select, insert');
create index released_tax_item on receivables.released_tax (tenant_id, item_id);
create view receivables.v_released_tax with (security_invoker = true) as
  select tenant_id, clearing_id, line, item_id, country, tax_code, account_id, base_minor, tax_minor, company_tax_minor
  from receivables.released_tax;
grant select on receivables.v_released_tax to dunwell_app;

-- What the clearings of before released is what their journals say: the difference of two cumulative shares of the tax, in the
-- item's currency and in the company's. An allocation without a journal released nothing.
with bearing as (
  select i.tenant_id, i.id, i.amount_minor, t.country, t.tax_code, t.account_id, t.tax_minor, t.base_minor + t.tax_minor as gross_minor,
    round(i.company_amount_minor::numeric * t.tax_minor / i.amount_minor) as company_tax_minor, t.line
  from receivables.item i
  join company.company c on c.tenant_id = i.tenant_id and c.id = i.company_id
  cross join lateral (
    select x.country, x.tax_code, x.account_id, x.base_minor, x.tax_minor, x.line
    from receivables.item_tax x where x.tenant_id = i.tenant_id and x.item_id = i.id
    union all
    -- Told without codes: one part, on the account of tax payable.
    select c.country, null, a.id, i.amount_minor - i.tax_minor, i.tax_minor, 1
    from ledger.account a
    where a.tenant_id = i.tenant_id and a.company_id = i.company_id and a.purpose = 'tax_payable'
      and not exists (select from receivables.item_tax x where x.tenant_id = i.tenant_id and x.item_id = i.id)
  ) t
  where i.special_gl = 'down_payment' and i.tax_minor <> 0 and i.amount_minor < 0 and i.document_type <> 'reversal'
), step as (
  select a.tenant_id, a.id, a.clearing_id, a.credit_item_id, coalesce(a.journal_id, c.journal_id) as journal_id, c.reversal_of,
    sum(a.credit_amount_minor) over (partition by a.tenant_id, a.credit_item_id order by a.id) - a.credit_amount_minor as cleared_before,
    a.credit_amount_minor as cleared
  from receivables.allocation a join receivables.clearing c on c.tenant_id = a.tenant_id and c.id = a.clearing_id
  where c.kind <> 'document_reversal' and (a.tenant_id, a.credit_item_id) in (select tenant_id, id from bearing)
), released as (
  select s.tenant_id, s.clearing_id, s.id as step, b.line, s.credit_item_id, b.country, b.tax_code, b.account_id,
    round(b.tax_minor::numeric * (b.amount_minor + s.cleared_before) / b.amount_minor)
      - round(b.tax_minor::numeric * (b.amount_minor + s.cleared_before + s.cleared) / b.amount_minor) as tax_minor,
    round(b.gross_minor::numeric * (b.amount_minor + s.cleared_before) / b.amount_minor)
      - round(b.gross_minor::numeric * (b.amount_minor + s.cleared_before + s.cleared) / b.amount_minor) as gross_minor,
    round(b.company_tax_minor * (b.amount_minor + s.cleared_before) / b.amount_minor)
      - round(b.company_tax_minor * (b.amount_minor + s.cleared_before + s.cleared) / b.amount_minor) as company_tax_minor
  from step s join bearing b on b.tenant_id = s.tenant_id and b.id = s.credit_item_id
  where s.journal_id is not null and s.reversal_of is null
), both_ways as (
  select r.tenant_id, r.clearing_id, r.step, r.line, r.credit_item_id, r.country, r.tax_code, r.account_id,
    -(r.gross_minor - r.tax_minor) as base_minor, -r.tax_minor as tax_minor, -r.company_tax_minor as company_tax_minor
  from released r
  union all
  -- A clearing that was taken back reversed its journals exactly.
  select r.tenant_id, c.id, r.step, r.line, r.credit_item_id, r.country, r.tax_code, r.account_id, r.gross_minor - r.tax_minor, r.tax_minor,
    r.company_tax_minor
  from released r join receivables.clearing c on c.tenant_id = r.tenant_id and c.reversal_of = r.clearing_id
)
insert into receivables.released_tax
  (tenant_id, clearing_id, line, item_id, country, tax_code, account_id, base_minor, tax_minor, company_tax_minor)
select tenant_id, clearing_id, row_number() over (partition by tenant_id, clearing_id order by step, line), credit_item_id, country, tax_code,
  account_id, base_minor, tax_minor, company_tax_minor
from both_ways where base_minor <> 0 or tax_minor <> 0 or company_tax_minor <> 0;
