/** The dunning decision for one customer, company and currency. Pure. */
import { type Day, daysBetween, formatAmount } from '#kernel';
import type { DunningFacts, DunningItem, DunningLevel, Notice, NoticePlan } from '../model.ts';
import { chooseChannel } from './choose-channel.ts';

/** The level an item would reach today, or null when it is not its turn. */
function nextLevel(item: DunningItem, levels: readonly DunningLevel[], asOf: Day): number | null {
  const next = levels.find((one) => one.level === item.level + 1);
  if (!next || daysBetween(item.dueDate, asOf) < next.daysOverdue) return null;
  if (item.lastNoticeDate !== null && daysBetween(item.lastNoticeDate, asOf) < next.daysSinceLast) return null;
  return next.level;
}

const blockWords: Readonly<Record<string, string>> = {
  dispute: 'is disputed',
  promise: 'is promised',
  plan: 'is on a payment plan',
  legal: 'is with counsel',
  stop: 'is stopped',
};

/** Nobody writes to a customer over whom insolvency proceedings are open (PRODUCT: insolvency freezes contact). */
export const insolvent = (since: Day): { code: string; reason: string } => ({
  code: 'insolvent',
  reason: `the customer is insolvent since ${since}`,
});

/** Why nobody may write to this customer now, whatever is due; null when one may. */
function objection(facts: DunningFacts, asOf: Day): { code: string; reason: string } | null {
  if (facts.insolventSince !== null) return insolvent(facts.insolventSince);
  if (facts.category !== 'third_party' && facts.category !== 'public_body') {
    return { code: 'category', reason: `${facts.category.replace('_', ' ')} customers are not dunned` };
  }
  if (facts.dunningBlockedUntil !== null && facts.dunningBlockedUntil >= asOf) {
    return { code: 'dunning_block', reason: `dunning is blocked until ${facts.dunningBlockedUntil}` };
  }
  if (facts.directDebit) return { code: 'direct_debit', reason: 'the items are collected by direct debit' };
  const channel = chooseChannel(facts, undefined);
  if ('code' in channel) return channel;
  if (facts.contact?.stopped) return { code: 'contact_stopped', reason: 'the contact asked not to be written to' };
  if (
    facts.lastNoticeSent !== null &&
    daysBetween(facts.lastNoticeSent, asOf) < facts.procedure.rule.daysBetweenNotices
  ) {
    return { code: 'contact_cap', reason: `the last notice went out on ${facts.lastNoticeSent}` };
  }
  return null;
}

/**
 * Plans the notice of an account in one currency (PRODUCT, dunning level). Items not blocked and overdue are listed; the
 * notice takes the highest level among them and is sent only when some item reaches a new level. Unapplied cash and open
 * credits cover items oldest first: covered items drop out, what is left of the credits is shown and reduces the net. A
 * net not above the minimum sends nothing. Where a payer is written to for several customers, each customer's credits cover
 * its own items only: what one is owed is nothing that another may be paid with.
 */
export function planNotice(facts: DunningFacts, asOf: Day): NoticePlan {
  const { levels, minimumMinor } = facts.procedure.rule;
  const overdue = facts.items
    .filter((item) => item.agingClass === 'debit' && item.openMinor > 0n && item.dueDate < asOf)
    .sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.id < b.id ? -1 : 1));
  const turn = overdue.filter((item) => nextLevel(item, levels, asOf) !== null);
  if (turn.length === 0) return { kind: 'nothing' };
  const suppressed = (code: string, reason: string, items: readonly DunningItem[]): NoticePlan => ({
    kind: 'suppressed',
    code,
    reason,
    itemIds: items.map((item) => item.id),
    numbers: items.map((item) => item.number),
  });
  const against = objection(facts, asOf);
  if (against) return suppressed(against.code, against.reason, turn);
  const dropped: Notice['dropped'][number][] = [];
  const free = overdue.filter((item) => {
    const block = item.blocks[0];
    const against =
      block === undefined
        ? item.heldBack
        : { code: `blocked_${block}`, reason: `${item.number} ${blockWords[block] ?? 'is blocked'}` };
    if (against) dropped.push({ ...against, itemId: item.id, number: item.number });
    return !against;
  });
  if (!free.some((item) => turn.includes(item))) {
    return suppressed(dropped[0]?.code ?? 'blocked', 'every item whose turn it is, is blocked', turn);
  }
  const debtorOf = (item: { readonly debtor: DunningItem['debtor'] }): bigint =>
    item.debtor?.accountId ?? facts.accountId;
  const credits = facts.items.filter((item) => item.openMinor < 0n);
  const creditOf = new Map<bigint, bigint>();
  for (const item of credits) creditOf.set(debtorOf(item), (creditOf.get(debtorOf(item)) ?? 0n) - item.openMinor);
  const listed = free.filter((item) => {
    const credit = creditOf.get(debtorOf(item)) ?? 0n;
    if (credit < item.openMinor) return true;
    creditOf.set(debtorOf(item), credit - item.openMinor);
    dropped.push({
      code: 'covered',
      reason: `${item.number} is covered by credits or unapplied cash`,
      itemId: item.id,
      number: item.number,
    });
    return false;
  });
  if (!listed.some((item) => turn.includes(item)))
    return suppressed('covered', 'open credits and unapplied cash cover what is due', turn);
  const items = listed.map((item) => ({
    itemId: item.id,
    number: item.number,
    dueDate: item.dueDate,
    openMinor: item.openMinor,
    taxMinor: item.taxMinor,
    daysOverdue: daysBetween(item.dueDate, asOf),
    levelAfter: nextLevel(item, levels, asOf) ?? item.level,
    debtor: item.debtor,
  }));
  const debtors = new Set(items.map(debtorOf));
  const level = items.reduce((highest, item) => Math.max(highest, item.levelAfter), 1);
  const policy = levels.find((one) => one.level === level);
  const channel = chooseChannel(facts, policy);
  if ('code' in channel) return suppressed(channel.code, channel.reason, turn);
  const charge = policy?.charge;
  const chargeMinor = charge && charge.currency === facts.currency ? BigInt(charge.amountMinor) : 0n;
  const credit = [...debtors].reduce((total, one) => total + (creditOf.get(one) ?? 0n), 0n);
  const sum = items.reduce((total, item) => total + item.openMinor, 0n) - credit;
  const minimum = BigInt(minimumMinor[facts.currency] ?? '0');
  if (sum <= minimum) {
    return suppressed(
      'below_minimum',
      `the net of ${facts.currency} ${formatAmount(sum, facts.currency)} is not above the minimum`,
      turn,
    );
  }
  return {
    kind: 'notice',
    notice: {
      level,
      items,
      credits: [...debtors].flatMap((one) =>
        remainingCredits(
          credits.filter((item) => debtorOf(item) === one),
          creditOf.get(one) ?? 0n,
        ),
      ),
      chargeMinor,
      chargeAccountId: debtorOf(items.find((item) => item.levelAfter === level) ?? items[0]!),
      netMinor: sum + chargeMinor,
      channel: channel.channel,
      attachLetter: channel.channel === 'email' && channel.attachLetter,
      dropped,
    },
  };
}

/** Which credits are still there after covering: the youngest, up to what is left. */
function remainingCredits(credits: readonly DunningItem[], leftMinor: bigint): Notice['credits'] {
  let left = leftMinor;
  const shown: { number: string; openMinor: bigint }[] = [];
  for (const item of [...credits].sort((a, b) => (a.dueDate > b.dueDate ? -1 : 1))) {
    if (left <= 0n) break;
    const part = -item.openMinor < left ? -item.openMinor : left;
    shown.push({ number: item.number, openMinor: -part });
    left -= part;
  }
  return shown;
}
