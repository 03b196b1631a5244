/** The receipts that may be meant by what advices tell to have come back. */
import type { Company } from '#company';
import type { Day } from '#kernel';
import type { Sql } from '#platform';
import type { AdvisedReturn } from '../store/advices.ts';
import { loadBankAccounts } from '../store/bank.ts';
import { loadReturnCandidates } from '../store/returns.ts';

/** The receipts of a company that an advised return may mean: of its amount and currency, at whichever bank. */
export async function advisedCandidates(
  db: Sql,
  tenantId: bigint,
  company: Company,
  advices: readonly AdvisedReturn[],
  linkedSince?: Day,
): ReturnType<typeof loadReturnCandidates> {
  const banks = await loadBankAccounts(db, tenantId, company.id);
  const wanted = advices.flatMap(({ currency, amountMinor }) =>
    banks.flatMap((bank) => (bank.currency === currency ? [{ bankAccountId: bank.id, currency, amountMinor }] : [])),
  );
  return loadReturnCandidates(db, tenantId, wanted, linkedSince === undefined ? {} : { linkedSince });
}
