/** The copies that are kept of the documents of a notice. */
import { type Sql, sql } from '#platform';
import type { Copies, DocumentCopy, DunningFacts, Notice } from '../model.ts';
import { chooseCopies, copyKindsOf } from '../rules/choose-copies.ts';

/** Loads and chooses the copies that go with a notice by the policy of its level: of each document and kind the newest. */
export async function loadCopies(db: Sql, tenantId: bigint, facts: DunningFacts, notice: Notice): Promise<Copies> {
  const kinds = copyKindsOf(facts.procedure.rule.levels.find((one) => one.level === notice.level));
  if (kinds.length === 0) return { enclosed: [], onRequest: [] };
  const ids = notice.items.map((item) => item.itemId);
  const { rows } = await sql<DocumentCopy>`
    select f.number, f.kind, f.sha256, f.size_bytes as "sizeBytes"
    from (
      select distinct on (f.account_id, f.number_key, f.kind) f.id, f.number, f.kind, f.sha256, f.size_bytes, i.place
      from (select account_id, number_key, min(place) as place
        from unnest(${ids}::bigint[]) with ordinality as n(id, place)
        join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = n.id group by account_id, number_key) i
      join receivables.v_document_file f on f.tenant_id = ${tenantId} and f.account_id = i.account_id and f.number_key = i.number_key
      where f.kind = any(${kinds as string[]}::text[])
      order by f.account_id, f.number_key, f.kind, f.id desc
    ) f order by f.place, f.id`.execute(db);
  return chooseCopies(rows, kinds, notice.channel);
}
