/** A retention: part of an invoice that the customer may hold back until a day. */
import type { Caller, CommandOutcome, Engine } from '#platform';
import type { HoldRetention } from '../contract.ts';
import type { MadeDocument } from './item-at-hand.ts';
import { movePart } from './move-part.ts';

/** Moves part of an invoice to the retentions account, due on the agreed day. Refuses what `movePart` refuses. */
export const holdRetention = (
  engine: Engine,
  caller: Caller,
  input: HoldRetention,
): Promise<CommandOutcome<MadeDocument>> =>
  movePart(engine, caller, 'receivables.hold-retention', input, (item) => ({
    documentType: 'retention',
    dueDate: input.until,
    text: input.reason,
    explanation: `Retention of ${item.number} until ${input.until}: ${input.reason}`,
  }));
