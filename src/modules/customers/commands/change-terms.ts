/** Payment terms of a customer account: longer terms are credit, so they take authority. */
import { loadPaymentTerms } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { type ChangeTerms, changeTermsInput } from '../contract.ts';
import { updatePaymentTerm } from '../store.ts';
import { askAboutAccount, companyOfAccount, numbersOfAccounts, takeAccount } from './account-at-hand.ts';

export const changeTermsAction: GovernedAction<ChangeTerms> = {
  name: 'customers.change-terms',
  permission: 'customers.edit',
  sentence: 'give a customer other payment terms',
  amountMeans: null,
  alwaysTwo: false,
  defaultLimits: [
    { role: 'analyst', mode: 'with_approval' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'credit_manager', mode: 'alone' },
    { role: 'controller', mode: 'alone' },
  ],
  input: changeTermsInput,
  companyOf: companyOfAccount,
  namesOf: numbersOfAccounts,
  run: (engine, caller, input) => changeTerms(engine, caller, input),
};

/**
 * Gives a customer account another payment term; documents already posted keep their due days. Refuses
 * `customers.account-unknown`, `company.term-unknown`, `customers.terms-same` and what `decideAuthority` refuses.
 */
export function changeTerms(
  engine: Engine,
  caller: Caller,
  input: ChangeTerms,
): Promise<CommandOutcome<{ paymentTerm: string }>> {
  const description = { operation: changeTermsAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ paymentTerm: string }>> => {
    const hand = await takeAccount(tx, input.accountId);
    if (!hand.ok) return hand;
    const { account } = hand.value;
    const terms = await loadPaymentTerms(tx.db, tx.tenantId);
    const wanted = terms.find((term) => term.code === input.paymentTerm);
    if (!wanted)
      return refuse(
        'company.term-unknown',
        `There is no payment term "${input.paymentTerm}". Nothing was changed.`,
        { terms: terms.map((term) => term.code) },
        { field: 'paymentTerm' },
      );
    if (account.paymentTermId === wanted.id)
      return refuse('customers.terms-same', 'The customer has these terms already. Nothing was changed.', {});
    const before = terms.find((term) => term.id === account.paymentTermId);
    const decided = await askAboutAccount(tx, changeTermsAction, hand.value, {
      // The rule itself, not its code: a term that was changed meanwhile is another one.
      content: { before: account.paymentTermId, after: wanted.id, rule: wanted.rule },
      sentence: `Give customer ${account.number} the terms "${wanted.name}"${before ? ` instead of "${before.name}"` : ''}.`,
    });
    if (!decided.ok) return decided;
    await updatePaymentTerm(tx, account.id, wanted.id);
    tx.count('terms-changed');
    tx.publish({
      type: 'customers.terms-changed',
      payload: {
        accountId: account.id.toString(),
        companyId: account.companyId.toString(),
        changes: { paymentTerm: [before?.code ?? null, wanted.code] },
      },
    });
    return done({ paymentTerm: wanted.code });
  });
}
