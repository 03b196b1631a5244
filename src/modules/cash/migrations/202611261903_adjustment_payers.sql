-- A payer's name with accents was made a key by dropping its letters; the program folds them (Müller is MULLER). The identity of what
-- was kept before follows, so that the same adjustment in another file is known again. Names that are not Latin are left.
with named as (
  select a.tenant_id, a.id, a.company_id, a.kind, a.currency, a.amount_minor, a.identity_key, a.number_key, a.reference_key, a.adjustment_date,
    upper(regexp_replace(a.payer_name, '[^A-Za-z0-9]+', '', 'g')) as was,
    regexp_replace(normalize(replace(replace(replace(replace(replace(replace(replace(replace(
      translate(a.payer_name, 'ØøŁłĐđı', 'OoLlDdI'), 'ß', 'SS'), 'ẞ', 'SS'), 'Æ', 'AE'), 'æ', 'AE'), 'Œ', 'OE'), 'œ', 'OE'), 'Þ', 'TH'), 'þ', 'TH'),
      NFKD), '[\u0300-\u036F]+', '', 'g') as folded
  from cash.adjustment a
  where a.payer_name ~ '[^\x01-\x7F]' and (a.number_key <> '' or a.reference_key <> '')
), keyed as (
  select n.*, upper(regexp_replace(n.folded, '[^A-Za-z0-9]+', '', 'g')) as payer,
    case when n.number_key = '' then format('||%s|%s|1', n.reference_key, n.adjustment_date)
      else format('|%s|%s', n.number_key, n.reference_key) end as rest
  from named n where n.folded !~ '[^\x01-\x7F]'
), changed as (
  select k.*, encode(sha256(convert_to(k.payer || k.rest, 'UTF8')), 'hex') as now
  from keyed k where k.identity_key = encode(sha256(convert_to(k.was || k.rest, 'UTF8')), 'hex')
)
update cash.adjustment a set identity_key = c.now from changed c
where a.tenant_id = c.tenant_id and a.id = c.id and not exists (
  select 1 from cash.adjustment o where o.tenant_id = c.tenant_id and o.company_id = c.company_id and o.kind = c.kind and o.identity_key = c.now
    and o.currency = c.currency and o.amount_minor = c.amount_minor);
