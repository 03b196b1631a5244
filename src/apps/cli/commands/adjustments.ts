/** `adjustments …`: what customers announce that they will keep back or owe on top (X12 812), accepted or declined. */
import {
  acceptAdjustment,
  acceptAdjustmentAction,
  declineAdjustment,
  listAdjustments,
  nameAdjustmentCustomer,
} from '#cash';
import type { Company } from '#company';
import { done, type Outcome, refuse, textKey } from '#kernel';
import {
  type Answer,
  type Books,
  type Command,
  neededOption,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { askSecond } from '../governed.ts';
import { grouped, table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const states = ['waiting', 'accepted', 'declined'] as const;

async function allOf({ engine, tenant }: Books, company: Company, state?: (typeof states)[number]) {
  const rows = [];
  let before: bigint | undefined;
  do {
    const page = await listAdjustments(engine, tenant.id, { company, state, before, limit: 200 });
    rows.push(...page.rows);
    before = page.next === null ? undefined : BigInt(page.next);
  } while (before !== undefined);
  return rows;
}

const listCommand: Command = {
  name: 'adjustments list',
  arguments: '[--state waiting|accepted|declined]',
  summary: 'Credit and debit adjustments that customers announce (X12 812), and what accepting makes of each.',
  options: { state: 'text' },
  files: [0, 0],
  run(invocation) {
    const said = textOption(invocation, 'state');
    const state = states.find((one) => one === said);
    if (said !== undefined && state === undefined) throw new UsageError(`--state is one of ${states.join(', ')}.`);
    return withCompany<Answer>(invocation, async (books, company) => {
      const rows = await allOf(books, company, state);
      const text = table(
        ['Id', 'Adjustment', 'Customer', 'Date', 'Kind', 'Amount', '', 'About', 'Reasons', 'State', 'Becomes'],
        rows.map((row) => [
          ...[`#${row.id}`, row.number, row.customer ?? `? ${row.payer ?? ''}`, row.date ?? row.receivedOn, row.kind],
          ...[grouped(row.amount), row.currency, row.document?.number ?? row.reference],
          ...[row.reasons.map(toldReason).join(', '), row.state],
          row.state === 'waiting'
            ? (row.proposed?.replaceAll('_', ' ') ?? row.why?.text ?? '')
            : `${row.decided!.document ?? ''} ${row.decided!.reason}`.trim(),
        ]),
        ['left', 'left', 'left', 'left', 'left', 'right'],
      );
      return done({ json: { rows }, text: rows.length === 0 ? 'There are no such adjustments.' : text });
    });
  },
};

const toldReason = ({ code, amount }: { readonly code: string; readonly amount: string | null }): string =>
  amount === null ? code : `${code} ${grouped(amount)}`;

/** The adjustment of an id ("#7") or of a number as its customer wrote it: the one that waits, where several have it. */
async function numbered(books: Books, company: Company, number: string): Promise<Outcome<bigint>> {
  if (/^#\d{1,18}$/.test(number)) {
    const id = number.slice(1);
    if ((await allOf(books, company)).some((row) => String(row.id) === id)) return done(BigInt(id));
  }
  const found = (await allOf(books, company)).filter((row) => textKey(row.number) === textKey(number));
  const open = found.filter((row) => row.state === 'waiting');
  const [one, ...others] = open.length > 0 ? open : found;
  if (one && others.length === 0) return done(BigInt(one.id));
  return refuse(
    'cash.adjustment-not-found',
    one
      ? `Several adjustments have the number "${number}": name one by its id (${(open.length > 0 ? open : found).map((row) => `#${row.id}`).join(', ')}). Nothing was changed.`
      : `No adjustment has the number "${number}". Nothing was changed.`,
  );
}

const acceptCommand: Command = {
  name: 'adjustments accept',
  arguments: 'NUMBER|#ID --reason TEXT --user LOGIN [--reason-code CODE] [--ask TEXT]',
  summary:
    'Makes of an adjustment what the list says: a deduction, or within authority a memo, with the reason code that the announced reason means unless one is named; --ask asks a second person where that is needed.',
  options: { reason: 'text', 'reason-code': 'text', ask: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    const reasonCode = textOption(invocation, 'reason-code');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine } = books;
      const caller = await callerOfPerson(invocation, books, { action: acceptAdjustmentAction.permission, company });
      if (!caller.ok) return caller;
      const id = await numbered(books, company, invocation.files[0]!);
      if (!id.ok) return id;
      const input = { adjustmentId: id.value.toString(), reason, ...(reasonCode !== undefined && { reasonCode }) };
      const made = await acceptAdjustment(engine, caller.value, input);
      const ask = textOption(invocation, 'ask');
      if (!made.ok && made.refusal.code === 'authority.approval-needed' && ask !== undefined) {
        return askSecond(books, caller.value, {
          ...{ action: acceptAdjustmentAction.name, input, reason: ask },
          whatFollows: 'The memo is posted when a second person approves it.',
        });
      }
      if (!made.ok) return made;
      const { as, number, amount, currency } = made.value;
      return done({
        json: { state: 'done', ...made.value },
        text: `${as.replaceAll('_', ' ')} ${number}: ${currency} ${grouped(amount)}.`,
      });
    });
  },
};

const declineCommand: Command = {
  name: 'adjustments decline',
  arguments: 'NUMBER|#ID --reason TEXT --user LOGIN',
  summary: 'Declines an adjustment that waits; it may be accepted later all the same.',
  options: { reason: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOfPerson(invocation, books, { action: acceptAdjustmentAction.permission, company });
      if (!caller.ok) return caller;
      const id = await numbered(books, company, invocation.files[0]!);
      if (!id.ok) return id;
      const declined = await declineAdjustment(books.engine, caller.value, {
        ...{ companyIds: [company.id], adjustmentId: id.value, reason },
      });
      return declined.ok ? done({ json: { done: true }, text: `${invocation.files[0]} is declined.` }) : declined;
    });
  },
};

const nameCommand: Command = {
  name: 'adjustments name',
  arguments: 'NUMBER|#ID --customer NUMBER --reason TEXT --user LOGIN',
  summary: 'Says which customer announces an adjustment, where its file names one whom nobody knows.',
  options: { customer: 'text', reason: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    const customer = neededOption(invocation, 'customer');
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOfPerson(invocation, books, { action: acceptAdjustmentAction.permission, company });
      if (!caller.ok) return caller;
      const id = await numbered(books, company, invocation.files[0]!);
      if (!id.ok) return id;
      const named = await nameAdjustmentCustomer(books.engine, caller.value, {
        ...{ companyIds: [company.id], adjustmentId: id.value, customer, reason },
      });
      return named.ok
        ? done({ json: { done: true }, text: `${invocation.files[0]} is announced by ${customer}.` })
        : named;
    });
  },
};

export const adjustmentCommands: readonly Command[] = [listCommand, acceptCommand, declineCommand, nameCommand];
