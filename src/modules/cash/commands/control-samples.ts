/** Control samples of automatic postings: drawn once a month, judged by a person; what was wrong is taken back at once. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { addDays, type Day, dayInZone, done, type Outcome, periodOf, refuse } from '#kernel';
import { lockPeriods } from '#ledger';
import { type Caller, type Engine, runCommand } from '#platform';
import { takeBackPaymentIn, takingBackTouches } from '#receivables';
import { allocateSample } from '../rules/control-sample.ts';
import { lockLines } from '../store/bank-rules.ts';
import { countPosted, insertControlSample, keepVerdict, loadControlReceipt } from '../store/control-samples.ts';

/** None wrong among so many leaves five in a hundred possible, with 95 % certainty. */
export const usualSampleSize = 60;

const daysOf = (month: string): { from: Day; to: Day } => {
  const from = `${month}-01`;
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
};

/**
 * Draws the sample of a month that is over. It is drawn once; the seed is the hash at the head of the audit chain, so nobody
 * chooses it and everybody can draw it again. Refuses `cash.sample-month`, `cash.sample-empty`, `cash.sample-drawn`.
 */
export function drawControlSample(
  engine: Engine,
  caller: Caller,
  input: { readonly company: Company; readonly month: string; readonly size: number },
): Promise<Outcome<{ sampleId: bigint; receipts: number }>> {
  const { company, month, size } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.draw-control-sample',
      reason: `A control sample of the automatic postings of ${month} was drawn.`,
      input: { company: company.code, month, size },
    },
    async (tx): Promise<Outcome<{ sampleId: bigint; receipts: number }>> => {
      if (month >= periodOf(dayInZone(tx.now, company.timeZone)))
        return refuse(
          'cash.sample-month',
          `${month} is not over yet; its sample is drawn when everything of it is posted. Nothing was changed.`,
          {},
          { field: 'month' },
        );
      const of = { companyId: company.id, ...daysOf(month) };
      const strata = await countPosted(tx.db, tx.tenantId, of);
      if (strata.length === 0)
        return refuse(
          'cash.sample-empty',
          `Nothing was applied without a person in ${month}. Nothing was changed.`,
          {},
          { field: 'month' },
        );
      const drawn = await insertControlSample(tx, { ...of, month }, strata, allocateSample(strata, size));
      if (!drawn)
        return refuse(
          'cash.sample-drawn',
          `The sample of ${month} was drawn before and stands. Nothing was changed.`,
          {},
          { field: 'month' },
        );
      tx.count('receipts sampled', drawn.receipts);
      tx.publish({
        type: 'cash.control-sample-drawn',
        payload: { companyId: company.id.toString(), month, receipts: drawn.receipts },
      });
      return done(drawn);
    },
  );
}

/**
 * Keeps what a person says of a posting of the sample. A wrong one is taken back in the same step: what it paid is open again,
 * the money waits on the account. Refuses `cash.sample-receipt-not-found`, `cash.sample-judged`, and what `takeBackPaymentIn`
 * and `lockPeriods` refuse.
 */
export function judgeControlReceipt(
  engine: Engine,
  caller: Caller,
  input: {
    readonly company: Company;
    readonly sampleId: bigint;
    readonly receiptId: bigint;
    readonly verdict: 'right' | 'wrong';
    readonly reason: string | null;
  },
): Promise<Outcome<{ takenBack: boolean }>> {
  const { company, sampleId, receiptId, verdict, reason } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.judge-control-receipt',
      reason: reason ?? 'A posting of the control sample was right.',
      input: { company: company.code, sampleId, receiptId, verdict },
    },
    async (tx): Promise<Outcome<{ takenBack: boolean }>> => {
      const at = { companyId: company.id, sampleId, receiptId };
      const seen = await loadControlReceipt(tx, at);
      if (!seen)
        return refuse(
          'cash.sample-receipt-not-found',
          'There is no such posting in this sample of the company. Nothing was changed.',
        );
      const today = dayInZone(tx.now, company.timeZone);
      const touches =
        verdict === 'right' || seen.itemId === null
          ? { day: today, accountIds: [] }
          : await takingBackTouches(tx, seen.itemId, today);
      if (verdict === 'wrong') {
        const open = await lockPeriods(tx, company.id, [periodOf(touches.day)]);
        if (!open.ok) return open;
      }
      await lockLines(tx, [seen.lineId]);
      await lockAccounts(tx, touches.accountIds);
      const receipt = (await loadControlReceipt(tx, at))!;
      if (receipt.verdict !== null)
        return refuse('cash.sample-judged', 'Somebody has judged this posting already. Nothing was changed.');
      keepVerdict(tx, { sampleId, receiptId, verdict, reason });
      tx.publish({
        type: 'cash.control-receipt-judged',
        payload: { companyId: company.id.toString(), receiptId: receiptId.toString(), verdict },
      });
      const applied = receipt.state === 'applied' || receipt.state === 'part_applied';
      if (verdict === 'right' || receipt.itemId === null || !applied) return done({ takenBack: false });
      const taken = await takeBackPaymentIn(tx, company, {
        ...{ itemId: receipt.itemId, postingDate: touches.day },
        reason: `The control sample found it wrong: ${reason}`,
      });
      return taken.ok ? done({ takenBack: true }) : taken;
    },
  );
}
