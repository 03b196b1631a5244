/** The priority of a customer account as a sum of reasons that an analyst can read. Pure. */
import { type Day, daysBetween, formatAmount } from '#kernel';

export interface PriorityFacts {
  readonly accountId: bigint;
  readonly category: string;
  /** Insolvency proceedings over the customer; null: none are recorded. */
  readonly insolvency: {
    readonly since: Day;
    readonly claimDeadline: Day | null;
    readonly claimFiledOn: Day | null;
  } | null;
  readonly companyCurrency: string;
  /** Overdue, in company currency: debits open past their due day, whatever holds them back. */
  readonly overdueMinor: bigint;
  /** Of it what can be asked for: not disputed, promised, on a plan or stopped, and no bill or tax certificate. */
  readonly freeOverdueMinor: bigint;
  /** Open credits and unapplied cash, in company currency, positive. */
  readonly creditMinor: bigint;
  readonly oldestDueDate: Day | null;
  readonly highestLevel: number;
  /** The last level of the customer's dunning procedure; null: none is known. */
  readonly lastLevel: number | null;
  readonly lastNoticeDate: Day | null;
  readonly lastContactDate: Day | null;
  readonly brokenPromise: { readonly amountMinor: bigint; readonly currency: string; readonly day: Day } | null;
  readonly promiseDue: { readonly amountMinor: bigint; readonly currency: string; readonly day: Day } | null;
  /** The last payment that the bank took back within a month. */
  readonly returnedPayment: { readonly amountMinor: bigint; readonly currency: string; readonly day: Day } | null;
  readonly followUpDate: Day | null;
  readonly snoozedUntil: Day | null;
  readonly hasPhone: boolean;
  /** Mail to the customer comes back, and there is no other address to mail to. */
  readonly addressBounces: boolean;
}

export interface Reason {
  readonly code: string;
  readonly text: string;
  readonly points: number;
}

export interface Priority {
  readonly listed: boolean;
  readonly priority: number;
  readonly reasons: readonly Reason[];
  readonly nextAction: { readonly code: string; readonly text: string };
  readonly notListed: { readonly code: string; readonly text: string } | null;
}

const round = (points: number): number => Math.round(points * 10) / 10;

/** Days before the deadline from which a claim that is not filed puts the customer on the worklist, and keeps it there. */
const claimNoticeDays = 14;

const claimDue = ({ insolvency }: PriorityFacts, asOf: Day): boolean =>
  insolvency !== null &&
  insolvency.claimFiledOn === null &&
  insolvency.claimDeadline !== null &&
  daysBetween(asOf, insolvency.claimDeadline) <= claimNoticeDays;

/** How many levels a procedure has that is not known: as many as the one that a house begins with. */
const usualLevels = 3;

const lastLevelOf = (facts: PriorityFacts): number => facts.lastLevel ?? usualLevels;

/** Why an account is not on the worklist; null when it is. */
function whyNotListed(facts: PriorityFacts, asOf: Day): Priority['notListed'] {
  if (facts.category === 'intercompany')
    return { code: 'intercompany', text: 'Intercompany accounts are settled, not collected.' };
  if (facts.insolvency && !claimDue(facts, asOf))
    return {
      code: 'insolvent',
      text: `Insolvent since ${facts.insolvency.since}: contact, set-off and automatic matching are stopped.`,
    };
  if (facts.snoozedUntil !== null && facts.snoozedUntil > asOf)
    return { code: 'snoozed', text: `Snoozed until ${facts.snoozedUntil}.` };
  if (facts.insolvency) return null;
  if (
    facts.brokenPromise ||
    facts.returnedPayment ||
    facts.promiseDue ||
    (facts.followUpDate !== null && facts.followUpDate <= asOf)
  )
    return null;
  if (facts.freeOverdueMinor === 0n && facts.overdueMinor > 0n)
    return { code: 'blocked', text: 'Everything overdue is promised, disputed or stopped.' };
  if (facts.freeOverdueMinor === 0n) return { code: 'nothing_overdue', text: 'Nothing is overdue.' };
  if (facts.creditMinor >= facts.freeOverdueMinor)
    return { code: 'covered', text: 'Open credits and unapplied cash cover what is overdue.' };
  return null;
}

/**
 * The priority as additive points: amount overdue (up to 40, by the logarithm of what of it can be asked for), age of the oldest item (up to 25), broken
 * promise (20), an insolvency claim that must be filed within 14 days (30), a payment that came back within a month (15), promise due (10), long silence (10), an address that bounces (10), the last level of its dunning procedure reached (15), follow-up due (10).
 */
export function prioritise(facts: PriorityFacts, asOf: Day): Priority {
  const reasons: Reason[] = [];
  const add = (code: string, text: string, points: number): void => {
    if (points > 0) reasons.push({ code, text, points: round(points) });
  };
  const money = (minor: bigint, currency = facts.companyCurrency): string =>
    `${currency} ${formatAmount(minor, currency)}`;
  const days = facts.oldestDueDate === null ? 0 : Math.max(0, daysBetween(facts.oldestDueDate, asOf));
  if (facts.freeOverdueMinor > 0n) {
    // The number only ranks; the money itself stays a bigint. What is told is the customer's overdue as it stands everywhere.
    const digits = facts.freeOverdueMinor.toString();
    const size = digits.length - 1 + Number(`0.${digits.slice(1, 3)}`);
    add('overdue_amount', `${money(facts.overdueMinor)} is overdue`, Math.min(40, size * 5));
    add('age', `the oldest item is ${days === 1 ? '1 day' : `${days} days`} late`, Math.min(25, days / 4));
  }
  if (claimDue(facts, asOf))
    add('claim_due', `the claim in the insolvency must be filed by ${facts.insolvency!.claimDeadline}`, 30);
  if (facts.brokenPromise)
    add(
      'broken_promise',
      `the promise of ${money(facts.brokenPromise.amountMinor, facts.brokenPromise.currency)} for ${facts.brokenPromise.day} was broken`,
      20,
    );
  if (facts.returnedPayment)
    add(
      'returned_payment',
      `its payment of ${money(facts.returnedPayment.amountMinor, facts.returnedPayment.currency)} came back on ${facts.returnedPayment.day}`,
      15,
    );
  if (facts.promiseDue)
    add(
      'promise_due',
      `${money(facts.promiseDue.amountMinor, facts.promiseDue.currency)} is promised for ${facts.promiseDue.day}`,
      10,
    );
  const silence = facts.lastContactDate === null ? days : daysBetween(facts.lastContactDate, asOf);
  if (facts.freeOverdueMinor > 0n && silence > 30)
    add(
      'silence',
      facts.lastContactDate === null ? 'nobody has been in contact yet' : `no contact for ${silence} days`,
      10,
    );
  if (facts.addressBounces && facts.freeOverdueMinor > 0n) add('address_bounces', 'mail to its address comes back', 10);
  if (facts.highestLevel >= lastLevelOf(facts) && facts.freeOverdueMinor > 0n)
    add(
      'dunned',
      facts.lastLevel === null
        ? 'all reminders were sent without success'
        : facts.lastLevel === 1
          ? 'the one reminder was sent without success'
          : `all ${facts.lastLevel} reminders were sent without success`,
      15,
    );
  if (facts.followUpDate !== null && facts.followUpDate <= asOf)
    add('follow_up', `follow-up was set for ${facts.followUpDate}`, 10);
  const notListed = whyNotListed(facts, asOf);
  return {
    listed: notListed === null,
    priority: round(reasons.reduce((sum, reason) => sum + reason.points, 0)),
    reasons: [...reasons].sort((a, b) => b.points - a.points),
    nextAction: nextAction(facts, days),
    notListed,
  };
}

function nextAction(facts: PriorityFacts, days: number): Priority['nextAction'] {
  if (facts.insolvency)
    return facts.insolvency.claimFiledOn === null
      ? { code: 'file_claim', text: 'File the claim in the insolvency proceedings.' }
      : { code: 'none', text: 'Wait for the administrator: the claim is filed.' };
  if (facts.brokenPromise) return { code: 'call', text: 'Call about the broken promise.' };
  if (facts.returnedPayment) return { code: 'call', text: 'Call about the payment that came back.' };
  if (facts.promiseDue) return { code: 'watch', text: 'Watch the bank: the promise is due.' };
  if (facts.addressBounces && facts.freeOverdueMinor > 0n)
    return { code: 'find_address', text: 'The address bounces: find another.' };
  // Before the reminders are used up somebody must be found who can be called then.
  if (!facts.hasPhone && facts.highestLevel >= Math.max(1, lastLevelOf(facts) - 1))
    return { code: 'find_contact', text: 'Find a contact who can be called.' };
  if (facts.highestLevel >= lastLevelOf(facts)) return { code: 'call', text: 'Call, and agree a plan or escalate.' };
  if (days > 30) return { code: 'call', text: 'Call, and ask what stands in the way.' };
  if (facts.freeOverdueMinor > 0n)
    return { code: 'remind', text: 'The reminder goes out by itself; look in when it has had its time.' };
  return { code: 'none', text: 'Nothing to do.' };
}
