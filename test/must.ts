/** What a command must answer for a test to go on. */
import type { Outcome } from '#kernel';

/** The value of an outcome that must not be a refusal. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(
      `refused: ${outcome.refusal.code}: ${outcome.refusal.message} ${JSON.stringify(outcome.refusal.details)}`,
    );
  return outcome.value;
}
