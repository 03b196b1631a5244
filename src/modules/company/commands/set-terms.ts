/** Payment terms: what counts for what is posted from now on. */
import { done, type Outcome, refuse } from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  decideAuthority,
  type Engine,
  type GovernedAction,
  runCommand,
  type Sql,
  type TermUse,
  type Transaction,
} from '#platform';
import { type PaymentTermInput, paymentTermBody, ruleOfBody } from '../contract.ts';
import type { PaymentTerm, PaymentTermRule } from '../model.ts';
import { isSameRule, sayRule, sharesAreWhole } from '../rules/due-dates.ts';
import { lockPaymentTerm, upsertPaymentTerm } from '../store.ts';

/** Other terms for all customers who have one: credit for all of them at once, so that it takes authority. */
export const setPaymentTermAction: GovernedAction<PaymentTermInput> = {
  name: 'company.set-payment-term',
  permission: 'company.edit',
  sentence: 'change a payment term that customers have',
  amountMeans: null,
  alwaysTwo: false,
  defaultLimits: [
    { role: 'administrator', mode: 'with_approval' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: paymentTermBody,
  companyOf: async () => null,
  run: (engine, caller, { code, name, reason, ...body }) =>
    setPaymentTerm(engine, caller, { code, name, reason, rule: ruleOfBody(body) }),
};

/** Who and what follows a payment term, in all companies. */
export async function countTermUses(
  db: Sql,
  tenantId: bigint,
  termId: bigint,
  uses: readonly TermUse[],
): Promise<Record<TermUse['of'], number>> {
  const counts = { customers: 0, open_items: 0 };
  for (const use of uses) counts[use.of] = await use.count(db, tenantId, termId);
  return counts;
}

/**
 * Creates or changes a payment term; items already posted keep their due days. Another rule for a term that customers have
 * takes authority; a new term, one that nobody has and another name do not. Refuses shares that are not 100 %
 * (`company.term-shares`) and what `decideAuthority` refuses.
 */
export function setPaymentTerm(
  engine: Engine,
  caller: Caller,
  { reason, ...input }: { code: string; name: string; rule: PaymentTermRule; reason?: string },
): Promise<CommandOutcome<{ id: bigint }>> {
  const told = `Payment term ${input.code} was set${reason === undefined ? '.' : `: ${reason}`}`;
  const description = { operation: setPaymentTermAction.name, reason: told, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ id: bigint }>> => {
    if (input.rule.instalments.length === 0 || !sharesAreWhole(input.rule)) {
      return refuse(
        'company.term-shares',
        'The shares of the instalments must sum to 100 percent.',
        {},
        { field: 'rule' },
      );
    }
    const before = await lockPaymentTerm(tx, input.code);
    if (before && !isSameRule(before.rule, input.rule)) {
      const decided = await decideForEverybody(tx, engine, before, input);
      if (!decided.ok) return decided;
    }
    return done({ id: await upsertPaymentTerm(tx, input) });
  });
}

/** Asks for authority where customers have the term. */
async function decideForEverybody(
  tx: Transaction,
  engine: Engine,
  before: PaymentTerm,
  after: { readonly name: string; readonly rule: PaymentTermRule },
): Promise<Outcome<unknown>> {
  const uses = await countTermUses(tx.db, tx.tenantId, before.id, engine.registrations.termUses);
  if (uses.customers === 0) return done(null);
  return decideAuthority(tx, setPaymentTermAction, {
    companyId: null,
    customerId: null,
    subject: `payment term ${before.code}`,
    money: null,
    // All companies' day: the date in UTC.
    day: tx.now.toISOString().slice(0, 10),
    // How many have it is told, not bound: one customer more does not make it another change.
    content: { before: { name: before.name, rule: before.rule }, after: { name: after.name, rule: after.rule } },
    sentence: `Change the payment term ${before.code} of ${uses.customers} customer accounts from "${sayRule(before.rule)}" to "${sayRule(after.rule)}"; their ${uses.open_items} open items keep their days.`,
  });
}
