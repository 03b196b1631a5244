/**
 * Where money goes back to a customer. "Our bank details have changed" is the oldest fraud there is: a change always takes
 * two persons, and what comes by mail or in a file is only ever a proposal that somebody has to verify and stand for.
 */
import { done, isAccountNumber, type Outcome, refuse } from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  type Engine,
  type GovernedAction,
  type Requested,
  requestApproval,
  runCommand,
  systemActor,
} from '#platform';
import { type ChangeBankAccount, changeBankAccountInput } from '../contract.ts';
import { loadBankAccounts, replaceBankAccount } from '../store.ts';
import { askAboutAccount, companyOfAccount, numbersOfAccounts, takeAccount } from './account-at-hand.ts';

export const changeBankAccountAction: GovernedAction<ChangeBankAccount> = {
  name: 'customers.change-bank-account',
  permission: 'customers.edit',
  sentence: 'change the bank account that money goes back to',
  amountMeans: null,
  alwaysTwo: true,
  defaultLimits: [
    { role: 'analyst', mode: 'with_approval' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'credit_manager', mode: 'with_approval' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'lead', mode: 'approve' },
    { role: 'credit_manager', mode: 'approve' },
    { role: 'controller', mode: 'approve' },
  ],
  input: changeBankAccountInput,
  companyOf: companyOfAccount,
  namesOf: numbersOfAccounts,
  run: (engine, caller, input) => changeBankAccount(engine, caller, input),
};

/** Banks write one account in groups, with dots or dashes: letters and digits decide. */
const accountKey = (text: string): string => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');

/**
 * Puts a bank account in force for a customer account, under the authority of two persons. What is approved names the
 * account that it replaces: when that one changes meanwhile, the approval no longer holds.
 * Refuses `customers.account-unknown`, `customers.iban-malformed`, `customers.bank-account-same` and what
 * `decideAuthority` refuses.
 */
export function changeBankAccount(
  engine: Engine,
  caller: Caller,
  input: ChangeBankAccount,
): Promise<CommandOutcome<{ bankAccountId: string }>> {
  const description = { operation: changeBankAccountAction.name, reason: input.evidence, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ bankAccountId: string }>> => {
    const key = accountKey(input.account);
    if (!isAccountNumber(key))
      return refuse(
        'customers.iban-malformed',
        `The check digits of ${input.account} are wrong; read it once more. Nothing was changed.`,
        {},
        { field: 'account' },
      );
    const hand = await takeAccount(tx, input.accountId);
    if (!hand.ok) return hand;
    const { account } = hand.value;
    const [current] = await loadBankAccounts(tx.db, tx.tenantId, [account.id]);
    if (current && current.accountKey === key && current.bankCode === input.bankCode)
      return refuse('customers.bank-account-same', 'This account is in force already. Nothing was changed.', {});
    const decided = await askAboutAccount(tx, changeBankAccountAction, hand.value, {
      content: { account: key, bankCode: input.bankCode, holderName: input.holderName, replaces: current?.id ?? null },
      sentence: `Pay customer ${account.number} back to ${input.account}${current ? ` instead of ${current.account}` : ''}.`,
    });
    if (!decided.ok) return decided;
    const id = await replaceBankAccount(tx, { ...input, accountKey: key });
    tx.count('bank-accounts');
    tx.publish({
      type: 'customers.bank-account-changed',
      payload: { accountId: account.id.toString(), companyId: account.companyId.toString() },
    });
    return done({ bankAccountId: id.toString() });
  });
}

/**
 * What a mail, a portal or a file says about new bank details, kept as a proposal: nothing is changed, a person has to
 * verify it outside the message and stand for it, and a second one approves. `source` names where it came from.
 */
export function proposeBankAccount(
  engine: Engine,
  tenantId: bigint,
  source: string,
  input: { accountId: bigint; account: string; bankCode: string | null; holderName: string },
): Promise<CommandOutcome<Requested>> {
  return requestApproval(
    engine,
    { tenantId, actor: systemActor, source },
    {
      action: changeBankAccountAction.name,
      input: { ...input, accountId: input.accountId.toString(), evidence: `Claimed by ${source}; not verified.` },
      reason: `New bank details were claimed by ${source}.`,
    },
  );
}
