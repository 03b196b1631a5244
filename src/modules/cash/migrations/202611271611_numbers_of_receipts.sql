-- Money that was judged again after it was posted on account had lost its number: it is that of its item.
update cash.receipt r set number = i.number from receivables.item i
where i.tenant_id = r.tenant_id and i.id = r.item_id and r.number is null;
