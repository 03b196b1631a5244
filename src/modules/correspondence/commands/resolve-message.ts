/** A person decides about a message of which nobody knows whether it left. */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import { type MessageState, messageStates } from '../model.ts';
import { loadMessage, updateState } from '../store.ts';
import { lockMessage, publishDidNotLeave } from './claim-message.ts';

/** `sent`: it left. `send_again`: it did not, and goes through the whole gate once more. `give_up`: it did not, and shall not. */
export const resolutions = ['sent', 'send_again', 'give_up'] as const;
export type Resolution = (typeof resolutions)[number];

/**
 * Resolves a message that is `unknown`: sent; or proposed again (level and charge stay booked and are not booked twice); or
 * failed, with level and charge taken back in this transaction. Refuses `correspondence.message-not-found`,
 * `correspondence.not-unknown` and `correspondence.reason-missing`.
 */
export function resolveMessage(
  engine: Engine,
  caller: Caller,
  input: { company: Company; messageId: bigint; resolution: Resolution; reason: string },
): Promise<CommandOutcome<{ state: MessageState }>> {
  const { company, messageId, resolution, reason } = input;
  const description = {
    operation: 'correspondence.resolve-message',
    reason,
    input: { messageId, resolution, reason },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ state: MessageState }>> => {
    if (reason.trim() === '')
      return refuse(
        'correspondence.reason-missing',
        'Say how you know: a call, the server’s log. Nothing was changed.',
        {},
        { field: 'reason' },
      );
    const message = await lockMessage(tx, company, messageId, messageStates);
    if (!message) return refuse('correspondence.message-not-found', 'There is no such message. Nothing was changed.');
    if (!(await loadMessage(tx.db, tx.tenantId, messageId, { states: ['unknown'] })))
      return refuse(
        'correspondence.not-unknown',
        'Only a message whose fate is unknown is resolved; this one is decided. Nothing was changed.',
        { messageId: messageId.toString() },
      );
    if (resolution === 'give_up') publishDidNotLeave(tx, message, reason);
    const state = ({ sent: 'sent', send_again: 'proposed', give_up: 'failed' } as const)[resolution];
    await updateState(tx, messageId, state, { reason });
    tx.count(`messages ${state}`);
    tx.accountsChanged([message.accountId]);
    tx.publish({ type: `correspondence.${state}`, payload: { messageId: messageId.toString() } });
    return done({ state });
  });
}
