/** Print batches: collecting the letters that wait for paper, saying that they are printed, printing them once more. */
import type { Company } from '#company';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand, runQuery } from '#platform';
import { insertBatch, loadUncollected, lockBatch, lockPrinting, moveBatch } from '../print-store.ts';

interface Collected {
  readonly batchId: string | null;
  readonly letters: number;
}

/**
 * Collects the company's letters that are in no batch yet into one of the day (absent: today), in the order in which they were
 * written; null when there are none. At most 1,000: the rest is for the next one.
 */
export function makePrintBatch(
  engine: Engine,
  caller: Caller,
  input: { company: Company; day?: Day },
): Promise<CommandOutcome<Collected>> {
  const { company } = input;
  const description = {
    operation: 'correspondence.make-print-batch',
    reason: `Letters of ${company.name} were collected for printing.`,
    input: { company: company.code },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<Collected>> => {
    await lockPrinting(tx, company.id);
    const messageIds = await loadUncollected(tx.db, tx.tenantId, company.id);
    if (messageIds.length === 0) return done({ batchId: null, letters: 0 });
    const batchId = await insertBatch(tx, {
      companyId: company.id,
      day: input.day ?? dayInZone(tx.now, company.timeZone),
      messageIds,
    });
    tx.count('letters collected', messageIds.length);
    return done({ batchId: batchId.toString(), letters: messageIds.length });
  });
}

/**
 * Collects all letters that wait, in as many batches as they need. Where none wait nothing is written, not even a trace that
 * somebody looked: the day run does this each time.
 */
export async function collectLetters(
  engine: Engine,
  caller: Caller,
  input: { company: Company; day: Day },
): Promise<Outcome<{ batches: number; letters: number }>> {
  const { company, day } = input;
  let [batches, letters] = [0, 0];
  for (;;) {
    const waiting = await runQuery(engine, caller.tenantId, (db) => loadUncollected(db, caller.tenantId, company.id));
    if (waiting.length === 0) return done({ batches, letters });
    const made = await makePrintBatch(engine, caller, { company, day });
    if (!made.ok) return made;
    if (made.value.batchId === null) return done({ batches, letters });
    batches += 1;
    letters += made.value.letters;
  }
}

/**
 * A person says that a batch is printed. Refuses `correspondence.print-batch-not-found` and
 * `correspondence.print-batch-printed`.
 */
export function markPrinted(
  engine: Engine,
  caller: Caller,
  input: { company: Company; batchId: bigint },
): Promise<CommandOutcome<{ state: 'printed' }>> {
  const { company, batchId } = input;
  const description = {
    operation: 'correspondence.mark-printed',
    reason: `Print batch ${batchId} was printed.`,
    input: { company: company.code, batchId },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ state: 'printed' }>> => {
    const batch = await lockBatch(tx, batchId);
    if (batch?.companyId !== company.id) return noBatch();
    if (batch.state === 'printed')
      return refuse(
        'correspondence.print-batch-printed',
        'This batch is printed already; ask for a reprint with a reason. Nothing was changed.',
      );
    await moveBatch(tx, batchId, { kind: 'printed', reason: null });
    return done({ state: 'printed' });
  });
}

/**
 * Lets a printed batch be printed once more; who and why is kept. Refuses `correspondence.print-batch-not-found`,
 * `correspondence.print-batch-waiting` (it was not printed yet) and `correspondence.reason-missing`.
 */
export function reprintBatch(
  engine: Engine,
  caller: Caller,
  input: { company: Company; batchId: bigint; reason: string },
): Promise<CommandOutcome<{ state: 'waiting' }>> {
  const { company, batchId } = input;
  const reason = input.reason.trim();
  const description = {
    operation: 'correspondence.reprint-batch',
    reason: reason === '' ? `Print batch ${batchId} is printed again.` : reason,
    input: { company: company.code, batchId, reason },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ state: 'waiting' }>> => {
    if (reason === '')
      return refuse(
        'correspondence.reason-missing',
        'Say why it is printed again. Nothing was changed.',
        {},
        { field: 'reason' },
      );
    const batch = await lockBatch(tx, batchId);
    if (batch?.companyId !== company.id) return noBatch();
    if (batch.state === 'waiting')
      return refuse(
        'correspondence.print-batch-waiting',
        'This batch waits to be printed as it is; a reprint is for one that was printed. Nothing was changed.',
      );
    await moveBatch(tx, batchId, { kind: 'reprint', reason });
    return done({ state: 'waiting' });
  });
}

const noBatch = () =>
  refuse('correspondence.print-batch-not-found', 'There is no such print batch in this company. Nothing was changed.');
