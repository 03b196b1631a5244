/** `cash solve` and `cash apply`. */
import { applyCash, mostAllocations, solveDocument } from '#cash';
import { dayInZone, done, formatAmount, refuse } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { type Command, companiesOf, dayOption, withBooks } from '../command.ts';
import { table } from '../output.ts';
import { personOptions } from '../person.ts';
import { applyByHand, lineForm } from './apply-by-hand.ts';
import { readInput } from './bank.ts';

export const cashSolveCommand: Command = {
  name: 'cash solve',
  arguments: 'FILE',
  summary: 'Runs the matching engine on a problem of your own; touches no database.',
  files: [1, 1],
  async run(invocation) {
    const bytes = readInput(invocation.files[0]!);
    if (!bytes.ok) return bytes;
    let document: unknown;
    try {
      document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
    } catch (fault) {
      return refuse(
        'cash.solve-malformed',
        `${invocation.files[0]} is no JSON: ${(fault as Error).message}`,
        {},
        { file: invocation.files[0]! },
      );
    }
    const solved = solveDocument(document);
    if (!solved.ok) return solved;
    const { receipts, summary } = solved.value;
    const rows = receipts.map((one) => [
      one.id,
      one.decision,
      one.customerId ?? '',
      one.confidence.toFixed(3),
      one.explanation,
    ]);
    return done({
      json: solved.value,
      text: `${table(['Receipt', 'Decision', 'Customer', 'Confidence', 'Explanation'], rows, ['left', 'left', 'left', 'right'])}\n\n${Object.entries(
        summary,
      )
        .map(([name, count]) => `${name} ${count}`)
        .join(' · ')}`,
    });
  },
};

export const cashApplyCommand: Command = {
  name: 'cash apply',
  arguments: `[RECEIPT LINE… [--customer NUMBER] --user LOGIN]`,
  summary: `Posts waiting bank money and applies what is proved. With a receipt (its number or id): applies it as a person says, each LINE ${lineForm}.`,
  options: { customer: 'text', ...personOptions },
  files: [0, mostAllocations + 1],
  run(invocation) {
    if (invocation.files.length > 0) return applyByHand(invocation);
    return withBooks(invocation, async (books) => {
      const companies = await companiesOf(invocation, books);
      if (!companies.ok) return companies;
      const results = [];
      for (const company of companies.value) {
        const asOf = dayOption(invocation, 'as-of') ?? dayInZone(invocation.clock.now(), company.timeZone);
        const outcome = await applyCash(books.engine, books.caller, {
          company,
          asOf,
          freshSince: previousBusinessDay(asOf, company.country),
          onProgress: (count, total) => invocation.progress.update(`cash ${company.code}`, count, total),
        });
        if (!outcome.ok) return outcome;
        const { appliedAmounts, ...counts } = outcome.value;
        results.push({
          company: company.code,
          asOf,
          ...counts,
          appliedAmounts: appliedAmounts.map((one) => ({
            currency: one.currency,
            amount: formatAmount(one.amountMinor, one.currency),
          })),
        });
      }
      return done({
        json: { companies: results },
        text: [
          table(
            [
              'Company',
              'Lines',
              'Applied',
              'Proposed',
              'On account',
              'Unidentified',
              'Returned',
              'Other out',
              'Applied money',
            ],
            results.map((one) => [
              one.company,
              ...[
                one.lines,
                one.applied,
                one.proposed,
                one.onAccount,
                one.unidentified,
                one.returned,
                one.otherMoneyOut,
              ].map(String),
              one.appliedAmounts.map((money) => `${money.currency} ${money.amount}`).join(', '),
            ]),
            ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
          ),
          ...results.flatMap((one) => one.leftAside.map((sentence) => `! ${sentence}`)),
        ].join('\n'),
      });
    });
  },
};
