-- What came by a customer's link to an open offset and nobody has looked at, for those who count it.
create view offsets.v_document_to_look_at with (security_invoker = true) as
  select d.tenant_id, o.company_id, d.offset_id, d.id
  from offsets.offset_document d
  join offsets.offset_proposal o on o.tenant_id = d.tenant_id and o.id = d.offset_id
  where d.accepted_at is null and d.rejected_command_id is null and o.state = 'proposed';
grant select on offsets.v_document_to_look_at to dunwell_app;
