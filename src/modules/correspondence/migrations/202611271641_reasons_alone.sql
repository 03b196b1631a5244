-- A reason always has its message: joined to the left of it, the message is read only where it is asked for.
create or replace view correspondence.v_suppression with (security_invoker = true) as
  select s.tenant_id, s.id, s.message_id, s.item_id, s.check_code, s.reason, m.account_id, m.company_id, m.proposed_date, m.state
  from correspondence.suppression s left join correspondence.message m on m.tenant_id = s.tenant_id and m.id = s.message_id;
