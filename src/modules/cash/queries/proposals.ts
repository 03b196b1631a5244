/** All proposals that a person has chosen, as accepting them would post them: counts, totals, and who is left out and why. */
import { createHash } from 'node:crypto';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import { type ItemNow, type LeftOut, type Proposal, planAcceptance } from '../rules/acceptance.ts';
import { inQueue, type ReceiptColumns, type ReceiptRow, rowColumns, toRow } from './receipts.ts';

/** All that wait but some, or some: those that a person chose in the list. */
export type ProposalChoice =
  | { readonly all: true; readonly except: readonly bigint[] }
  | { readonly all: false; readonly receiptIds: readonly bigint[] };

export interface PlannedProposal extends Proposal {
  readonly row: ReceiptRow;
  readonly companyId: bigint;
  readonly version: number;
  /** Null: it can be accepted. */
  readonly leftOut: LeftOut | null;
}

export interface AcceptancePlan {
  /** In the order in which they are accepted: the oldest money first. */
  readonly proposals: readonly PlannedProposal[];
  readonly items: ReadonlyMap<string, ItemNow>;
  /** Of everything that would be posted: what is accepted is what was looked at. */
  readonly digest: string;
}

interface StoredProposal {
  readonly allocations: readonly {
    readonly itemId: string;
    readonly receiptAmountMinor: string;
    readonly adjustments: readonly { readonly kind: string; readonly amountMinor: string; readonly reason: string }[];
  }[];
}

/** Reads the proposals of companies that were chosen and decides which can be accepted, all in one snapshot. */
export function loadAcceptance(
  engine: Engine,
  tenantId: bigint,
  query: { readonly companyIds: readonly bigint[]; readonly choice: ProposalChoice },
): Promise<AcceptancePlan> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<ReceiptColumns & { company_id: bigint; proposal: StoredProposal | null }>`
      select r.company_id, r.proposal, ${rowColumns(tenantId)}
      where r.tenant_id = ${tenantId} and r.company_id = any(${query.companyIds as bigint[]}::bigint[]) and r.amount_minor > 0
        and ${inQueue('proposed')} and ${chosen(query.choice)}
      order by r.value_date, r.id`.execute(db);
    const read = rows.map((row) => ({
      row: toRow(row),
      receiptId: row.id,
      companyId: row.company_id,
      version: row.version,
      currency: row.currency,
      leftMinor: row.left_minor,
      allocations: (row.proposal?.allocations ?? []).map((one) => ({
        itemId: one.itemId,
        receiptAmountMinor: BigInt(one.receiptAmountMinor),
        adjustments: one.adjustments.map((x) => ({ ...x, amountMinor: BigInt(x.amountMinor) })),
      })),
    }));
    const items = await itemsNow(db, tenantId, [
      ...new Set(read.flatMap((one) => one.allocations.map((a) => a.itemId))),
    ]);
    const why = planAcceptance(read, items);
    const proposals = read.map((one, index) => ({ ...one, leftOut: why[index]! }));
    return { proposals, items, digest: digestOf(proposals) };
  });
}

const chosen = (choice: ProposalChoice): RawSql =>
  choice.all
    ? sql`r.id <> all(${choice.except as bigint[]}::bigint[])`
    : sql`r.id = any(${choice.receiptIds as bigint[]}::bigint[])`;

/** What stands open and can be paid; unapplied money and noted items are not. */
async function itemsNow(db: Sql, tenantId: bigint, ids: readonly string[]): Promise<ReadonlyMap<string, ItemNow>> {
  const { rows } = await sql<{ id: bigint; number: string; currency: string; open_minor: bigint }>`
    select id, number, currency, open_minor from receivables.v_item
    where tenant_id = ${tenantId} and id = any(${ids.map(BigInt)}::bigint[]) and not noted and aging_class <> 'unapplied'`.execute(
    db,
  );
  return new Map(
    rows.map((row) => [row.id.toString(), { number: row.number, currency: row.currency, openMinor: row.open_minor }]),
  );
}

/** The version says what the receipt was; the allocations what is posted of it, or that nothing is. */
function digestOf(proposals: readonly PlannedProposal[]): string {
  const hash = createHash('sha256');
  for (const { receiptId, version, leftOut, allocations } of proposals) {
    const posted = leftOut === null ? allocations : [];
    hash.update(
      JSON.stringify([
        receiptId.toString(),
        version,
        posted.map((one) => [
          one.itemId,
          one.receiptAmountMinor.toString(),
          one.adjustments.map((x) => [x.kind, x.amountMinor.toString(), x.reason]),
        ]),
      ]),
    );
  }
  return hash.digest('hex');
}
