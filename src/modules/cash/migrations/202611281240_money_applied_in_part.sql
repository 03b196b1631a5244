-- Money that was applied in part and judged again after it was called unapplied: it is as applied as its item is cleared.
update cash.receipt r set state = 'part_applied', version = r.version + 1 from receivables.v_item i
where i.tenant_id = r.tenant_id and i.id = r.item_id and r.amount_minor > 0 and r.state = 'unapplied'
  and i.reversed_by is null and i.open_minor <> 0 and i.open_minor <> i.amount_minor
  and not exists (select from cash.v_returned_payment p where p.tenant_id = r.tenant_id and p.receipt_id = r.id and p.standing);
