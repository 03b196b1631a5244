/** `cash proposals`, `cash accept`: what the engine proposes for money, with its reasons and the runner-up, and a person's yes. */
import { acceptProposals, applyReceipt, loadAcceptance, loadReceipt, type ReceiptDetail } from '#cash';
import type { Company } from '#company';
import { type Day, done, type Outcome, parseAmount, refuse } from '#kernel';
import {
  type Answer,
  type Books,
  type Command,
  countOption,
  neededOption,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { grouped, table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';
import { findReceipt } from '../receipt.ts';

const all = { all: true, except: [] } as const;

const leftOutText: Readonly<Record<string, string>> = {
  nothing: 'what it proposes is not open any more',
  money: 'it takes more than is left of the money',
  'looked-at': 'it is accepted by itself',
  taken: 'an earlier one takes its item',
  open: 'less is open than it proposes',
};

const suggestedOf = (detail: ReceiptDetail) =>
  detail.items.flatMap((item) => (item.suggested === null ? [] : [{ ...item, suggested: item.suggested }]));

/** One proposal as it is told, whole. */
const told = (detail: ReceiptDetail) => ({
  receipt: detail.id.toString(),
  version: detail.version,
  valueDate: detail.valueDate,
  currency: detail.currency,
  amount: detail.amount,
  left: detail.left,
  payer: detail.payer,
  text: detail.text,
  confidence: detail.confidence,
  explanation: detail.explanation,
  pays: suggestedOf(detail).map(({ number, customer, dueDate, currency, open, blocks, suggested }) => ({
    ...{ number, customer, dueDate, currency, open, blocks: [...blocks] },
    ...{ amount: suggested.amount, itemAmount: suggested.itemAmount, adjustments: [...suggested.adjustments] },
  })),
  alternatives: detail.alternatives,
  runnerUp: detail.runnerUp,
  declined: [...detail.declined],
});

function textOf(one: ReturnType<typeof told>): string {
  const parts = one.pays.map(
    ({ number, customer, amount, itemAmount, currency, adjustments }) =>
      `  ${number} of ${customer}: ${one.currency} ${grouped(amount)}${itemAmount === null ? '' : ` for ${currency} ${grouped(itemAmount)}`}${adjustments.map((x) => `, ${x.kind.replaceAll('_', ' ')} ${grouped(x.amount)} (${x.reason})`).join('')}`,
  );
  const rivals =
    one.runnerUp === null
      ? one.alternatives === null
        ? ['  Runner-up: the search ended before all were looked at.']
        : []
      : [`  Runner-up: ${one.runnerUp.explanation}.`];
  return [
    `${one.receipt}  ${one.valueDate}  ${one.currency} ${grouped(one.left)}  ${one.payer ?? ''}  ${Math.round(one.confidence * 100)} %`,
    `  ${one.explanation}`,
    ...parts,
    ...rivals,
    ...one.declined.map((no) => `  Declined before by ${no.person}: ${no.reason}`),
  ].join('\n');
}

const detailOf = (books: Books, company: Company, day: Day, receiptId: bigint) =>
  loadReceipt(books.engine, books.tenant.id, { companyId: company.id, receiptId, day });

const proposals: Command = {
  name: 'cash proposals',
  arguments: '[RECEIPT] [--limit N]',
  summary:
    'What is proposed for money, the oldest first: what it would pay, why, and the runner-up; with the digest that `cash accept --all` takes.',
  options: { limit: 'text' },
  files: [0, 1],
  run(invocation) {
    const limit = countOption(invocation, 'limit', 50);
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const [named] = invocation.files;
      const found = named === undefined ? undefined : await findReceipt(books, company, named);
      if (found && !found.ok) return found;
      const plan = await loadAcceptance(books.engine, books.tenant.id, {
        companyIds: [company.id],
        choice: found ? { all: false, receiptIds: [found.value.id] } : all,
      });
      if (found && plan.proposals.length === 0) return nothingProposed(named!);
      const rows: (ReturnType<typeof told> & { leftOut: string | null })[] = [];
      for (const { receiptId, leftOut } of plan.proposals.slice(0, limit)) {
        const detail = await detailOf(books, company, asOf, receiptId);
        if (detail) rows.push({ ...told(detail), leftOut: leftOut?.code ?? null });
      }
      const total = plan.proposals.length;
      return done({
        json: { company: company.code, asOf, total, digest: plan.digest, rows },
        text:
          total === 0
            ? 'Nothing is proposed.'
            : [
                ...rows.map(textOf),
                ...(total > rows.length ? [`… and ${total - rows.length} more (--limit).`] : []),
                ...(found ? [] : [`Digest of all ${total}: ${plan.digest}`]),
              ].join('\n'),
      });
    });
  },
};

const nothingProposed = (name: string) =>
  refuse('cash.nothing-proposed', `Nothing is proposed for receipt ${name}. Nothing was changed.`, {});

/** Accepts what is proposed for one receipt, also what is agreed one by one (a rate of exchange). */
async function acceptOne(
  books: Books,
  caller: Books['caller'],
  of: { company: Company; day: Day; name: string },
): Promise<Outcome<Answer>> {
  const { company, day, name } = of;
  const found = await findReceipt(books, company, name);
  if (!found.ok) return found;
  const detail = await detailOf(books, company, day, found.value.id);
  const parts = detail ? suggestedOf(detail) : [];
  if (!detail || parts.length === 0) return nothingProposed(name);
  const { currency, version } = detail;
  const outcome = await applyReceipt(books.engine, caller, {
    ...{ company, receiptId: detail.id, version, versionNow: version },
    allocations: parts.map(({ id, suggested }) => ({
      itemId: id,
      receiptAmountMinor: parseAmount(suggested.amount, currency),
      ...(suggested.itemAmount !== null && { itemAmount: suggested.itemAmount }),
      adjustments: suggested.adjustments.map((x) => ({ ...x, amountMinor: parseAmount(x.amount, currency) })),
    })),
  });
  if (!outcome.ok) return outcome;
  const now = await detailOf(books, company, day, detail.id);
  const appliedTo = now?.appliedTo.map(({ number, amount }) => ({ number, amount })) ?? [];
  return done({
    json: { receipt: detail.id.toString(), state: now?.state ?? null, appliedTo, left: now?.left ?? null },
    text: `Accepted: ${appliedTo.map((one) => `${one.number} ${grouped(one.amount)}`).join(', ')}.`,
  });
}

const accept: Command = {
  name: 'cash accept',
  arguments: '(RECEIPT | --all --digest DIGEST) --user LOGIN',
  summary:
    'Accepts what is proposed for a receipt (its number or id), or all that `cash proposals` lists, if they still are what was shown; `cash decline` says no.',
  options: { all: 'flag', digest: 'text', ...personOptions },
  files: [0, 1],
  run(invocation) {
    const [name] = invocation.files;
    const everything = invocation.options['all'] === true;
    if (everything === (name !== undefined)) throw new UsageError('Name a receipt, or --all with the digest.');
    if (!everything && textOption(invocation, 'digest') !== undefined)
      throw new UsageError('--digest goes with --all.');
    const digest = everything ? neededOption(invocation, 'digest', 'what `cash proposals` printed') : '';
    return withCompany<Answer>(invocation, async (books, company, asOf) => {
      const caller = await callerOfPerson(invocation, books, { action: 'cash.apply', company });
      if (!caller.ok) return caller;
      if (name !== undefined) return acceptOne(books, caller.value, { company, day: asOf, name });
      const { proposals: planned } = await loadAcceptance(books.engine, books.tenant.id, {
        ...{ companyIds: [company.id], choice: all },
      });
      const outcome = await acceptProposals(books.engine, caller.value, { companies: [company], choice: all, digest });
      if (!outcome.ok) return outcome;
      const { doneIds, refused, stopped } = outcome.value;
      const leftOut = planned.flatMap(({ receiptId, leftOut: why }) =>
        why === null ? [] : [{ receipt: receiptId.toString(), code: why.code }],
      );
      const aside = [
        ...leftOut.map((one) => [one.receipt, leftOutText[one.code]!]),
        ...refused.map((one) => [one.id, one.message]),
      ];
      return done({
        json: { accepted: [...doneIds], leftOut, refused: [...refused], stopped },
        text: [
          `${doneIds.length} accepted.`,
          ...(aside.length === 0 ? [] : [table(['Not accepted', 'Why'], aside)]),
        ].join('\n'),
      });
    });
  },
};

export const proposalCommands: readonly Command[] = [proposals, accept];
