-- Each dunning run that proposed or held back something, with what it asked for when it did; who and when is its audit record.
create table collections.dunning_run (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  run_date date not null,
  -- Its place in the order of commits; null of a run that was before runs were kept and whose record is not told apart.
  seq bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('collections.dunning_run');
create index dunning_run_company on collections.dunning_run (tenant_id, company_id, run_date);
create table collections.dunning_run_message (
  tenant_id bigint not null,
  message_id bigint not null,
  run_id bigint not null,
  -- As it was proposed; the notice that left has its own. Null where nothing was proposed, or nobody kept it.
  level smallint,
  items integer,
  net_minor bigint,
  primary key (tenant_id, message_id),
  foreign key (tenant_id, run_id) references collections.dunning_run (tenant_id, id),
  foreign key (tenant_id, message_id) references correspondence.message (tenant_id, id)
);
select platform.fence('collections.dunning_run_message', 'select, insert');
create index dunning_run_message_run on collections.dunning_run_message (tenant_id, run_id);
-- Runs of before: one for each company and day.
insert into collections.dunning_run (tenant_id, company_id, run_date, seq)
  select m.tenant_id, m.company_id, m.proposed_date,
    (select min(u.seq) from platform.audit u join platform.audit_payload p on p.tenant_id = u.tenant_id and p.seq = u.seq
     join company.company c on c.tenant_id = m.tenant_id and c.id = m.company_id
     where u.tenant_id = m.tenant_id and u.operation = 'collections.propose-notices'
       and p.payload = '{"asOf":"' || m.proposed_date || '","company":"' || c.code || '"}')
  from correspondence.message m where m.kind = 'dunning_notice' group by m.tenant_id, m.company_id, m.proposed_date;
insert into collections.dunning_run_message (tenant_id, message_id, run_id)
  select m.tenant_id, m.id, r.id from correspondence.message m
  join collections.dunning_run r on r.tenant_id = m.tenant_id and r.company_id = m.company_id and r.run_date = m.proposed_date
  where m.kind = 'dunning_notice';
