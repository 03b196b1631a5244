-- What was let go of customers lately, asked for before each application of cash: few among all documents.
create index item_tolerance on receivables.item (tenant_id, company_id, document_date) where document_type = 'tolerance';
