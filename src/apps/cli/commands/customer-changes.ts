/** `customers terms` and `customers bank-account`: what of a customer's account changes only within authority. */
import { changeBankAccountAction, changeTermsAction } from '#customers';
import { done } from '#kernel';
import { type Answer, type Command, neededOption, textOption, withCompany } from '../command.ts';
import { governedOptions, runOnAccount } from '../governed.ts';

const termsCommand: Command = {
  name: 'customers terms',
  arguments: 'NUMBER TERM --reason TEXT --user LOGIN [--ask TEXT]',
  summary:
    'Gives a customer other payment terms, by the code of the term, within authority; --ask asks a second person where that is needed.',
  options: { reason: 'text', ...governedOptions },
  files: [2, 2],
  run(invocation) {
    const [number, paymentTerm] = invocation.files as [string, string];
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, (books, company) =>
      runOnAccount(invocation, books, company, { action: changeTermsAction, number }, async (accountId) =>
        done({
          input: { accountId: accountId.toString(), paymentTerm, reason },
          text: `${number} has the terms ${paymentTerm} for documents from now on.`,
          whatFollows: 'The terms are given when a second person approves them.',
        }),
      ),
    );
  },
};

const bankAccountCommand: Command = {
  name: 'customers bank-account',
  arguments: 'NUMBER ACCOUNT --holder NAME --evidence TEXT --user LOGIN [--bank-code CODE] [--ask TEXT]',
  summary:
    'Changes the bank account that money goes back to, with how it was verified outside the message that named it; it always takes a second person, whom --ask asks.',
  options: { holder: 'text', evidence: 'text', 'bank-code': 'text', ...governedOptions },
  files: [2, 2],
  run(invocation) {
    const [number, account] = invocation.files as [string, string];
    const holderName = neededOption(invocation, 'holder', 'whose account it is');
    const evidence = neededOption(invocation, 'evidence', 'how it was verified, such as a call back to a known number');
    const bankCode = textOption(invocation, 'bank-code') ?? null;
    return withCompany<Answer>(invocation, (books, company) =>
      runOnAccount(invocation, books, company, { action: changeBankAccountAction, number }, async (accountId) =>
        done({
          input: { accountId: accountId.toString(), account, bankCode, holderName, evidence },
          text: `Money goes back to ${number} by ${account} from now on.`,
          whatFollows: 'The account is in force when a second person approves it.',
        }),
      ),
    );
  },
};

export const customerChangeCommands: readonly Command[] = [termsCommand, bankAccountCommand];
