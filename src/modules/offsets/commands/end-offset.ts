/** Ends an offset: a proposal is withdrawn, an executed one is reversed exactly. */
import { type Company, loadCompany } from '#company';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { reverseClearingIn, reverseDocumentIn } from '#receivables';
import { withdrawRequest } from '../store/documents.ts';
import { loadOffsets, loadPostings, lockOffset, type StoredOffset, settleOffset } from '../store/offsets.ts';
import { offsetNotFound } from './execute-offset.ts';

/** Withdraws a proposal, and with it its request and link. Refuses `offsets.offset-not-found` and `offsets.not-open`. */
export function withdrawOffset(
  engine: Engine,
  caller: Caller,
  input: { company: Company; offsetId: bigint; reason: string },
): Promise<Outcome<null>> {
  const { company, offsetId, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.withdraw', reason, input: { company: company.code, offsetId } },
    async (tx): Promise<Outcome<null>> => {
      const offset = await lockOffset(tx, offsetId);
      if (offset?.companyId !== company.id) return offsetNotFound();
      if (offset.state !== 'proposed')
        return refuse('offsets.not-open', `The offset is ${offset.state.replace('_', ' ')}. Nothing was changed.`, {
          state: offset.state,
        });
      await settleOffset(tx, offsetId, { state: 'withdrawn', reason });
      await withdrawRequest(tx, offsetId, `The offset was withdrawn: ${reason}`);
      tx.publish({ type: 'offsets.withdrawn', payload: payloadOf(offset) });
      return done(null);
    },
  );
}

const payloadOf = (offset: StoredOffset) => ({
  companyId: offset.companyId.toString(),
  offsetId: offset.id.toString(),
  accountId: offset.accountId.toString(),
});

/**
 * Reverses an executed offset: its items are open again, what we owe is not set off any more. Also ends one whose clearing was
 * taken back already, such as by an ERP that rejected it. Refuses `offsets.offset-not-found`, `offsets.not-executed`, and
 * what `reverseClearingIn` and `reverseDocumentIn` refuse.
 */
export function reverseOffset(
  engine: Engine,
  caller: Caller,
  input: { company: Company; offsetId: bigint; postingDate?: Day | undefined; reason: string },
): Promise<Outcome<null>> {
  const { offsetId, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.reverse', reason, input: { ...input, company: input.company.code } },
    async (tx): Promise<Outcome<null>> => {
      const [seen] = await loadOffsets(tx.db, tx.tenantId, { ids: [offsetId] });
      if (seen?.companyId !== input.company.id) return offsetNotFound();
      if (seen.state !== 'executed' && seen.state !== 'taken_back')
        return refuse('offsets.not-executed', `The offset is ${seen.state}. Nothing was changed.`, {
          state: seen.state,
        });
      const company = (await loadCompany(tx.db, tx.tenantId, seen.companyId))!;
      const postingDate = input.postingDate ?? dayInZone(tx.now, company.timeZone);
      const postings = await loadPostings(tx.db, tx.tenantId, offsetId);
      // Taking back locks months and accounts itself, in the order of the house; the offset comes after them.
      const itemIds = postings.flatMap((one) => (one.itemId !== null && one.documentStands ? [one.itemId] : []));
      if (itemIds.length > 0) {
        const reversed = await reverseDocumentIn(tx, company, { itemIds, postingDate, reason });
        if (!reversed.ok) return reversed;
      }
      for (const one of postings.filter((posting) => posting.itemId === null && posting.standing)) {
        const reversed = await reverseClearingIn(tx, company, { clearingId: one.clearingId, postingDate, reason });
        if (!reversed.ok) return reversed;
      }
      const offset = (await lockOffset(tx, offsetId))!;
      await settleOffset(tx, offsetId, { state: 'reversed', reason });
      tx.count('offsets reversed');
      tx.publish({ type: 'offsets.reversed', payload: payloadOf(offset) });
      return done(null);
    },
  );
}
