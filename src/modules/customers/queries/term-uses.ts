/** How many customer accounts have a payment term. */
import { sql, type TermUse } from '#platform';

export const customerTermUses: TermUse = {
  of: 'customers',
  async count(db, tenantId, termId) {
    const { rows } = await sql<{ count: bigint }>`
      select count(*) as count from customers.account where tenant_id = ${tenantId} and payment_term_id = ${termId}`.execute(
      db,
    );
    return Number(rows[0]!.count);
  },
};
