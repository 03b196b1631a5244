/** How many open items the customers of a payment term have. They keep their due days when it changes. */
import { sql, type TermUse } from '#platform';

export const itemTermUses: TermUse = {
  of: 'open_items',
  async count(db, tenantId, termId) {
    const { rows } = await sql<{ count: bigint }>`
      select count(*) as count from receivables.item i
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id and a.payment_term_id = ${termId}
      where i.tenant_id = ${tenantId} and i.open_minor > 0 and not i.noted`.execute(db);
    return Number(rows[0]!.count);
  },
};
