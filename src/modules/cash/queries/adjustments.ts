/** Adjustments that customers announce, each with what accepting would make of it. */
import { type Company, loadReasonCodes } from '#company';
import { type Day, dayInZone, formatAmount } from '#kernel';
import { type Engine, runQuery, type Sql } from '#platform';
import type { AdjustmentsAnswer } from '../adjustment-contract.ts';
import { type AdjustmentProposal, proposeAdjustment, reasonCodeOf } from '../rules/adjustment.ts';
import { payersFor } from '../rules/matching/payer.ts';
import {
  type Adjustment,
  type AdjustmentState,
  countWaitingAdjustments,
  loadAdjustments,
  type NumberedDocument,
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

function told(
  { adjustment, proposal }: JudgedAdjustment,
  codes: ReadonlySet<string>,
): AdjustmentsAnswer['rows'][number] {
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

/** A window of a company's adjustments, the newest first. */
export function listAdjustments(
  engine: Engine,
  tenantId: bigint,
  of: {
    readonly company: Company;
    readonly state?: AdjustmentState | undefined;
    readonly before?: bigint | undefined;
    readonly limit: number;
  },
): Promise<AdjustmentsAnswer> {
  const { company, limit, ...choice } = of;
  return runQuery(engine, tenantId, async (db) => {
    const rows = await loadAdjustments(db, tenantId, { ...choice, companyId: company.id, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const day = dayInZone(engine.clock.now(), company.timeZone);
    const judged = await judgeAdjustments(db, tenantId, { company, day, adjustments: shown });
    const codes = new Set((await loadReasonCodes(db, tenantId)).map((one) => one.code));
    return {
      rows: judged.map((one) => told(one, codes)),
      next: rows.length > limit ? shown.at(-1)!.id.toString() : null,
      waiting: await countWaitingAdjustments(db, tenantId, company.id),
    };
  });
}
