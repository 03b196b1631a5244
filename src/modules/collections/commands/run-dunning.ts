/** Dunning: proposes the notices of a business day; the send path decides about each at the moment of sending. */
import { type Company, loadOpenCompany } from '#company';
import { proposeMessagesIn, recordNotProposedIn } from '#correspondence';
import { type Day, done, type Outcome } from '#kernel';
import { type Caller, type Engine, failpoint, runCommand, runQuery, sql } from '#platform';
import type { DunningFacts, NoticeName, NoticePlan } from '../model.ts';
import { loadDunningFacts } from '../queries/dunning-facts.ts';
import { contactTimesFrom } from '../rules/contact-hours.ts';
import { planNotice } from '../rules/plan-notice.ts';
import { type KeptMessage, keepDunningRun } from '../store.ts';

export interface DunningPreview {
  readonly asOf: Day;
  readonly notices: readonly { readonly facts: DunningFacts; readonly plan: Extract<NoticePlan, { kind: 'notice' }> }[];
  readonly suppressed: readonly {
    readonly facts: DunningFacts;
    readonly plan: Extract<NoticePlan, { kind: 'suppressed' }>;
  }[];
}

/** What a dunning run would propose today, and what not and why, for all or for some accounts alone; changes nothing. */
export async function previewDunning(
  engine: Engine,
  tenantId: bigint,
  input: { company: Company; asOf: Day; accountIds?: readonly bigint[] },
): Promise<DunningPreview> {
  const { company, asOf, accountIds } = input;
  const facts = await runQuery(engine, tenantId, (db) =>
    loadDunningFacts(db, tenantId, { companyId: company.id, asOf, ...(accountIds && { accountIds }) }),
  );
  const plans = facts.map((one) => ({ facts: one, plan: planNotice(one, input.asOf) }));
  return {
    asOf: input.asOf,
    notices: plans.filter((one): one is DunningPreview['notices'][number] => one.plan.kind === 'notice'),
    suppressed: plans.filter((one): one is DunningPreview['suppressed'][number] => one.plan.kind === 'suppressed'),
  };
}

export interface ProposeResult {
  readonly proposed: number;
  readonly suppressed: readonly { readonly code: string; readonly reason: string; readonly count: number }[];
  /** The run is held as a whole: a bank account is not read up to the last business day. */
  readonly held: string | null;
}

/**
 * Proposes notices, one per customer, company, currency and recipient, and records what is suppressed already now. One
 * proposal per account, currency and day: a second run adds nothing. The run is held when a bank account is not read up to
 * `freshSince` (the last business day). With `customers` (numbers) or `notices` only all notices of these customers and these
 * notices are proposed; the others are as if not looked at, also those that a named customer has in another currency. A named
 * notice that nobody would get any more adds nothing.
 */
export async function proposeNotices(
  engine: Engine,
  caller: Caller,
  input: {
    company: Company;
    asOf: Day;
    freshSince: Day | null;
    customers?: ReadonlySet<string> | undefined;
    notices?: readonly NoticeName[] | undefined;
  },
): Promise<Outcome<ProposeResult>> {
  const { tenantId } = caller;
  const stale =
    input.freshSince === null ? null : await staleBank(engine, tenantId, input.company.id, input.freshSince);
  if (stale !== null) return done({ proposed: 0, suppressed: [], held: stale });
  const whole = await previewDunning(engine, tenantId, input);
  const wanted = wantedOf(input);
  const preview = { notices: whole.notices.filter(wanted), suppressed: whole.suppressed.filter(wanted) };
  const known = await keysOfDay(engine, tenantId, input.company.id, input.asOf);
  const keyOf = (facts: DunningFacts): string =>
    keyOfNotice(facts.accountId, facts.currency, facts.partyKey, input.asOf);
  const party = (facts: DunningFacts): object => (facts.partyKey === null ? {} : { party: facts.partyKey });
  const notices = preview.notices.filter((one) => !known.has(keyOf(one.facts)));
  const suppressed = preview.suppressed.filter((one) => !known.has(keyOf(one.facts)));
  if (notices.length + suppressed.length === 0) return done({ proposed: 0, suppressed: [], held: null });
  const message = ({ facts, plan }: { facts: DunningFacts; plan: NoticePlan }) => ({
    companyId: input.company.id,
    accountId: facts.accountId,
    kind: 'dunning_notice',
    channel: plan.kind === 'notice' ? plan.notice.channel : ('email' as const),
    currency: facts.currency,
    language: facts.language,
    recipientName: facts.contact?.name ?? null,
    recipientAddress: facts.contact?.email ?? null,
    sourceKey: keyOf(facts),
    proposedDate: input.asOf,
  });
  const outcome = await runCommand(
    engine,
    caller,
    {
      operation: 'collections.propose-notices',
      reason: `Dunning run of ${input.asOf}.`,
      input: {
        company: input.company.code,
        asOf: input.asOf,
        customers: input.customers ? [...input.customers] : null,
        notices: input.notices ? [...input.notices] : null,
      },
    },
    async (tx) => {
      const writer = await loadOpenCompany(tx.db, tx.tenantId, input.company.id, tx.now);
      const notBefore = contactTimesFrom(tx.now, writer!);
      const proposed = await proposeMessagesIn(
        tx,
        notices.map((one) => ({
          notBefore: one.plan.notice.channel === 'letter' ? null : notBefore(one.facts),
          facts: { proposedLevel: one.plan.notice.level, ...party(one.facts) },
          ...message(one),
        })),
      );
      const heldBack = await recordNotProposedIn(
        tx,
        suppressed.map((one) => ({
          facts: { items: one.plan.numbers, ...party(one.facts) },
          suppression: { code: one.plan.code, reason: one.plan.reason },
          ...message(one),
        })),
      );
      const idOf = new Map([...proposed, ...heldBack].map((one) => [one.sourceKey, one.id]));
      const kept = (facts: DunningFacts, asked: Omit<KeptMessage, 'id'>): KeptMessage[] => {
        const id = idOf.get(keyOf(facts));
        // What another run has written meanwhile stays with that.
        return id === undefined ? [] : [{ id, ...asked }];
      };
      await keepDunningRun(tx, {
        companyId: input.company.id,
        day: input.asOf,
        messages: [
          ...notices.flatMap(({ facts, plan: { notice } }) =>
            kept(facts, { level: notice.level, items: notice.items.length, netMinor: notice.netMinor }),
          ),
          ...suppressed.flatMap(({ facts, plan }) =>
            kept(facts, { level: null, items: plan.numbers.length, netMinor: null }),
          ),
        ],
      });
      return done({ proposed: proposed.length });
    },
  );
  failpoint('dunning.after-propose');
  if (!outcome.ok) return outcome;
  const counts = new Map<string, { code: string; reason: string; count: number }>();
  for (const { plan } of suppressed) {
    const one = counts.get(plan.code) ?? { code: plan.code, reason: plan.reason, count: 0 };
    counts.set(plan.code, { ...one, count: one.count + 1 });
  }
  return done({ proposed: outcome.value.proposed, suppressed: [...counts.values()], held: null });
}

/** Which of the day's notices are asked for: all, or those of named customers and those named themselves. */
function wantedOf({
  customers,
  notices,
}: {
  readonly customers?: ReadonlySet<string> | undefined;
  readonly notices?: readonly NoticeName[] | undefined;
}): (one: { readonly facts: DunningFacts }) => boolean {
  if (customers === undefined && notices === undefined) return () => true;
  const key = ({ customer, currency, party }: NoticeName): string => JSON.stringify([customer, currency, party]);
  const named = new Set(notices?.map(key));
  return ({ facts }) => (customers?.has(facts.customerNumber) ?? false) || named.has(key(nameOfNotice(facts)));
}

/** How a notice of the day is named to whoever chooses among them. */
export const nameOfNotice = (facts: DunningFacts): NoticeName => ({
  customer: facts.customerNumber,
  currency: facts.currency,
  party: facts.partyKey,
});

/** What makes a notice of a day itself: account and currency; on a collective account, the customer seen once. */
export const keyOfNotice = (accountId: bigint, currency: string, partyKey: string | null, asOf: Day): string =>
  `dunning ${accountId} ${currency} ${asOf}${partyKey === null ? '' : ` ${partyKey}`}`;

/** The keys of the notices that a day has already, proposed or suppressed. */
export async function keysOfDay(engine: Engine, tenantId: bigint, companyId: bigint, asOf: Day): Promise<Set<string>> {
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ account_id: bigint; currency: string; party: string | null }>`
      select account_id, currency, facts ->> 'party' as party from correspondence.v_message
      where tenant_id = ${tenantId} and company_id = ${companyId} and proposed_date = ${asOf} and kind = 'dunning_notice'`.execute(
      db,
    ),
  );
  return new Set(rows.map((row) => keyOfNotice(row.account_id, row.currency, row.party, asOf)));
}

/**
 * The bank account in use that is not read far enough, in words; null when all are. One whose bank sends statements only on
 * movement keeps nothing back.
 */
export async function staleBank(
  engine: Engine,
  tenantId: bigint,
  companyId: bigint,
  freshSince: Day,
): Promise<string | null> {
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ name: string; read_to: string | null }>`
      select b.name, b.read_to from cash.v_bank_account b
      where b.tenant_id = ${tenantId} and b.company_id = ${companyId} and b.closed_on is null
        and (select r.rhythm from cash.v_bank_rhythm r
          where r.tenant_id = ${tenantId} and r.bank_account_id = b.id and r.valid_from <= ${freshSince}
          order by r.valid_from desc limit 1) is distinct from 'on_movement'
      order by b.id`.execute(db),
  );
  const stale = rows.find((row) => row.read_to === null || row.read_to < freshSince);
  if (!stale) return null;
  const read = stale.read_to === null ? 'is not read at all' : `is read only up to ${stale.read_to}`;
  return `${stale.name} ${read}; the last business day is ${freshSince}. Nothing is sent before it is read.`;
}
