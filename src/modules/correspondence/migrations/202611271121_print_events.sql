-- What was done with a print batch is read batch by batch.
create index print_event_batch on correspondence.print_event (tenant_id, batch_id, id);
