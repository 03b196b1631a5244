/** What a returned payment costs the customer: every version of the fee, as people read it. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery } from '#platform';
import { loadReturnFees, type ReturnFee } from '../store/returns.ts';

export type ReturnFeeRow = Omit<ReturnFee, 'amountMinor'> & { readonly amount: string };

/** The fees of a company by currency, the newest first, with which are in force on a day. */
export const listReturnFees = async (
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; day: Day },
): Promise<ReturnFeeRow[]> =>
  (await runQuery(engine, tenantId, (db) => loadReturnFees(db, tenantId, of))).map(({ amountMinor, ...fee }) => ({
    ...fee,
    amount: formatAmount(amountMinor, fee.currency),
  }));
