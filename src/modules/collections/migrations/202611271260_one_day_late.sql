-- One day late is said in the singular since: the stored reasons are what a rebuild makes of them.
update collections.priority set reasons = replace(reasons::text, 'is 1 days late', 'is 1 day late')::jsonb
where reasons @> '[{"text": "the oldest item is 1 days late"}]';
