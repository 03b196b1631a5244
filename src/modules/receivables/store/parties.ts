/** Parties of documents: branches on their head office's account, customers seen once on a collective one. */
import { sql, type Transaction } from '#platform';
import type { NewDocument } from '../model.ts';
import { partyKey } from '../rules/party.ts';

/** Writes the parties of the documents that have one; no statement when none has. */
export async function insertParties(
  tx: Transaction,
  posted: readonly { readonly document: NewDocument; readonly itemIds: readonly bigint[] }[],
): Promise<void> {
  const rows = posted.flatMap(({ document, itemIds }) => {
    const { party, branchCustomerId } = document;
    if (!party && branchCustomerId == null) return [];
    return itemIds.map((itemId) => ({ itemId, party: party ?? null, branchCustomerId: branchCustomerId ?? null }));
  });
  if (rows.length === 0) return;
  const r = <T>(pick: (row: (typeof rows)[number]) => T): T[] => rows.map(pick);
  await sql`
    insert into receivables.item_party (tenant_id, item_id, branch_customer_id, party_key, name, email, lines, postal_code, city, country, language)
    select ${tx.tenantId}, p.item_id, p.branch_customer_id, encode(sha256(convert_to(p.party_key, 'UTF8')), 'hex'), p.name, p.email, p.lines,
      p.postal_code, p.city, p.country, p.language
    from unnest(${r((x) => x.itemId)}::bigint[], ${r((x) => (x.party ? null : x.branchCustomerId))}::bigint[],
      ${r((x) => (x.party ? partyKey(x.party) : `branch ${x.branchCustomerId}`))}::text[], ${r((x) => x.party?.name ?? null)}::text[],
      ${r((x) => x.party?.email ?? null)}::text[], ${r((x) => x.party?.lines ?? null)}::text[],
      ${r((x) => x.party?.postalCode ?? null)}::text[], ${r((x) => x.party?.city ?? null)}::text[],
      ${r((x) => x.party?.country ?? null)}::text[], ${r((x) => x.party?.language ?? null)}::text[])
      as p(item_id, branch_customer_id, party_key, name, email, lines, postal_code, city, country, language)`.execute(
    tx.db,
  );
}

/** What is made out of an item is for the same party; `from` gives each new item its source. */
export function inheritParties(tx: Transaction, from: ReadonlyMap<bigint, bigint>): void {
  if (from.size === 0) return;
  tx.send(sql`
    insert into receivables.item_party (tenant_id, item_id, branch_customer_id, party_key, name, email, lines, postal_code, city, country, language)
    select p.tenant_id, m.item_id, p.branch_customer_id, p.party_key, p.name, p.email, p.lines, p.postal_code, p.city, p.country, p.language
    from unnest(${[...from.keys()]}::bigint[], ${[...from.values()]}::bigint[]) as m(item_id, source_id)
    join receivables.item_party p on p.tenant_id = ${tx.tenantId} and p.item_id = m.source_id
    on conflict do nothing`);
}
