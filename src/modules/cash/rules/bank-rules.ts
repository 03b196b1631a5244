/** Which declared rule a line of the bank falls under. Pure. */
import { absolute, textKey } from '#kernel';

export interface BankRule {
  readonly id: bigint;
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly currency: string;
  readonly transactionCode: string | null;
  readonly words: string | null;
  readonly maximumMinor: bigint;
  readonly glAccountId: bigint;
}

export interface RuledLine {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly transactionCode: string | null;
  readonly text: string;
}

/**
 * The rule that a line falls under. Undefined where none fits, and where several fit that name different accounts: such a
 * line is a person's matter. Of several that name one account the oldest is told.
 */
export function ruleFor(line: RuledLine, rules: readonly BankRule[]): BankRule | undefined {
  const text = textKey(line.text);
  const fitting = rules.filter(
    (rule) =>
      rule.direction === (line.amountMinor < 0n ? 'out' : 'in') &&
      rule.currency === line.currency &&
      absolute(line.amountMinor) <= rule.maximumMinor &&
      (rule.transactionCode === null || rule.transactionCode === line.transactionCode) &&
      (rule.words === null || text.includes(textKey(rule.words))),
  );
  if (new Set(fitting.map((rule) => rule.glAccountId)).size !== 1) return undefined;
  return fitting.reduce((oldest, rule) => (rule.id < oldest.id ? rule : oldest));
}
