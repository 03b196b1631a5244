/** `cash apply RECEIPT LINE…`: a receipt applied as a person says, as the page does it: items, amounts, differences with their reasons. */
import {
  type AdjustmentKind,
  adjustmentKinds,
  applyReceipt,
  type CandidateItem,
  type ChosenAllocation,
  findCandidates,
  loadReceipt,
} from '#cash';
import { catchRefusal, done, formatAmount, type Outcome, parseAmount, refuse, textKey } from '#kernel';
import { type Answer, type Invocation, textOption, UsageError, withCompany } from '../command.ts';
import { grouped } from '../output.ts';
import { callerOfPerson } from '../person.ts';
import { findReceipt } from '../receipt.ts';

/** How a line is written: the item, what of the receipt it gets, and a difference that is closed with its reason. */
export const lineForm = `ITEM:AMOUNT[:${adjustmentKinds.join('|')}:AMOUNT:REASON]`;

interface Line {
  readonly item: string;
  readonly amount: string;
  readonly difference: { readonly kind: AdjustmentKind; readonly amount: string; readonly reason: string } | undefined;
}

/** A line of the command. One that is not of the form is wrong usage. */
function readLine(text: string): Line {
  const [item = '', amount = '', kind, difference = '', ...reason] = text.split(':').map((part) => part.trim());
  const known = adjustmentKinds.find((one) => one === kind);
  const why = reason.join(':');
  if (item === '' || amount === '' || (kind !== undefined && (known === undefined || difference === '' || why === '')))
    throw new UsageError(`"${text}" is not ${lineForm}.`);
  return { item, amount, difference: known && { kind: known, amount: difference, reason: why } };
}

/**
 * Applies a receipt to the items that the lines name. An item named twice gets both, with both differences. Refuses what
 * `applyReceipt` refuses, and a number that none (`cash.item-not-found`) or several (`cash.item-ambiguous`) of the items have
 * that the receipt may pay.
 */
export function applyByHand(invocation: Invocation): Promise<Outcome<Answer>> {
  const [name, ...texts] = invocation.files;
  if (texts.length === 0) throw new UsageError(`Say what it pays: ${lineForm}.`);
  const lines = texts.map(readLine);
  return withCompany<Answer>(invocation, async (books, company, asOf) => {
    const { engine, tenant } = books;
    const caller = await callerOfPerson(invocation, books, { action: 'cash.apply', company });
    if (!caller.ok) return caller;
    const receipt = await findReceipt(books, company, name!);
    if (!receipt.ok) return receipt;
    const { id, version, currency } = receipt.value;
    const place = { companyId: company.id, receiptId: id, day: asOf, customer: textOption(invocation, 'customer') };
    const numbers = [...new Set(lines.map((line) => line.item))];
    const { found } = (await findCandidates(engine, tenant.id, place, numbers))!;
    const allocations = allocate(lines, found, currency);
    if (!allocations.ok) return allocations;
    const outcome = await applyReceipt(engine, caller.value, {
      ...{ company, receiptId: id, version, versionNow: version },
      allocations: allocations.value,
    });
    if (!outcome.ok) return outcome;
    const now = (await loadReceipt(engine, tenant.id, { companyId: company.id, receiptId: id, day: asOf }))!;
    const appliedTo = now.appliedTo.map(({ number, amount }) => ({ number, amount }));
    return done({
      json: { receipt: id.toString(), state: now.state, appliedTo, left: now.left },
      text: `Applied: ${appliedTo.map((one) => `${one.number} ${grouped(one.amount)}`).join(', ')}; ${currency} ${grouped(now.left ?? formatAmount(0n, currency))} left.`,
    });
  });
}

function allocate(
  lines: readonly Line[],
  found: readonly CandidateItem[],
  currency: string,
): Outcome<readonly ChosenAllocation[]> {
  const chosen = new Map<bigint, ChosenAllocation>();
  for (const line of lines) {
    const items = found.filter((item) => textKey(item.number) === textKey(line.item));
    const [item] = items;
    if (!item)
      return refuse(
        'cash.item-not-found',
        `The receipt may pay no open item "${line.item}"; for another customer’s, say --customer. Nothing was changed.`,
        { item: line.item },
      );
    if (items.length > 1)
      return refuse(
        'cash.item-ambiguous',
        `${items.length} open items have the number ${line.item}, of ${items.map((one) => `${one.customer}, due ${one.dueDate}`).join('; ')}: apply it on the page, or say --customer. Nothing was changed.`,
        { item: line.item },
      );
    const read = catchRefusal(() => ({
      amountMinor: parseAmount(line.amount, currency),
      differenceMinor: line.difference && parseAmount(line.difference.amount, currency),
    }));
    if (!read.ok) return read;
    const { amountMinor, differenceMinor } = read.value;
    const before = chosen.get(item.id);
    chosen.set(item.id, {
      itemId: item.id,
      receiptAmountMinor: (before?.receiptAmountMinor ?? 0n) + amountMinor,
      adjustments: [
        ...(before?.adjustments ?? []),
        ...(line.difference && differenceMinor !== undefined
          ? [{ kind: line.difference.kind, amountMinor: differenceMinor, reason: line.difference.reason }]
          : []),
      ],
    });
  }
  return done([...chosen.values()]);
}
