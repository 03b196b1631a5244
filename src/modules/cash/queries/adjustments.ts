/** Adjustments that customers announce, each with what accepting would make of it. */
import { type Company, loadCompanies, loadReasonCodes } from '#company';
import { type Day, dayInZone, formatAmount } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import type { ListedAdjustment } from '../adjustment-contract.ts';
import { type AdjustmentProposal, proposeAdjustment, reasonCodeOf } from '../rules/adjustment.ts';
import { payersFor } from '../rules/matching/payer.ts';
import {
  type Adjustment,
  type AdjustmentState,
  countWaitingAdjustments,
  loadAdjustments,
  type NumberedDocument,
  stateOfAdjustment,
} from '../store/adjustments.ts';
import { loadPayers } from './matching-problem.ts';

export type JudgedDocument = NumberedDocument & { readonly ofPayer: boolean };
export interface JudgedAdjustment {
  readonly adjustment: Adjustment;
  readonly proposal: AdjustmentProposal<JudgedDocument>;
}

/**
 * What accepting would make of each on a day. Whose documents a customer may adjust is told as matching tells whose items a
 * payer pays: its own, those of merged customers that read as it, of its branches and children, and of whom it pays for; and a
 * branch those of its head office, which is the same legal entity.
 */
export async function judgeAdjustments(
  db: Sql,
  tenantId: bigint,
  of: { readonly company: Company; readonly day: Day; readonly adjustments: readonly Adjustment[] },
): Promise<JudgedAdjustment[]> {
  if (of.adjustments.length === 0) return [];
  const accountIds = new Set(
    of.adjustments.flatMap((one) => [
      ...(one.accountId === null ? [] : [one.accountId]),
      ...one.documents.map((document) => document.accountId),
    ]),
  );
  const { customers, standing } = await loadPayers(db, tenantId, of.company.id, of.day, [...accountIds]);
  const byId = new Map(customers.map((one) => [one.id, one]));
  const holding = (customerId: bigint) => byId.get(standing.holderOf(customerId).toString())!;
  const adjusts = (payerId: bigint, ownerId: bigint): boolean => {
    const [payer, owner] = [holding(payerId), holding(ownerId)];
    if (payer === owner || payersFor(owner).includes(payer.id)) return true;
    return standing.headOfficeOf(payerId)?.customerId.toString() === owner.id;
  };
  return of.adjustments.map((adjustment) => ({
    adjustment,
    proposal: proposeAdjustment(
      adjustment,
      adjustment.documents.map((document) => ({
        ...document,
        ofPayer: adjustment.customerId !== null && adjusts(adjustment.customerId, document.customerId),
      })),
      { mirrored: of.company.ledgerMode === 'mirrored' },
    ),
  }));
}

function told({ adjustment, proposal }: JudgedAdjustment, codes: ReadonlySet<string>): ListedAdjustment {
  const { document } = proposal;
  const accepted = adjustment.state === 'accepted';
  const {
    companyId: _,
    documents: __,
    accountId: ___,
    customerId: ____,
    amountMinor,
    id,
    reasons,
    ...row
  } = adjustment;
  return {
    ...row,
    id: id.toString(),
    amount: formatAmount(amountMinor, row.currency),
    reasons: reasons.map((one) => ({
      code: one.code,
      amount: one.amountMinor === null ? null : formatAmount(one.amountMinor, row.currency),
    })),
    reasonCode: reasonCodeOf(reasons, codes),
    document: document && {
      itemId: document.itemId.toString(),
      number: document.number,
      customer: document.customer,
      open: formatAmount(document.openMinor, document.currency),
      currency: document.currency,
    },
    proposed: accepted ? null : proposal.form,
    why: accepted ? null : proposal.why,
  };
}

/** A window of a company's adjustments, the newest first, and where the next goes on. */
export function listAdjustments(
  engine: Engine,
  tenantId: bigint,
  of: {
    readonly company: Company;
    readonly state?: AdjustmentState | undefined;
    readonly before?: bigint | undefined;
    readonly limit: number;
  },
): Promise<{ readonly rows: readonly ListedAdjustment[]; readonly next: string | null; readonly waiting: number }> {
  const { company, limit, ...choice } = of;
  return runQuery(engine, tenantId, async (db) => {
    const rows = await loadAdjustments(db, tenantId, { ...choice, companyId: company.id, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    return {
      rows: await judged(db, tenantId, { company, now: engine.clock.now() }, shown),
      next: rows.length > limit ? shown.at(-1)!.id.toString() : null,
      waiting: await countWaitingAdjustments(db, tenantId, company.id),
    };
  });
}

async function judged(
  db: Sql,
  tenantId: bigint,
  { company, now }: { readonly company: Company; readonly now: Date },
  adjustments: readonly Adjustment[],
): Promise<ListedAdjustment[]> {
  const day = dayInZone(now, company.timeZone);
  const all = await judgeAdjustments(db, tenantId, { company, day, adjustments });
  const codes = new Set((await loadReasonCodes(db, tenantId)).map((one) => one.code));
  return all.map((one) => told(one, codes));
}

/** Some adjustments of any company by their ids, each judged on its company's day. */
export async function loadListedAdjustments(
  db: Sql,
  { tenantId, now }: ListPlace,
  ids: readonly bigint[],
): Promise<Map<bigint, ListedAdjustment>> {
  const adjustments = await loadAdjustments(db, tenantId, { ids });
  const listed: ListedAdjustment[] = [];
  for (const company of await loadCompanies(db, tenantId)) {
    const own = adjustments.filter((one) => one.companyId === company.id);
    if (own.length > 0) listed.push(...(await judged(db, tenantId, { company, now }, own)));
  }
  return new Map(listed.map((one) => [BigInt(one.id), one]));
}

/** The rows of the list of adjustments; what a customer will keep back is negative. */
export const adjustmentsSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select j.id, c.code as company, j.number, a.number as customer, coalesce(a.name, j.payer_name) as name,
    coalesce(j.adjustment_date, j.received_on) as day, j.kind, case j.kind when 'credit' then -j.amount_minor else j.amount_minor end as amount,
    j.currency, j.reference as about, ${stateOfAdjustment} as state, j.decided_as as "decidedAs", m.number as document,
    j.decided_on as "decidedOn", p.name as "decidedBy", j.decided_reason as reason
  from cash.adjustment j
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = j.company_id
  left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = j.account_id
  left join receivables.v_item m on m.tenant_id = ${tenantId} and m.id = j.decided_item_id
  left join platform.person p on p.id = j.decided_person_id
  where j.tenant_id = ${tenantId} and j.company_id = any(${companyIds as bigint[]}::bigint[])`;
