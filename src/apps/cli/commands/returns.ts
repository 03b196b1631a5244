/** `cash return`, `cash take-return-back`, `cash returned-lines`, `cash link-return`, `cash return-fee`: payments that the bank took back, and what they cost. */
import {
  linkReturn,
  linkReturnAction,
  listProposedReturns,
  listReturnedLines,
  listReturnFees,
  loadAdvisedReturn,
  loadReturnedLine,
  type ProposedReturn,
  type ReturnedLine,
  type ReturnedLineDetail,
  type ReturnResult,
  returnReceipt,
  setReturnFee,
  takeAdvisedReturn,
  takeReturnBack,
} from '#cash';
import { catchRefusal, done, formatAmount, parseAmount, refuse } from '#kernel';
import type { Engine } from '#platform';
import { type Answer, type Command, neededOption, textOption, UsageError, withCompany } from '../command.ts';
import { askSecond } from '../governed.ts';
import { grouped, table } from '../output.ts';
import { callerOf, personOptions } from '../person.ts';
import { findReceipt, type NamedReceipt } from '../receipt.ts';

/** The person of `--user`; without it whoever runs the command line. */

export const returnCommand: Command = {
  name: 'cash return',
  arguments: 'RECEIPT --reason TEXT [--without-fee] [--user LOGIN]',
  summary: 'Takes back a receipt (its number or id) that the bank returned: items open again, fee charged.',
  options: { reason: 'text', 'without-fee': 'flag', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company, asOf) => {
      const { engine } = books;
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const found = await findReceipt(books, company, invocation.files[0]!);
      if (!found.ok) return found;
      const receipt = found.value;
      const outcome = await returnReceipt(engine, caller.value, {
        company,
        receiptId: receipt.id,
        returnedOn: asOf,
        reason,
        withoutFee: invocation.options['without-fee'] === true,
      });
      if (!outcome.ok) return outcome;
      const { returnId, feeItemId, existing } = outcome.value;
      const amount = formatAmount(receipt.amountMinor, receipt.currency);
      return done({
        json: { returnId: returnId.toString(), feeItemId: feeItemId?.toString() ?? null, existing },
        text: existing
          ? 'This payment had come back before; nothing was changed.'
          : `${receipt.currency} ${amount} went back: what it paid is open again${feeItemId === null ? '' : ', and the fee is charged'}.`,
      });
    });
  },
};

export const takeReturnBackCommand: Command = {
  name: 'cash take-return-back',
  arguments: 'RECEIPT --reason TEXT [--user LOGIN]',
  summary: 'Takes the return of a receipt (its number or id) back: fee and charge reversed, the money applied anew.',
  options: { reason: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company) => {
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const found = await findReceipt(books, company, invocation.files[0]!);
      if (!found.ok) return found;
      const receipt = found.value;
      const outcome = await takeReturnBack(books.engine, caller.value, { company, receiptId: receipt.id, reason });
      if (!outcome.ok) return outcome;
      const amount = formatAmount(receipt.amountMinor, receipt.currency);
      const { returns } = outcome.value;
      return done({
        json: outcome.value,
        text:
          returns === 1
            ? `${receipt.currency} ${amount} is here again; the fee and what the bank took beside it are reversed.`
            : `The ${returns} payments that the bank took back with one line are here again; fees and charges are reversed.`,
      });
    });
  },
};

/** How a return is named here: the id of the bank's line, or of the advice that alone tells of it. */
const nameOf = ({ receiptId, adviceId }: ReturnedLine): string => (receiptId ?? `advice:${adviceId}`).toString();
const readName = (name: string): { receiptId: bigint } | { adviceId: bigint } | undefined => {
  const found = /^(advice:)?([1-9]\d{0,17})$/.exec(name);
  if (!found) return undefined;
  const id = BigInt(found[2]!);
  return found[1] === undefined ? { receiptId: id } : { adviceId: id };
};

export const returnedLinesCommand: Command = {
  name: 'cash returned-lines',
  arguments: '[--all]',
  summary:
    'What the bank took back, and what advices tell to have come back, linked to no receipt yet. --all: all money out.',
  options: { all: 'flag' },
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const all = invocation.options['all'] === true;
      const { rows, more } = await listReturnedLines(engine, tenant.id, { companyId: company.id, all });
      const proposed = await proposedOf(engine, tenant.id, { companyId: company.id, all });
      const splitOf = ({ receiptId }: ReturnedLine) => (receiptId === null ? undefined : proposed.get(receiptId));
      const lines = rows.map((row) =>
        [
          `${nameOf(row)}  ${row.valueDate}  ${row.currency} ${row.amount}  ${row.payer ?? ''}  ${row.text.slice(0, 60)}`,
          ...(row.heldBecause === null ? [] : [`  ! ${row.heldBecause.message}`]),
          ...splitText(splitOf(row)),
        ].join('\n'),
      );
      return done({
        json: {
          rows: rows.map((row) => ({
            ...{ ...row, line: nameOf(row), ...idsOf(row) },
            proposal: proposalJson(splitOf(row)?.proposal ?? null),
            severalFit: splitOf(row)?.severalFit ?? false,
          })),
          more,
        },
        text:
          lines.length === 0
            ? 'Nothing that the bank took back waits.'
            : [...lines, ...(more ? [`There are more than these ${rows.length}.`] : [])].join('\n'),
      });
    });
  },
};

/** What is proposed, by the bank's line. */
async function proposedOf(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; all: boolean },
): Promise<Map<bigint, ProposedReturn>> {
  const proposed = new Map<bigint, ProposedReturn>();
  let after: bigint | null | undefined;
  while (after !== null) {
    const found = await listProposedReturns(engine, tenantId, {
      companyIds: [of.companyId],
      all: of.all,
      after,
      limit: 200,
    });
    for (const one of found.rows) proposed.set(one.receiptId, one);
    after = found.next;
  }
  return proposed;
}

const proposalJson = (proposal: ReturnedLineDetail['proposal']) =>
  proposal && { ...proposal, receiptIds: proposal.receiptIds.map(String) };

/** What is proposed for a line, as lines of text. */
function splitText(line: Pick<ReturnedLineDetail, 'proposal' | 'severalFit'> | undefined): string[] {
  const { proposal = null, severalFit = false } = line ?? {};
  return [
    ...(proposal === null
      ? []
      : [
          `  Proposed together: ${proposal.receiptIds.join(', ')}, ${proposal.basis === 'named' ? 'which the bank names' : `of the last ${proposal.days} days, which hardly come to it by chance`}.`,
        ]),
    ...(severalFit ? ['  Several sets of receipts come to it.'] : []),
  ];
}

/** Ids as JSON holds them. */
const idsOf = ({ receiptId, adviceId }: ReturnedLine) => ({
  receiptId: receiptId?.toString() ?? null,
  adviceId: adviceId?.toString() ?? null,
});

export const returnedLineCommand: Command = {
  name: 'cash returned-line',
  arguments: 'LINE',
  summary: 'One of what `cash returned-lines` lists, with the receipts that it may take back, the likeliest first.',
  options: {},
  files: [1, 1],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const named = invocation.files[0]!;
      const key = readName(named);
      const line =
        key === undefined
          ? undefined
          : 'receiptId' in key
            ? await loadReturnedLine(engine, tenant.id, { companyId: company.id, ...key })
            : await loadAdvisedReturn(engine, tenant.id, { company, ...key });
      if (!line) return refuse('cash.line-not-returned', `"${named}" is no line of money out that waits to be linked.`);
      const candidates = line.candidates.map((one) => ({ ...one, receiptId: one.receiptId.toString() }));
      return done({
        json: { ...line, line: nameOf(line), ...idsOf(line), candidates, proposal: proposalJson(line.proposal) },
        text: [
          `${line.currency} ${line.amount} of ${line.valueDate}: ${line.text}`,
          ...splitText(line),
          ...candidates.map(
            (one) =>
              `  ${one.receiptId}  ${one.valueDate}  ${line.currency} ${one.amount}  ${one.name ?? one.payer ?? ''}  ${one.because ?? ''}`,
          ),
        ].join('\n'),
      });
    });
  },
};

export const linkReturnCommand: Command = {
  name: 'cash link-return',
  arguments: 'LINE RECEIPT… --reason TEXT [--without-fee] [--user LOGIN [--ask TEXT]]',
  summary:
    'Links what `cash returned-lines` lists to the receipt that came back, or to several that the bank booked in one amount; what the line is more is the bank’s charge, above what the rules know within authority; --ask asks a second person where that is needed.',
  options: { reason: 'text', 'without-fee': 'flag', ask: 'text', ...personOptions },
  files: [2, 201],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine } = books;
      const caller = await callerOf(invocation, books);
      if (!caller.ok) return caller;
      const [line = '', ...names] = invocation.files;
      const key = readName(line);
      if (!key) throw new UsageError('LINE is what `cash returned-lines` prints.');
      const receipts: NamedReceipt[] = [];
      for (const name of names) {
        const found = await findReceipt(books, company, name);
        if (!found.ok) return found;
        receipts.push(found.value);
      }
      const withoutFee = invocation.options['without-fee'] === true;
      const [first] = receipts as [NamedReceipt, ...NamedReceipt[]];
      const back = `${first.currency} ${formatAmount(
        receipts.reduce((sum, one) => sum + one.amountMinor, 0n),
        first.currency,
      )} went back: what it paid is open again`;
      if ('adviceId' in key) {
        if (receipts.length > 1) throw new UsageError('An advice tells of one payment.');
        const input = { company, adviceId: key.adviceId, receiptId: first.id, reason, withoutFee };
        const taken = await takeAdvisedReturn(engine, caller.value, input);
        if (!taken.ok) return taken;
        return done({ json: { returns: [returnJson(taken.value)], charge: null }, text: `${back}.` });
      }
      const lineReceiptId = key.receiptId;
      const receiptIds = receipts.map((one) => one.id);
      const outcome = await linkReturn(engine, caller.value, {
        lineReceiptId,
        receiptIds,
        reason,
        withoutFee,
      });
      const ask = textOption(invocation, 'ask');
      if (!outcome.ok && outcome.refusal.code === 'authority.approval-needed' && ask !== undefined) {
        const input = {
          lineReceiptId: lineReceiptId.toString(),
          receiptIds: receiptIds.map(String),
          reason,
          withoutFee,
        };
        return askSecond(books, caller.value, {
          ...{ action: linkReturnAction.name, input, reason: ask },
          whatFollows: 'The payment is taken back when a second person approves it.',
        });
      }
      if (!outcome.ok) return outcome;
      const { returns, charge, chargeMinor } = outcome.value;
      return done({
        json: { returns: returns.map(returnJson), charge },
        text: returns.every((one) => one.existing)
          ? 'The line is linked to what was told before.'
          : `${back}${chargeMinor === 0n ? '' : `; ${first.currency} ${charge} are the bank’s charge`}.`,
      });
    });
  },
};

const returnJson = ({ returnId, feeItemId, existing }: ReturnResult) => ({
  returnId: returnId.toString(),
  feeItemId: feeItemId?.toString() ?? null,
  existing,
});

export const returnFeeCommand: Command = {
  name: 'cash return-fee',
  arguments: '[AMOUNT --currency CODE] [--as-of DAY]',
  summary:
    'Sets what a returned payment costs the customer, from a day on; 0 ends it. Without an amount: every fee that was set.',
  options: { currency: 'text' },
  files: [0, 1],
  run(invocation) {
    const [said] = invocation.files;
    if (said === undefined) return listFees(invocation);
    const currency = neededOption(invocation, 'currency');
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const amount = catchRefusal(() => parseAmount(said, currency));
      if (!amount.ok) return amount;
      if (amount.value < 0n) throw new UsageError('A fee is not negative.');
      const outcome = await setReturnFee(engine, caller, {
        company,
        currency,
        amountMinor: amount.value,
        validFrom: asOf,
      });
      if (!outcome.ok) return outcome;
      const text = formatAmount(amount.value, currency);
      return done({
        json: { company: company.code, currency, amount: text, validFrom: asOf },
        text: `A returned payment costs ${currency} ${text} from ${asOf} on.`,
      });
    });
  },
};

const feeStates = { to_come: 'to come', in_force: 'in force', past: 'past' } as const;

const listFees = (invocation: Parameters<Command['run']>[0]) =>
  withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
    const fees = await listReturnFees(engine, tenant.id, { companyId: company.id, day: asOf });
    return done({
      json: { company: company.code, asOf, fees },
      text:
        fees.length === 0
          ? 'No fee was set: the company bears what a returned payment costs.'
          : table(
              ['Currency', 'Amount', 'From', '', 'Set by'],
              fees.map((one) => [one.currency, grouped(one.amount), one.validFrom, feeStates[one.state], one.person]),
              ['left', 'right'],
            ),
    });
  });
