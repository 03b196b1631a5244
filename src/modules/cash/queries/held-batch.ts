/** One batch of a lockbox that does not foot, with its checks as the file tells them and what was decided of it. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import { type HeldBatch, loadHeldBatches } from '../store/held-batches.ts';

export interface HeldBatchDetail extends HeldBatch {
  /** Why it was paid in as it is, or discarded; null while it is held. */
  readonly decidedReason: string | null;
  readonly details: readonly {
    readonly adviceId: bigint;
    /** The check's number; null where the file says none. */
    readonly number: string | null;
    readonly drawer: string | null;
    readonly customer: string | null;
    readonly name: string | null;
    readonly day: Day | null;
    readonly amount: string;
    /** What it says that it pays. */
    readonly documents: readonly string[];
    /** Its money came on another way, or what the file says of it was withdrawn. */
    readonly gone: boolean;
  }[];
}

/** A batch; undefined where the company has no such one. */
export function loadHeldBatchDetail(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; batchId: bigint },
): Promise<HeldBatchDetail | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const [batch] = await loadHeldBatches(db, tenantId, { companyId: of.companyId, id: of.batchId });
    if (!batch) return undefined;
    const { rows: said } = await sql<{ reason: string | null }>`
      select coalesce(released_reason, discarded_reason) as reason from cash.v_held_batch
      where tenant_id = ${tenantId} and id = ${of.batchId}`.execute(db);
    type Found = Omit<HeldBatchDetail['details'][number], 'amount'> & { readonly amountMinor: bigint };
    const { rows } = await sql<Found>`
      select a.id as "adviceId", a.payment_reference as number, a.payer_name as drawer, c.number as customer, c.name, a.advice_date as day,
        a.amount_minor as "amountMinor", a.bank_line_id is not null or a.withdrawn_reason is not null as gone,
        array(select n.reference from cash.advice_line n where n.tenant_id = ${tenantId} and n.advice_id = a.id and n.reference <> ''
          order by n.line limit 20) as documents
      from cash.advice a left join customers.v_account c on c.tenant_id = ${tenantId} and c.id = a.account_id
      where a.tenant_id = ${tenantId} and a.id = any(${[...batch.adviceIds]}::bigint[]) order by a.place`.execute(db);
    return {
      ...batch,
      decidedReason: said[0]?.reason ?? null,
      details: rows.map(({ amountMinor, ...one }) => ({ ...one, amount: formatAmount(amountMinor, batch.currency) })),
    };
  });
}
