/** Declares a bank account of a company: what its files are known by, and where its money stands in the ledger. */
import type { Company } from '#company';
import { done, isAccountNumber, isIban, type Outcome, refuse, textKey } from '#kernel';
import { loadChart, openBankGlAccountIn } from '#ledger';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import type { BankAccount } from '../model.ts';
import { isSameAccount } from '../rules/same-account.ts';
import { findBankAccount, insertBankAccount, loadBankAccounts } from '../store/bank.ts';

interface NewBankAccount {
  readonly company: Company;
  /** As the bank writes it; an IBAN is kept without its spaces. */
  readonly number: string;
  readonly currency: string;
  readonly name: string;
  /** The account in the ledger that it is posted to, by its id or its code; absent: the chart's first bank account. */
  readonly glAccountId?: bigint | undefined;
  readonly glAccountCode?: string | undefined;
  /** A further account that is opened for it in the chart, so that it reconciles apart from the others. */
  readonly newGlAccount?: { readonly code: string; readonly name: string } | undefined;
}

/**
 * Declares a bank account of a company with the G/L account it is posted to; several may share one. Refuses
 * `cash.bank-account-number` where it can be none, `cash.bank-account-gl` for an account that is no bank in the chart,
 * `cash.bank-account-exists`, and what `openBankGlAccountIn` refuses.
 */
export function createBankAccount(
  engine: Engine,
  caller: Caller,
  input: NewBankAccount,
): Promise<Outcome<{ id: bigint }>> {
  const { company, currency } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.create-bank-account',
      reason: `Bank account ${input.number} was set up.`,
      input: { ...input, company: company.code },
    },
    async (tx) => {
      if (!isAccountNumber(input.number))
        return refuse(
          'cash.bank-account-number',
          `"${input.number}" is no account number: it is too short, or its check digits are wrong. Nothing was changed.`,
          {},
          { field: 'number' },
        );
      // Under another of its numbers it would have its money twice.
      const known = (await loadBankAccounts(tx.db, tx.tenantId)).find(
        (one) => one.currency === currency && isSameAccount(one.number, input.number),
      );
      if (known) return alreadyThere(input, known);
      const glAccountId = input.newGlAccount
        ? await openBankGlAccountIn(tx, { companyId: company.id, ...input.newGlAccount })
        : await bankInChart(tx, input);
      if (!glAccountId.ok) return glAccountId;
      const name = input.name.trim();
      const numberKey = textKey(input.number);
      const id = await insertBankAccount(tx, {
        companyId: company.id,
        number: isIban(numberKey) ? numberKey : input.number.trim(),
        numberKey,
        currency,
        name,
        glAccountId: glAccountId.value,
      });
      if (id === undefined) return alreadyThere(input, await findBankAccount(tx, numberKey, currency));
      tx.publish({
        type: 'cash.bank-account-changed',
        payload: { bankAccountId: id.toString(), companyId: company.id.toString() },
      });
      return done({ id });
    },
  );
}

/** The G/L account that is meant, where the chart says that it is a bank. */
async function bankInChart(tx: Transaction, input: NewBankAccount): Promise<Outcome<bigint>> {
  const { company, glAccountId, glAccountCode } = input;
  const chart = await loadChart(tx.db, tx.tenantId, company.id);
  const named = chart.find((one) =>
    glAccountId !== undefined
      ? one.id === glAccountId
      : glAccountCode !== undefined
        ? one.code === glAccountCode
        : one.purpose === 'bank',
  );
  if (named?.purpose === 'bank') return done(named.id);
  const banks = chart.filter((one) => one.purpose === 'bank').map((one) => one.code);
  const those = banks.length === 0 ? 'its chart has none' : `those are ${banks.join(', ')}`;
  return refuse(
    'cash.bank-account-gl',
    `${named ? `${named.code} ${named.name}` : (glAccountCode ?? 'That')} is no bank account in the ledger of ${company.code}; ${those}. Nothing was changed.`,
    { banks },
    { field: 'account' },
  );
}

function alreadyThere(
  input: NewBankAccount,
  known: Pick<BankAccount, 'companyId' | 'closedOn'> | undefined,
): Outcome<never> {
  const closed = known?.companyId === input.company.id && known.closedOn !== null ? known.closedOn : null;
  return refuse(
    'cash.bank-account-exists',
    closed === null
      ? `Bank account ${input.number} in ${input.currency} exists already. Nothing was changed.`
      : `Bank account ${input.number} in ${input.currency} exists and is closed since ${closed}; open it again instead. Nothing was changed.`,
    {},
    { field: 'number' },
  );
}
