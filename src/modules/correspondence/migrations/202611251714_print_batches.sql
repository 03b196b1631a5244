-- Print batches: the letters that wait for paper, collected in an order, printed by a person, printed again with a reason.
create table correspondence.print_batch (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  batch_date date not null,
  -- Counts the company's batches of the day.
  ordinal integer not null,
  state text not null check (state in ('waiting', 'printed')),
  made_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, batch_date, ordinal),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('correspondence.print_batch');

create table correspondence.print_batch_letter (
  tenant_id bigint not null,
  batch_id bigint not null,
  ordinal integer not null,
  message_id bigint not null,
  primary key (tenant_id, batch_id, ordinal),
  -- A letter is collected once; what is printed again stays in its batch.
  unique (tenant_id, message_id),
  foreign key (tenant_id, batch_id) references correspondence.print_batch (tenant_id, id),
  foreign key (tenant_id, message_id) references correspondence.message (tenant_id, id)
);
select platform.fence('correspondence.print_batch_letter', 'select, insert');

-- Who printed a batch and when, and who asked for it once more and why.
create table correspondence.print_event (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  batch_id bigint not null,
  kind text not null check (kind in ('printed', 'reprint')),
  person_id bigint not null references platform.person (id),
  reason text check ((kind = 'reprint') = (reason is not null)),
  happened_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, batch_id) references correspondence.print_batch (tenant_id, id)
);
select platform.fence('correspondence.print_event', 'select, insert');
grant update (reason) on correspondence.print_event to dunwell_app;
create view correspondence.v_print_batch with (security_invoker = true) as
  select tenant_id, id, company_id, batch_date, ordinal, state, made_at from correspondence.print_batch;
create view correspondence.v_print_batch_letter with (security_invoker = true) as
  select tenant_id, batch_id, ordinal, message_id from correspondence.print_batch_letter;
create view correspondence.v_print_event with (security_invoker = true) as
  select tenant_id, id, batch_id, kind, person_id, reason, happened_at from correspondence.print_event;
grant select on correspondence.v_print_batch, correspondence.v_print_batch_letter, correspondence.v_print_event to dunwell_app;
