/**
 * `company terms`, `company term` and `company payment-account`: what all customers of a company follow, changed within
 * authority as the terms of one customer are.
 */
import { changePaymentAccountAction, loadPaymentTerms, type PaymentTermRule, setPaymentTermAction } from '#company';
import { done, type Outcome } from '#kernel';
import { runQuery } from '#platform';
import { type Answer, type Command, neededOption, textOption, UsageError, withBooks, withCompany } from '../command.ts';
import { governedOptions, runForPerson } from '../governed.ts';
import { table } from '../output.ts';

const sayPart = ({ sharePercent, days, from, months, onDayOfMonth }: PaymentTermRule['instalments'][number]): string =>
  [
    ...(sharePercent === '100' ? [] : [`${sharePercent} %`]),
    `${days} days`,
    ...(from === 'end_of_month' ? ['from the end of the month'] : []),
    ...(months === undefined ? [] : [`and ${months} months`]),
    ...(onDayOfMonth === undefined ? [] : [`on day ${onDayOfMonth}`]),
  ].join(' ');

const termsCommand: Command = {
  name: 'company terms',
  arguments: '',
  summary: 'The payment terms that customers can have: instalments, base days, discount.',
  files: [0, 0],
  run: (invocation) =>
    withBooks(invocation, async ({ engine, tenant }) => {
      const terms = await runQuery(engine, tenant.id, (db) => loadPaymentTerms(db, tenant.id));
      return done({
        json: { terms: terms.map(({ code, name, rule }) => ({ code, name, ...rule })) },
        text:
          terms.length === 0
            ? 'There is no payment term yet.'
            : table(
                ['Term', 'Name', 'Due', 'Discount'],
                terms.map(({ code, name, rule: { instalments, discount } }) => [
                  ...[code, name, instalments.map(sayPart).join(', ')],
                  discount === undefined ? '' : `${discount.percent} % within ${discount.days} days`,
                ]),
              ),
      });
    }),
};

/** `30`, or shares and their days: `50:30,50:60`. */
function instalmentsOf(text: string): { sharePercent: string; days: number }[] {
  return text.split(',').map((part) => {
    const [, share = '100', days] = /^(?:(\d{1,3}(?:\.\d{1,6})?):)?(\d{1,4})$/.exec(part.trim()) ?? [];
    if (days === undefined) throw new UsageError(`--days is written as 30 or 50:30,50:60, not "${part}".`);
    return { sharePercent: share, days: Number(days) };
  });
}

/** `2:10`: a discount of 2 % within 10 days. */
function discountOf(text: string | undefined): { percent: string; days: number } | null {
  if (text === undefined) return null;
  const [, percent, days] = /^(\d{1,3}(?:\.\d{1,6})?):(\d{1,4})$/.exec(text) ?? [];
  if (percent === undefined) throw new UsageError(`--discount is written as 2:10 (percent and days), not "${text}".`);
  return { percent, days: Number(days) };
}

const termCommand: Command = {
  name: 'company term',
  arguments:
    'CODE --name NAME --days DAYS|SHARE:DAYS,… [--end-of-month] [--discount PERCENT:DAYS] --reason TEXT --user LOGIN [--ask TEXT]',
  summary:
    'Sets a payment term of the whole tenant; another rule for one that customers have takes authority, and --ask asks a second person.',
  options: {
    name: 'text',
    days: 'text',
    'end-of-month': 'flag',
    discount: 'text',
    reason: 'text',
    ...governedOptions,
  },
  files: [1, 1],
  run(invocation) {
    const [code] = invocation.files as [string];
    const from = invocation.options['end-of-month'] === true ? 'end_of_month' : 'document';
    const input = {
      ...{ code, name: neededOption(invocation, 'name') },
      instalments: instalmentsOf(neededOption(invocation, 'days')).map((one) => ({ ...one, from })),
      discount: discountOf(textOption(invocation, 'discount')),
      reason: neededOption(invocation, 'reason'),
    };
    return withBooks<Answer>(invocation, (books) =>
      runForPerson(invocation, books, undefined, setPaymentTermAction, {
        input,
        text: `The term ${code} is set for what is posted from now on.`,
        whatFollows: 'The term changes for everybody who has it when a second person approves it.',
      }),
    );
  },
};

const paymentAccountCommand: Command = {
  name: 'company payment-account',
  arguments: 'ACCOUNT [--bank-code CODE] [--bank-name NAME] --reason TEXT --user LOGIN --ask TEXT',
  summary:
    'Has letters name another account to pay to, with how it was verified; it always takes a second person, whom --ask asks.',
  options: { 'bank-code': 'text', 'bank-name': 'text', reason: 'text', ...governedOptions },
  files: [1, 1],
  run(invocation) {
    const [account] = invocation.files as [string];
    const reason = neededOption(invocation, 'reason', 'how it was verified');
    return withCompany<Answer>(
      invocation,
      (books, company): Promise<Outcome<Answer>> =>
        runForPerson(invocation, books, company, changePaymentAccountAction, {
          input: {
            companyId: company.id.toString(),
            ...{ account, reason },
            bankCode: textOption(invocation, 'bank-code') ?? null,
            bankName: textOption(invocation, 'bank-name') ?? null,
          },
          text: `Letters of ${company.name} name ${account} from now on.`,
          whatFollows: 'Letters name the account when a second person approves it.',
        }),
    );
  },
};

export const companyTermCommands: readonly Command[] = [termsCommand, termCommand, paymentAccountCommand];
