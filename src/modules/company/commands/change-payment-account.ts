/**
 * The account that letters tell customers to pay to. Whoever changes it alone has all customers pay somebody else, so it
 * always takes two persons, and what is approved names the account that it replaces.
 */
import { dayInZone, done, isAccountNumber, isIban, type Outcome, refuse, textKey } from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  decideAuthority,
  type Engine,
  type GovernedAction,
  runCommand,
} from '#platform';
import { type ChangePaymentAccount, changePaymentAccountInput } from '../contract.ts';
import type { Letterhead } from '../model.ts';
import { loadCompanies, lockCompany, updateCompany } from '../store.ts';

export const changePaymentAccountAction: GovernedAction<ChangePaymentAccount> = {
  name: 'company.change-payment-account',
  permission: 'company.edit',
  sentence: 'change the account that letters tell customers to pay to',
  amountMeans: null,
  alwaysTwo: true,
  defaultLimits: [
    { role: 'controller', mode: 'with_approval' },
    { role: 'administrator', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: changePaymentAccountInput,
  companyOf: async (db, tenantId, input) =>
    (await loadCompanies(db, tenantId)).find((one) => one.id === input.companyId)?.id,
  run: (engine, caller, input) => changePaymentAccount(engine, caller, input),
};

/** The account of a letterhead as it is read; undefined where it names none. */
const accountOf = ({ iban, accountNumber }: Letterhead): string | undefined => iban ?? accountNumber;

/**
 * Has letters name another account from then on, under the authority of two persons; those that left stay. A bank's code is
 * the BIC beside an IBAN and the routing number beside any other account. Refuses `company.account-malformed`,
 * `company.payment-account-same` and what `decideAuthority` refuses.
 */
export function changePaymentAccount(
  engine: Engine,
  caller: Caller,
  input: ChangePaymentAccount,
): Promise<CommandOutcome<{ version: number }>> {
  const description = { operation: changePaymentAccountAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ version: number }>> => {
    const key = textKey(input.account);
    if (!isAccountNumber(key))
      return refuse(
        'company.account-malformed',
        `The check digits of ${input.account} are wrong; read it once more. Nothing was changed.`,
        {},
        { field: 'account' },
      );
    await lockCompany(tx, input.companyId);
    const company = (await loadCompanies(tx.db, tx.tenantId)).find((one) => one.id === input.companyId)!;
    const {
      iban: _iban,
      bic: _bic,
      accountNumber: _number,
      routingNumber: _routing,
      bankName: _bank,
      ...head
    } = company.letterhead;
    const letterhead: Letterhead = {
      ...head,
      ...(input.bankName !== null && { bankName: input.bankName }),
      ...(isIban(key)
        ? { iban: key, ...(input.bankCode !== null && { bic: input.bankCode }) }
        : { accountNumber: input.account.trim(), ...(input.bankCode !== null && { routingNumber: input.bankCode }) }),
    };
    const current = accountOf(company.letterhead);
    const parts = ({ bankName, bic, routingNumber }: Letterhead): string =>
      JSON.stringify([bankName ?? null, bic ?? routingNumber ?? null]);
    if (current !== undefined && textKey(current) === key && parts(company.letterhead) === parts(letterhead))
      return refuse('company.payment-account-same', 'Letters name this account already. Nothing was changed.', {});
    const decided = await decideAuthority(tx, changePaymentAccountAction, {
      companyId: company.id,
      customerId: null,
      subject: `company ${company.id}`,
      money: null,
      day: dayInZone(tx.now, company.timeZone),
      content: { account: key, bankCode: input.bankCode, bankName: input.bankName, replaces: current ?? null },
      sentence: `Letters of ${company.code} tell customers to pay to ${input.account}${current === undefined ? '' : ` instead of ${current}`}.`,
    });
    if (!decided.ok) return decided;
    await updateCompany(tx, company.id, { name: company.name, language: company.language, letterhead });
    tx.publish({ type: 'company.changed', payload: { companyId: company.id.toString() } });
    return done({ version: company.version + 1 });
  });
}
