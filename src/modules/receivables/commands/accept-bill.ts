/** A bill of exchange or post-dated check: it settles the invoice; the exposure remains until it is honoured. */
import type { Caller, CommandOutcome, Engine } from '#platform';
import type { AcceptBill } from '../contract.ts';
import type { MadeDocument } from './item-at-hand.ts';
import { movePart } from './move-part.ts';

/**
 * Takes a bill for an invoice, due at its maturity, in the bills account. Money that names it honours it; dishonoured, it
 * is reversed and the invoice is open again. Refuses what `movePart` refuses.
 */
export const acceptBill = (engine: Engine, caller: Caller, input: AcceptBill): Promise<CommandOutcome<MadeDocument>> =>
  movePart(engine, caller, 'receivables.accept-bill', input, (item) => ({
    documentType: 'bill_of_exchange',
    dueDate: input.maturity,
    references: [input.instrument],
    text: input.instrument,
    explanation: `Bill or post-dated check ${input.instrument} taken for ${item.number}, due ${input.maturity}.`,
  }));
