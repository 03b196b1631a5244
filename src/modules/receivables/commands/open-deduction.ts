/** A deduction: the customer paid less; the part not paid leaves the invoice and waits as an item of its own. */
import type { Caller, CommandOutcome, Engine } from '#platform';
import type { OpenDeduction } from '../contract.ts';
import type { MadeDocument } from './item-at-hand.ts';
import { movePart } from './move-part.ts';

/**
 * Clears part of an invoice by a deduction item of the same amount, original due day, reason and link; it stays in
 * receivables until credited, recovered or written off. Refuses what `movePart` refuses.
 */
export const openDeduction = (
  engine: Engine,
  caller: Caller,
  input: OpenDeduction,
): Promise<CommandOutcome<MadeDocument>> =>
  movePart(engine, caller, 'receivables.open-deduction', input, (item) => ({
    documentType: 'deduction',
    reasonCode: input.reasonCode ?? null,
    text: input.reason,
    explanation: `Deduction from ${item.number}: ${input.reason}`,
  }));
