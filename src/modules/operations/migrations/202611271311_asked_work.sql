-- Work of a schedule that a person has asked for now. The worker takes it up with its next round and notes the end, so that
-- work that was cut is taken up again. One of a kind at a time.
create table operations.asked_work (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null check (kind in ('day-run', 'inbox', 'outbox')),
  person_id bigint not null references platform.person (id),
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
select platform.fence('operations.asked_work');
create unique index asked_work_open on operations.asked_work (tenant_id, kind) where ended_at is null;
