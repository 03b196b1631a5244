-- Asked of an address is what came of the mails that left to it: those alone are in its index, which no proposal writes.
drop index correspondence.message_recipient;
create index message_recipient on correspondence.message (tenant_id, lower(recipient_address)) where channel = 'email' and state = 'sent';
