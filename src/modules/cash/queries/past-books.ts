/** The books as they were found by past money, day by day, and what the money pays today: read for a simulation. */
import type { Company } from '#company';
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import { push } from '../rules/matching/payer.ts';
import type { PastBooks, PastItem, PastMoney } from '../rules/simulation.ts';
import { loadAdvisedLines } from '../store/advices.ts';
import { loadPastMoney } from '../store/judgements.ts';
import { loadExchange, loadPayers } from './matching-problem.ts';

interface ItemRow {
  readonly id: bigint;
  readonly customerId: bigint;
  readonly number: string;
  readonly references: string[];
  readonly type: string;
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly currency: string;
  readonly discountUntil: Day | null;
  readonly discountMinor: bigint | null;
}

/**
 * Past money of a company and the items that it found. A document counts from its posting day on, a clearing and its
 * reversal from the day after their own, so that money finds open what it paid; what an application itself made counts from the next day. What was
 * learned about payers is left out, since it was learned from this very money; a block that has ended is not known any more.
 */
export async function loadPastBooks(
  db: Sql,
  tenantId: bigint,
  of: { company: Company; from: Day; to: Day },
): Promise<PastBooks> {
  const { company, from, to } = of;
  const span = { companyId: company.id, from, to };
  const money = await loadPastMoney(db, tenantId, span);
  const { advised, memos } = await loadAdvisedLines(
    db,
    tenantId,
    money.map((one) => one.lineId),
  );
  const { customers, standing } = await loadPayers(db, tenantId, company.id, to);
  const items = await loadPastItems(db, tenantId, span, (customerId) => standing.holderOf(customerId).toString());
  const exchange = await loadExchange(
    db,
    tenantId,
    company,
    money,
    items.map((one) => one.item),
  );
  return {
    customers,
    items,
    ...(exchange && { exchange }),
    money: money.map((one): PastMoney => {
      const advice = advised.get(one.lineId);
      return {
        day: one.day,
        pays: one.pays,
        declined: one.declined,
        advice: advice ?? null,
        receipt: {
          id: one.lineId.toString(),
          date: one.valueDate,
          amountMinor: one.amountMinor,
          currency: one.currency,
          payer: { name: one.payerName, account: one.payerAccount, ultimate: one.ultimateName },
          reference: [one.text, ...(memos.get(one.lineId) ?? [])].join(' '),
          method: null,
          remittance: advice?.lines ?? [],
        },
      };
    }),
  };
}

async function loadPastItems(
  db: Sql,
  tenantId: bigint,
  { companyId, from, to }: { companyId: bigint; from: Day; to: Day },
  holderOf: (customerId: bigint) => string,
): Promise<PastItem[]> {
  // Open at some time in the span: moved in it, or open still.
  const wanted = sql`
    wanted as materialized (
      select i.*, exists (
        select 1 from receivables.v_clearing c where c.tenant_id = ${tenantId} and c.command_id = i.command_id and c.kind = 'cash_application'
      ) as by_application
      from receivables.v_item i
      where i.tenant_id = ${tenantId} and i.company_id = ${companyId} and i.posting_date <= ${to} and not i.noted and i.aging_class <> 'unapplied'
        and i.special_gl is distinct from 'withholding_tax' and (i.open_minor <> 0 or i.id in (
          select e.item_id from receivables.v_entry e where e.tenant_id = ${tenantId} and e.company_id = ${companyId} and e.effective_date >= ${from}))
    )`;
  const { rows } = await sql<ItemRow>`
    with ${wanted}
    select id, customer_id as "customerId", number, reference_keys as "references", document_type as type, document_date as "documentDate",
      due_date as "dueDate", currency, discount_until as "discountUntil", discount_minor as "discountMinor"
    from wanted order by due_date, id`.execute(db);
  const { rows: moves } = await sql<{ itemId: bigint; from: Day; amountMinor: bigint }>`
    with ${wanted}, moves as (
      select e.item_id, e.amount_minor,
        case when e.effective_date < ${from} then ${from}::date
          when row_number() over (partition by e.item_id order by e.seq, e.ordinal) = 1 and not i.by_application then e.effective_date
          else e.effective_date + 1 end as counts_from
      from wanted i join receivables.v_entry e on e.tenant_id = ${tenantId} and e.item_id = i.id
    )
    select item_id as "itemId", counts_from as "from", sum(amount_minor)::bigint as "amountMinor" from moves
    where counts_from <= ${to} group by item_id, counts_from having sum(amount_minor) <> 0`.execute(db);
  const { rows: blocks } = await sql<{ itemId: bigint; kind: string; from: Day; to: Day | null }>`
    with ${wanted}
    select b.item_id as "itemId", b.kind, b.from_date as "from", b.to_date as "to" from receivables.v_block b
    where b.tenant_id = ${tenantId} and b.item_id in (select id from wanted)`.execute(db);
  const movesOf = new Map<bigint, typeof moves>();
  for (const one of moves) push(movesOf, one.itemId, one);
  const blocksOf = new Map<bigint, typeof blocks>();
  for (const one of blocks) push(blocksOf, one.itemId, one);
  return rows.map((row) => ({
    item: {
      id: row.id.toString(),
      customerId: holderOf(row.customerId),
      number: row.number,
      references: row.references,
      type: row.type,
      documentDate: row.documentDate,
      dueDate: row.dueDate,
      currency: row.currency,
      discount:
        row.discountUntil && row.discountMinor ? { until: row.discountUntil, amountMinor: row.discountMinor } : null,
    },
    moves: movesOf.get(row.id) ?? [],
    blocks: blocksOf.get(row.id) ?? [],
  }));
}
