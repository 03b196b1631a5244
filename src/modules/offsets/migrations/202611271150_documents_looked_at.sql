-- A file that came by a link closes its gap once somebody of ours has looked at it; what a person attached was looked at.
alter table offsets.offset_document
  add column accepted_person_id bigint,
  add column accepted_at timestamptz,
  add column accepted_command_id bigint;
update offsets.offset_document set accepted_person_id = person_id, accepted_at = received_at, accepted_command_id = command_id
  where request_id is null;
alter table offsets.offset_document
  add check (num_nulls(accepted_person_id, accepted_at, accepted_command_id) in (0, 3)),
  add check (request_id is not null or accepted_at is not null);
create index offset_document_waits on offsets.offset_document (tenant_id, offset_id)
  where accepted_at is null and rejected_command_id is null;
