/** Money out that is linked to nothing and what advices tell to have come back, as the rows of a list. */
import { z } from 'zod';
import type { ListPlace } from '#lists';
import { type RawSql, type Sql, sql } from '#platform';
import type { HeldReturn } from '../lists.ts';
import { isAdvisedReturn, textOfAdvice } from '../store/advices.ts';
import { heldBecause, homeOf, isCalledReturn, isUnlinkedOut, textOfLine } from '../store/returns.ts';

// Lines and advices have ids of their own kind: the even ones are receipts, the odd ones advices.
const idOfReceipt = sql`r.id * 2`;
const idOfAdvice = sql`a.id * 2 + 1`;

export function returnedSource({ tenantId, companyIds }: ListPlace): RawSql {
  const within = sql`any(${companyIds as bigint[]}::bigint[])`;
  return sql`
    select ${idOfReceipt} as id, y.code as company, case when ${isCalledReturn} then 'waiting' else 'other' end as waits,
      r.value_date as "valueDate", l.counterparty_name as payer, -r.amount_minor as amount, r.currency, l.return_reason as reason,
      'bank' as "toldBy", b.name as bank, ${textOfLine} as text, h.message as held, r.id as "receiptId", null::bigint as "adviceId"
    from cash.receipt r
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = ${homeOf(tenantId)}
    join company.v_company y on y.tenant_id = ${tenantId} and y.id = r.company_id
    left join cash.held_return h on h.tenant_id = ${tenantId} and h.receipt_id = r.id
    where r.tenant_id = ${tenantId} and r.company_id = ${within} and ${isUnlinkedOut(tenantId)}
    union all
    select ${idOfAdvice}, y.code, 'waiting', coalesce(a.advice_date, a.received_on), a.payer_name, -a.amount_minor, a.currency,
      a.returned_because, 'advice', f.name, ${textOfAdvice(tenantId)}, h.message, null, a.id
    from cash.advice a
    join cash.advice_file f on f.tenant_id = ${tenantId} and f.id = a.advice_file_id
    join company.v_company y on y.tenant_id = ${tenantId} and y.id = a.company_id
    left join cash.held_return h on h.tenant_id = ${tenantId} and h.advice_id = a.id
    where a.tenant_id = ${tenantId} and a.company_id = ${within} and ${isAdvisedReturn}`;
}

/** Why what was found is not taken back yet. */
export const returnedDetail = {
  answer: z.object({
    heldBecause: z
      .object({
        code: z.string(),
        message: z.string().meta({ description: 'The refusal in English; pages say it by its code and details.' }),
        details: z.record(z.string(), z.unknown()),
      })
      .nullable()
      .meta({ description: 'Why it could not be taken back though its payment was found; it is tried again.' }),
  }),
  load: async (db: Sql, { tenantId }: ListPlace, ids: readonly bigint[]) => {
    const { rows } = await sql<{ id: bigint; why: HeldReturn }>`
      select coalesce(h.receipt_id * 2, h.advice_id * 2 + 1) as id, ${heldBecause} as why from cash.held_return h
      where h.tenant_id = ${tenantId} and coalesce(h.receipt_id * 2, h.advice_id * 2 + 1) = any(${ids as bigint[]}::bigint[])`.execute(
      db,
    );
    const whys = new Map(rows.map((row) => [row.id, row.why]));
    return new Map(ids.map((id) => [id, { heldBecause: whys.get(id) ?? null }]));
  },
};
