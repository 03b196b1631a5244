/** What became of an attempt: the state that follows, and the taking back of level and charge where it did not leave. */
import type { Company } from '#company';
import { done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { Delivery, MessageState } from '../model.ts';
import { nextAttempt } from '../rules/next-attempt.ts';
import { codeOfReply } from '../rules/reply-code.ts';
import { endAttempt, updateState } from '../store.ts';
import { lockMessage, publishDidNotLeave } from './claim-message.ts';

/** `not_begun`: a crash came before the first byte of the content; it may be claimed again at once. */
export type Ending = Delivery | { readonly outcome: 'not_begun' };

/**
 * Records the ending of the open attempt: accepted → sent; refused for good, or tried in vain for days → failed, with level
 * and charge taken back in the same transaction; postponed → proposed again, later each time; late or not begun → proposed
 * again now; unknown → unknown, which only a person or a delivery report resolves. Returns the state.
 */
export function recordDelivery(
  engine: Engine,
  caller: Caller,
  input: { company: Company; messageId: bigint; ending: Ending },
): Promise<Outcome<MessageState>> {
  const { company, messageId, ending } = input;
  const reply = 'reply' in ending ? ending.reply : null;
  const code = codeOfReply(reply);
  const description = {
    operation: 'correspondence.record-delivery',
    // The reply may name the recipient; it stands with the attempt, where it can be erased, and in no trail or posting.
    reason: `Message ${messageId}: ${ending.outcome.replace('_', ' ')}${code === null ? '' : ` (${code})`}.`,
    input: { messageId, outcome: ending.outcome, reply },
  };
  return runCommand<MessageState>(engine, caller, description, async (tx) => {
    const message = await lockMessage(tx, company, messageId, ['sending']);
    if (!message) return done('sending');
    await endAttempt(tx, messageId, ending.outcome, reply);
    const move = async (
      state: MessageState,
      change: Parameters<typeof updateState>[3],
    ): Promise<Outcome<MessageState>> => {
      await updateState(tx, messageId, state, change);
      tx.count(`messages ${state}`);
      tx.accountsChanged([message.accountId]);
      tx.publish({ type: `correspondence.${state}`, payload: { messageId: messageId.toString() } });
      return done(state);
    };
    switch (ending.outcome) {
      case 'accepted':
        return move('sent', { reason: reply });
      case 'unknown':
        return move('unknown', { reason: reply });
      case 'late':
      case 'not_begun':
        return move('proposed', {});
      case 'postponed': {
        const notBefore = nextAttempt(message.attempts, tx.now);
        if (notBefore !== null) return move('proposed', { reason: reply, notBefore });
      }
    }
    publishDidNotLeave(tx, message, code === null ? 'no server took it' : `the server answered ${code}`);
    return move('failed', { reason: reply });
  });
}
