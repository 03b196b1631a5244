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

/** Whether a rule may post to an account: to no control account, and to none that other postings need for themselves. */
export const mayBeRuled = ({ purpose }: { readonly purpose: string | null }): boolean =>
  purpose === null || purpose === 'bank_charges' || purpose === 'finance_charges';

/** Whether words tell one line from another: three letters or digits; signs alone stand in every line. */
export const saysWords = (words: string | null): boolean => textKey(words ?? '').length >= 3;

/** Whether a rule speaks of such a line, whatever its amount; `text`: the key of the line's text. */
const isMeant = (rule: BankRule, line: RuledLine, text: string): boolean =>
  rule.direction === (line.amountMinor < 0n ? 'out' : 'in') &&
  rule.currency === line.currency &&
  (rule.transactionCode === null || rule.transactionCode === line.transactionCode) &&
  (rule.words === null || text.includes(textKey(rule.words)));

/**
 * The rule that a line falls under. Undefined where none fits, and where several fit that name different accounts: such a
 * line is a person's matter. Of several that name one account the oldest is told.
 */
export function ruleFor(line: RuledLine, rules: readonly BankRule[]): BankRule | undefined {
  const text = textKey(line.text);
  const fitting = rules.filter((rule) => isMeant(rule, line, text) && absolute(line.amountMinor) <= rule.maximumMinor);
  if (new Set(fitting.map((rule) => rule.glAccountId)).size !== 1) return undefined;
  return fitting.reduce((oldest, rule) => (rule.id < oldest.id ? rule : oldest));
}

/** A line of the past with what became of it. */
export interface PastLine extends RuledLine {
  /** `customer`: applied, on account or returned; `loose`: no customer's item explains it; `waiting`: not posted yet. */
  readonly became: 'loose' | 'customer' | 'waiting';
  /** The account to which a rule has posted it; null: none has. */
  readonly ruledTo: bigint | null;
  /** A person took a rule's posting of it back. */
  readonly takenBack: boolean;
}

/**
 * What a rule would have done with a line: `posts`; `same`, posted to that account by a rule already; `other-account`, posted to
 * another one; `disagrees`, a rule in force names another account, so that none posts; `customer`, it turned out to be money of
 * customers, which a rule posts only where nobody knew that at once; `taken-back`, which no rule posts again; `too-large`.
 */
export type RuleDeed = 'posts' | 'same' | 'other-account' | 'disagrees' | 'customer' | 'taken-back' | 'too-large';

/** Whether a rule speaks of a line of the past, whatever its amount and whatever became of it. */
export const speaksOf = (rule: BankRule, line: RuledLine): boolean => isMeant(rule, line, textKey(line.text));

/** Undefined where the rule does not speak of the line. `others`: the rules in force beside it. */
export function tryRule(rule: BankRule, line: PastLine, others: readonly BankRule[]): RuleDeed | undefined {
  if (!speaksOf(rule, line)) return undefined;
  if (absolute(line.amountMinor) > rule.maximumMinor) return 'too-large';
  if (line.became === 'customer') return 'customer';
  if (line.ruledTo !== null) return line.ruledTo === rule.glAccountId ? 'same' : 'other-account';
  if (line.takenBack) return 'taken-back';
  return ruleFor(line, [...others, rule]) ? 'posts' : 'disagrees';
}
