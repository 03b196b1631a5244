-- The certificate of withheld tax as it came, a PDF or a scan, with the item that awaits it.
alter table receivables.document_file drop constraint document_file_kind_check;
alter table receivables.document_file add constraint document_file_kind_check check (kind in ('invoice', 'delivery_proof', 'order', 'certificate'));
