-- The name of a file may name a person; it can be erased, the copy stays attached under the hash of its content.
grant update (file_name) on receivables.document_file to dunwell_app;
