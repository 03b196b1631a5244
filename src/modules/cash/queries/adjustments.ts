/** Adjustments that customers announce, each with what accepting would make of it. */
import type { Company } from '#company';
import { formatAmount } from '#kernel';
import { type Engine, runQuery } from '#platform';
import type { AdjustmentsAnswer } from '../adjustment-contract.ts';
import { proposeAdjustment } from '../rules/adjustment.ts';
import {
  type Adjustment,
  type AdjustmentState,
  countWaitingAdjustments,
  loadAdjustments,
} from '../store/adjustments.ts';

function told(one: Adjustment, company: Company): AdjustmentsAnswer['rows'][number] {
  const { form, document, why } = proposeAdjustment(one, one.documents, {
    mirrored: company.ledgerMode === 'mirrored',
  });
  const { companyId: _, documents: __, amountMinor, id, ...row } = one;
  return {
    ...row,
    id: id.toString(),
    amount: formatAmount(amountMinor, one.currency),
    document: document && {
      itemId: document.itemId.toString(),
      number: document.number,
      open: formatAmount(document.openMinor, document.currency),
      currency: document.currency,
    },
    proposed: one.state === 'accepted' ? null : form,
    why: one.state === 'accepted' ? null : why,
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
    return {
      rows: shown.map((one) => told(one, company)),
      next: rows.length > limit ? shown.at(-1)!.id.toString() : null,
      waiting: await countWaitingAdjustments(db, tenantId, company.id),
    };
  });
}
