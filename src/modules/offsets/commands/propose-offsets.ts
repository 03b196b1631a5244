/** Proposes offsets for aged balances: by policy for a whole company, or of what a person has chosen. Nothing is posted. */
import { createHash } from 'node:crypto';
import { type Company, loadConverter } from '#company';
import {
  canonicalJson,
  catchRefusal,
  type Day,
  done,
  formatAmount,
  minimum,
  type Outcome,
  parseAmount,
  refuse,
} from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { loadItems } from '#receivables';
import type { ProposeByHand } from '../contract.ts';
import type { NettingAgreement, OffsetItem, OffsetKind, OffsetLine, PayableItem } from '../model.ts';
import { loadOffsetItems, loadOpenAccounts, loadParties, type Parties } from '../queries/offset-facts.ts';
import { agreementHolds, entitiesOf, entitle, isPartyOf, type Party } from '../rules/entitlement.ts';
import { type Candidate, candidatesOf, linesOf, type Pair, pair, sayOffset } from '../rules/plan-offset.ts';
import { loadAgreements } from '../store/agreements.ts';
import {
  insertOffsets,
  loadLines,
  loadOffsets,
  lockOpenOffsets,
  type NewOffset,
  reviseOffset,
  type StoredOffset,
  settleOffset,
} from '../store/offsets.ts';
import { loadPayables } from '../store/payables.ts';
import { loadPolicy } from '../store/policy.ts';

export interface ProposedOffsets {
  readonly proposed: number;
  readonly revised: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  /** Found, and below the smallest amount of the policy. */
  readonly tooSmall: number;
}

const whyOf: Readonly<Record<string, string>> = {
  same_customer: 'one customer account',
  merged: 'merged customers',
  tax_number: 'the same tax number',
  vendor_link: 'the supplier is recorded as this customer',
};

/** What a plan is about: which parties, in which currency. */
interface Group {
  readonly key: string;
  readonly kind: OffsetKind;
  readonly currency: string;
  readonly items: readonly OffsetItem[];
  readonly payables: readonly PayableItem[];
  readonly agreement: NettingAgreement | null;
}

/**
 * Proposes by policy: for each legal entity of the company its own credits first, then what we owe it, then what a netting
 * agreement allows. A proposal that nobody has worked on follows the facts; one of which nothing is left is withdrawn. The same
 * day again changes nothing. Refuses `company.rate-missing`.
 */
export function proposeOffsets(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<ProposedOffsets>> {
  const { company, asOf } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'offsets.propose',
      reason: `Offsets of aged balances of ${company.code} were looked for.`,
      input: { company: company.code, asOf },
    },
    async (tx) => {
      const policy = await loadPolicy(tx.db, tx.tenantId, company.id, asOf);
      const open = await lockOpenOffsets(tx, company.id);
      const untouched = new Map(
        open.filter((one) => one.origin === 'policy' && !one.worked).map((one) => [one.naturalKey, one]),
      );
      const worked = new Set(open.map((one) => one.naturalKey).filter((key) => !untouched.has(key)));
      const replanned = [...untouched.values()].map((one) => one.id);
      const found = await findGroups(tx, company, asOf, replanned);
      const currencies = [...new Set(found.groups.map((group) => group.currency))];
      const convert = await loadConverter(
        tx.db,
        tx.tenantId,
        company,
        currencies.map((currency) => ({ currency, day: asOf })),
      );
      if (!convert.ok) return convert;
      const counts = { proposed: 0, revised: 0, unchanged: 0, withdrawn: 0, tooSmall: 0 };
      const left = new Taken();
      const standing = new Set<string>();
      const fresh: { offset: NewOffset; lines: readonly OffsetLine[] }[] = [];
      const lines = await linesByOffset(tx, [...untouched.values()]);
      for (const group of found.groups) {
        // What somebody works on stays as it is; what came since waits until it is posted or withdrawn.
        if (worked.has(group.key)) continue;
        const planned = planGroup(group, {
          asOf,
          daysOverdue: policy.daysOverdue,
          company,
          parties: found.parties,
          left,
        });
        if (planned === null) continue;
        if (convert.value(planned.offset.amountMinor, group.currency, asOf) < policy.minimumMinor) {
          counts.tooSmall += 1;
          continue;
        }
        left.take(planned.pairs);
        standing.add(group.key);
        const wanted = linesOf(planned.candidates, planned.pairs);
        const known = untouched.get(group.key);
        if (known === undefined) fresh.push({ offset: planned.offset, lines: wanted });
        else if (canonicalJson(lines.get(known.id) ?? []) === canonicalJson(wanted)) counts.unchanged += 1;
        else {
          await reviseOffset(tx, known, planned.offset, wanted);
          counts.revised += 1;
          publishProposed(tx, company, known.id, planned.offset.accountId);
        }
      }
      for (const [index, id] of await insertOffsets(tx, fresh)) {
        counts.proposed += 1;
        publishProposed(tx, company, id, fresh[index]!.offset.accountId);
      }
      for (const [key, one] of untouched) {
        if (standing.has(key)) continue;
        await settleOffset(tx, one.id, { state: 'withdrawn', reason: 'Nothing is left of it to be set off.' });
        counts.withdrawn += 1;
        tx.publish({
          type: 'offsets.withdrawn',
          payload: {
            companyId: company.id.toString(),
            offsetId: one.id.toString(),
            accountId: one.accountId.toString(),
          },
        });
      }
      for (const name of ['proposed', 'revised', 'withdrawn'] as const)
        if (counts[name] > 0) tx.count(`offsets ${name}`, counts[name]);
      return done(counts);
    },
  );
}

/** What plans of one run have taken already, so that nothing is planned twice. */
class Taken {
  private readonly taken = new Map<string, bigint>();
  of(one: Candidate): bigint {
    return this.taken.get(keyOf(one)) ?? 0n;
  }
  take(pairs: readonly Pair[]): void {
    for (const { debit, credit, amountMinor } of pairs)
      for (const one of [debit, credit]) this.taken.set(keyOf(one), this.of(one) + amountMinor);
  }
}
const keyOf = (one: Candidate): string => (one.itemId === null ? `payable ${one.payableId}` : `item ${one.itemId}`);

interface Planning {
  readonly asOf: Day;
  readonly daysOverdue: number | null;
  readonly company: Company;
  readonly parties: Parties;
  readonly left: Taken;
  readonly limitMinor?: bigint | null;
  readonly origin?: 'policy' | 'hand';
}

interface Planned {
  readonly offset: NewOffset;
  readonly candidates: readonly Candidate[];
  readonly pairs: readonly Pair[];
}

/** Plans one group; null where nothing can be set off in it, or its sides are not entitled. */
function planGroup(group: Group, of: Planning): Planned | null {
  const { candidates: all, excluded } = candidatesOf(group.items, group.payables, {
    day: of.asOf,
    daysOverdue: of.daysOverdue,
  });
  const candidates = all
    .map((one) => ({ ...one, availableMinor: one.availableMinor - of.left.of(one) }))
    .filter((one) => one.availableMinor > 0n);
  const pairs = pair(candidates, of.limitMinor ?? null);
  if (pairs.length === 0) return null;
  const itemOf = new Map(group.items.map((item) => [item.itemId, item]));
  const payableOf = new Map(group.payables.map((one) => [one.payableId, one]));
  const partyOf = (one: Candidate): Party =>
    one.itemId === null
      ? of.parties.supplier(payableOf.get(one.payableId!)!)
      : of.parties.customer(itemOf.get(one.itemId)!.customerId);
  const on = { day: of.asOf, companyId: of.company.id, currency: group.currency };
  const entitled = entitle(
    pairs.map((one) => partyOf(one.debit)),
    pairs.map((one) => partyOf(one.credit)),
    group.agreement === null ? [] : [group.agreement],
    on,
  );
  if (!entitled.ok) return null;
  const debtor = itemOf.get(pairs[0]!.debit.itemId!)!;
  const { basis, agreement } = entitled.value;
  return {
    candidates,
    pairs,
    offset: {
      companyId: of.company.id,
      accountId: debtor.accountId,
      kind: group.kind,
      basis,
      agreementId: agreement?.id ?? null,
      currency: group.currency,
      amountMinor: pairs.reduce((sum, one) => sum + one.amountMinor, 0n),
      origin: of.origin ?? 'policy',
      naturalKey: group.key,
      sentence: sayOffset(pairs, {
        currency: group.currency,
        customer: debtor.customer,
        day: of.asOf,
        why: agreement ? `netting agreement ${agreement.reference}` : whyOf[basis]!,
      }),
      // A long account has many items that are merely not due yet; the first hundred tell enough.
      excluded: excluded.slice(0, 100),
      proposedDate: of.asOf,
    },
  };
}

/** The groups of a company, each with the items and payables that may meet in it; only those with both sides are read. */
async function findGroups(
  tx: Transaction,
  company: Company,
  asOf: Day,
  replanned: readonly bigint[],
): Promise<{ groups: Group[]; parties: Parties }> {
  const accounts = await loadOpenAccounts(tx.db, tx.tenantId, company.id);
  const agreements = (await loadAgreements(tx.db, tx.tenantId, { companyId: company.id })).reverse();
  const payables = await loadPayables(tx.db, tx.tenantId, { companyId: company.id, withoutOffsets: replanned });
  const parties = await loadParties(tx.db, tx.tenantId, {
    companyId: company.id,
    day: asOf,
    customerIds: accounts.map((one) => one.customerId),
  });
  const customers = accounts.map((account) => ({ account, party: parties.customer(account.customerId) }));
  const suppliers = payables.map((payable) => ({ payable, party: parties.supplier(payable) }));
  const entityOf = entitiesOf([...customers, ...suppliers].map((one) => one.party));
  const sides = new Map<string, { debits: boolean; credits: boolean; entity: string; currency: string }>();
  const sideOf = (entity: string, currency: string) => {
    const key = `${entity} ${currency}`;
    const known = sides.get(key) ?? { debits: false, credits: false, entity, currency };
    sides.set(key, known);
    return known;
  };
  for (const { account, party } of customers) {
    const side = sideOf(entityOf(party), account.currency);
    side.debits ||= account.hasDebits;
    side.credits ||= account.hasCredits;
  }
  for (const { payable, party } of suppliers) sideOf(entityOf(party), payable.currency).credits = true;
  const agreed = (party: Party, currency: string): boolean =>
    agreements.some(
      (one) => agreementHolds(one, { day: asOf, companyId: company.id, currency }) && isPartyOf(one, party),
    );
  const wanted = customers.filter(({ account, party }) => {
    const side = sideOf(entityOf(party), account.currency);
    return (side.debits && side.credits) || agreed(party, account.currency);
  });
  const items = await loadOffsetItems(tx.db, tx.tenantId, {
    accountIds: [...new Set(wanted.map((one) => one.account.accountId))],
    day: asOf,
    withoutOffsets: replanned,
  });
  const itemsOf = groupBy(items, (item) => `${entityOf(parties.customer(item.customerId))} ${item.currency}`);
  const payablesOf = groupBy(suppliers, (one) => `${entityOf(one.party)} ${one.payable.currency}`);
  const groups: Group[] = [];
  const add = (
    name: string,
    of: Pick<Group, 'currency' | 'agreement' | 'payables'> & { readonly items: readonly OffsetItem[] },
  ): void => {
    groups.push({ ...of, key: `credit ${name} ${of.currency}`, kind: 'credit', payables: [] });
    const debits = of.items.filter((item) => item.openMinor > 0n);
    groups.push({ ...of, key: `payable ${name} ${of.currency}`, kind: 'payable', items: debits });
  };
  for (const [key, { entity, currency, debits, credits }] of sides)
    if (debits && credits)
      add(entity, {
        currency,
        agreement: null,
        items: itemsOf.get(key) ?? [],
        payables: (payablesOf.get(key) ?? []).map((one) => one.payable),
      });
  for (const agreement of agreements)
    for (const currency of new Set(items.map((item) => item.currency)))
      if (agreementHolds(agreement, { day: asOf, companyId: company.id, currency }))
        add(`agreement ${agreement.id}`, {
          currency,
          agreement,
          items: items.filter(
            (item) => item.currency === currency && isPartyOf(agreement, parties.customer(item.customerId)),
          ),
          payables: suppliers
            .filter((one) => one.payable.currency === currency && isPartyOf(agreement, one.party))
            .map((one) => one.payable),
        });
  return { groups, parties };
}

function groupBy<T>(of: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of of) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

async function linesByOffset(tx: Transaction, offsets: readonly StoredOffset[]): Promise<Map<bigint, OffsetLine[]>> {
  const lines = new Map<bigint, OffsetLine[]>();
  const ids = offsets.map((one) => one.id);
  for (const { offsetId, side, itemId, payableId, amountMinor } of await loadLines(tx.db, tx.tenantId, ids)) {
    const line = { side, itemId, payableId, amountMinor };
    const known = lines.get(offsetId);
    if (known) known.push(line);
    else lines.set(offsetId, [line]);
  }
  return lines;
}

function publishProposed(tx: Transaction, company: Company, offsetId: bigint, accountId: bigint): void {
  tx.publish({
    type: 'offsets.proposed',
    payload: { companyId: company.id.toString(), offsetId: offsetId.toString(), accountId: accountId.toString() },
  });
}

/**
 * Proposes what a person has chosen: debits, and credits of the customer or what we owe the supplier; age and the policy's
 * smallest amount are not asked. Oldest first, up to an amount where one is given. The same choice again is the same proposal.
 * Refuses `offsets.item-unknown`, `offsets.sides` (nothing on one side, or both kinds of credits), `offsets.currency-differs`,
 * `offsets.item-excluded` with the reason, `offsets.other-entity`, and what reading an amount refuses.
 */
export function proposeByHand(
  engine: Engine,
  caller: Caller,
  input: ProposeByHand & { company: Company; asOf: Day },
): Promise<Outcome<{ offsetId: bigint; existing: boolean }>> {
  const { company, asOf, itemIds, payableIds, amount, reason } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'offsets.propose-by-hand',
      reason,
      input: { company: company.code, asOf, itemIds, payableIds, amount: amount ?? null },
    },
    async (tx): Promise<Outcome<{ offsetId: bigint; existing: boolean }>> => {
      const items = await loadOffsetItems(tx.db, tx.tenantId, { itemIds, day: asOf });
      const payables = await loadPayables(tx.db, tx.tenantId, { companyId: company.id, ids: payableIds });
      const companies = await loadItems(tx.db, tx.tenantId, { itemIds });
      if (
        items.length !== new Set(itemIds).size ||
        payables.length !== new Set(payableIds).size ||
        companies.some((item) => item.companyId !== company.id)
      )
        return refuse('offsets.item-unknown', 'There is no such item in this company. Nothing was changed.');
      const debits = items.filter((item) => item.openMinor > 0n);
      const credits = items.filter((item) => item.openMinor < 0n);
      if (debits.length === 0 || credits.length > 0 === payables.length > 0)
        return refuse(
          'offsets.sides',
          'An offset takes what the customer owes, and either credits of the customer or what we owe the supplier. Nothing was changed.',
        );
      const [currency, ...others] = new Set([...items, ...payables].map((one) => one.currency));
      if (others.length > 0)
        return refuse('offsets.currency-differs', 'Both sides of an offset are in one currency. Nothing was changed.');
      const { candidates, excluded } = candidatesOf(items, payables, { day: asOf, daysOverdue: null });
      const chosen = items.length + payables.length;
      if (candidates.length !== chosen) {
        const [why] = excluded.filter((one) => !candidates.some((other) => other.number === one.number));
        return refuse(
          'offsets.item-excluded',
          `${why?.reason ?? 'Something chosen has nothing open.'} It cannot be set off. Nothing was changed.`,
          { code: why?.code ?? 'closed' },
        );
      }
      const limit = catchRefusal(() => (amount === undefined ? null : parseAmount(amount, currency!)));
      if (!limit.ok) return limit;
      const most = minimum(
        ...((['debit', 'credit'] as const).map((side) => availableIn(candidates, side)) as [bigint, bigint]),
      );
      if (limit.value !== null && (limit.value <= 0n || limit.value > most))
        return refuse(
          'offsets.amount',
          `Both sides have ${currency} ${formatAmount(most, currency!)}; that much or less can be set off. Nothing was changed.`,
          {},
          { field: 'amount' },
        );
      const parties = await loadParties(tx.db, tx.tenantId, {
        companyId: company.id,
        day: asOf,
        customerIds: items.map((item) => item.customerId),
      });
      const on = { day: asOf, companyId: company.id, currency: currency! };
      const creditors = [
        ...credits.map((item) => parties.customer(item.customerId)),
        ...payables.map((payable) => parties.supplier(payable)),
      ];
      const agreements = await loadAgreements(tx.db, tx.tenantId, { companyId: company.id });
      const entitled = entitle(
        debits.map((item) => parties.customer(item.customerId)),
        creditors,
        agreements,
        on,
      );
      if (!entitled.ok) return entitled;
      const ids = [...items.map((one) => `i${one.itemId}`), ...payables.map((one) => `p${one.payableId}`)].sort();
      const planned = planGroup(
        {
          key: `hand ${createHash('sha256')
            .update(`${ids.join()} ${amount ?? ''}`)
            .digest('hex')
            .slice(0, 32)}`,
          kind: payables.length > 0 ? 'payable' : 'credit',
          currency: currency!,
          items,
          payables,
          agreement: entitled.value.agreement,
        },
        { asOf, daysOverdue: null, company, parties, left: new Taken(), limitMinor: limit.value, origin: 'hand' },
      )!;
      const fresh = { offset: planned.offset, lines: linesOf(planned.candidates, planned.pairs) };
      const offsetId = (await insertOffsets(tx, [fresh])).get(0);
      if (offsetId !== undefined) {
        publishProposed(tx, company, offsetId, planned.offset.accountId);
        return done({ offsetId, existing: false });
      }
      const known = (await loadOffsets(tx.db, tx.tenantId, { openOf: company.id })).find(
        (one) => one.naturalKey === planned.offset.naturalKey,
      );
      return done({ offsetId: known!.id, existing: true });
    },
  );
}

const availableIn = (candidates: readonly Candidate[], side: 'debit' | 'credit'): bigint =>
  candidates.reduce((sum, one) => (one.side === side ? sum + one.availableMinor : sum), 0n);
