/** The only writer of the authority tables, and the reader of its facts. */
import { createHash } from 'node:crypto';
import { canonicalJson, type Day } from '#kernel';
import { type Sql, sql } from '../database.ts';
import type { Role } from '../identity/rules/permissions.ts';
import { closed } from '../identity/store.ts';
import type { Transaction } from '../transaction.ts';
import type {
  AuthorityLine,
  Basis,
  DelegationFacts,
  LimitMode,
  LimitTerms,
  PersonFacts,
  RequestState,
  UseKey,
} from './model.ts';
import { limitsInForce, type StoredLimit } from './rules/limits.ts';
import { textOfKey } from './rules/periods.ts';

/** The hash that an approval is bound to: one spelling of everything that was shown to the second person. */
export const hashOfContent = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

interface LimitRow {
  id: string;
  version: number;
  action: string;
  companyId: string | null;
  role: Role | null;
  personId: string | null;
  mode: LimitMode;
  approverRole: Role | null;
  currency: string | null;
  amountMinor: string | null;
  personDayMinor: string | null;
  customerMinor: string | null;
  customerPeriod: StoredLimit['customerPeriod'];
  validFrom: Day;
  withdrawn: boolean;
}

const big = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

const toLimit = (row: LimitRow): StoredLimit => ({
  ...row,
  id: BigInt(row.id),
  companyId: big(row.companyId),
  personId: big(row.personId),
  amountMinor: big(row.amountMinor),
  personDayMinor: big(row.personDayMinor),
  customerMinor: big(row.customerMinor),
});

/** A limit's columns as one JSON object; amounts and ids as text, which no reader rounds. */
const limitJson = sql`jsonb_build_object('id', l.id::text, 'version', l.version, 'action', l.action, 'companyId', l.company_id::text,
  'role', l.role, 'personId', l.person_id::text, 'mode', l.mode, 'approverRole', l.approver_role, 'currency', l.currency,
  'amountMinor', l.amount_minor::text, 'personDayMinor', l.person_day_minor::text, 'customerMinor', l.customer_minor::text,
  'customerPeriod', l.customer_period, 'validFrom', l.valid_from, 'withdrawn', l.withdrawn)`;

/** Every limit on record of an action, or of all; the rules say which are in force. */
export async function loadLimits(
  db: Sql,
  tenantId: bigint,
  filter: { readonly action?: string | undefined } = {},
): Promise<StoredLimit[]> {
  const byAction = filter.action === undefined ? sql`true` : sql`l.action = ${filter.action}`;
  const { rows } = await sql<{ limit: LimitRow }>`
    select ${limitJson} as limit from platform.authority_limit l where l.tenant_id = ${tenantId} and ${byAction} order by l.id`.execute(
    db,
  );
  return rows.map((row) => toLimit(row.limit));
}

interface PersonRow {
  id: string;
  name: string;
  kind: PersonFacts['kind'];
  roles: Role[];
}

interface DelegationRow {
  id: string;
  delegatorId: string;
  delegateId: string;
  companyId: string | null;
  actions: string[] | null;
  ceilingMinor: string | null;
  ceilingCurrency: string | null;
}

export interface LoadedFacts {
  readonly policyVersion: number;
  readonly limits: readonly StoredLimit[];
  readonly delegations: readonly DelegationFacts[];
  readonly persons: ReadonlyMap<bigint, PersonFacts>;
}

/**
 * Policy, persons with their roles in the company, and delegations in force on the day: one statement. Roles of who left (the
 * account is closed) rest: nobody acts on what such a person lent or asked for. Only of the `past` they count, as they did.
 */
export async function loadAuthorityFacts(
  db: Sql,
  tenantId: bigint,
  of: { action: string; companyId: bigint | null; day: Day; personIds: readonly bigint[]; past?: true },
): Promise<LoadedFacts> {
  const rests = of.past ? sql`false` : closed;
  const { rows } = await sql<{
    version: number;
    limits: LimitRow[];
    delegations: DelegationRow[];
    persons: PersonRow[];
  }>`
    with lent as (
      select d.* from platform.authority_delegation d
      where d.tenant_id = ${tenantId} and d.delegate_person_id = any(${of.personIds}::bigint[]) and d.revoked_at is null
        and ${of.day}::date between d.from_date and d.to_date
    ), involved as (
      select unnest(${of.personIds}::bigint[]) as id union select delegator_person_id from lent
    )
    select coalesce((select version from platform.authority_policy where tenant_id = ${tenantId}), 0) as version,
      coalesce((select jsonb_agg(${limitJson} order by l.id) from platform.authority_limit l
        where l.tenant_id = ${tenantId} and l.action = ${of.action} and l.valid_from <= ${of.day}::date
          and (l.company_id is null or l.company_id = ${of.companyId}::bigint)), '[]') as limits,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id::text, 'delegatorId', d.delegator_person_id::text,
          'delegateId', d.delegate_person_id::text, 'companyId', d.company_id::text, 'actions', d.actions,
          'ceilingMinor', d.ceiling_minor::text, 'ceilingCurrency', d.ceiling_currency) order by d.id) from lent d), '[]') as delegations,
      (select jsonb_agg(jsonb_build_object('id', p.id::text, 'name', p.name, 'kind', p.kind, 'roles', coalesce((
          select jsonb_agg(distinct g.role) from platform.role_grant g
          where g.tenant_id = ${tenantId} and g.person_id = p.id and g.revoked_at is null
            and (g.company_id is null or g.company_id = ${of.companyId}::bigint) and not ${rests}), '[]')))
        from involved i join platform.person p on p.id = i.id and p.archived_at is null) as persons`.execute(db);
  const row = rows[0]!;
  const persons = new Map<bigint, PersonFacts>(
    (row.persons ?? []).map((one) => [
      BigInt(one.id),
      { personId: BigInt(one.id), name: one.name, kind: one.kind, roles: one.roles },
    ]),
  );
  return {
    policyVersion: row.version,
    limits: limitsInForce(row.limits.map(toLimit), of.day),
    persons,
    delegations: row.delegations.flatMap((one): DelegationFacts[] => {
      const delegator = persons.get(BigInt(one.delegatorId));
      return delegator
        ? [
            {
              id: BigInt(one.id),
              delegator,
              delegatePersonId: BigInt(one.delegateId),
              companyId: big(one.companyId),
              actions: one.actions,
              ceiling:
                one.ceilingMinor === null
                  ? null
                  : { amountMinor: BigInt(one.ceilingMinor), currency: one.ceilingCurrency! },
            },
          ]
        : [];
    }),
  };
}

interface UsePlace {
  readonly action: string;
  readonly companyId: bigint | null;
  readonly currency: string;
}

/**
 * Locks running totals, in one order, and answers what each holds: until this transaction ends nobody else decides by
 * them. Rows that are not there yet begin at nothing.
 */
export async function lockUses(
  tx: Transaction,
  place: UsePlace,
  keys: readonly UseKey[],
): Promise<ReadonlyMap<string, bigint>> {
  const sorted = [...new Map(keys.map((key) => [textOfKey(key), key])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const column = <T>(pick: (key: UseKey) => T): T[] => sorted.map(([, key]) => pick(key));
  const { rows } = await sql<{
    deed: UseKey['deed'];
    scope: UseKey['scope'];
    holder: bigint;
    period: string;
    used: bigint;
  }>`
    insert into platform.authority_use as old (tenant_id, company_id, action, currency, deed, scope, holder_id, period, used_minor)
    select ${tx.tenantId}, ${place.companyId ?? 0n}::bigint, ${place.action}, ${place.currency}, u.deed, u.scope, u.holder, u.period, 0
    from unnest(${column((key) => key.deed)}::text[], ${column((key) => key.scope)}::text[], ${column((key) => key.holderId)}::bigint[],
      ${column((key) => key.period)}::text[]) with ordinality as u(deed, scope, holder, period, place)
    order by u.place
    on conflict (tenant_id, company_id, action, currency, deed, scope, holder_id, period) do update set used_minor = old.used_minor
    returning deed, scope, holder_id as holder, period, used_minor as used`.execute(tx.db);
  return new Map(
    rows.map((row) => [
      textOfKey({ deed: row.deed, scope: row.scope, holderId: row.holder, period: row.period }),
      row.used,
    ]),
  );
}

/** Running totals as they stand, for a question that changes nothing. */
export async function loadUses(
  db: Sql,
  tenantId: bigint,
  place: UsePlace,
  keys: readonly UseKey[],
): Promise<ReadonlyMap<string, bigint>> {
  const column = <T>(pick: (key: UseKey) => T): T[] => keys.map(pick);
  const { rows } = await sql<{
    deed: UseKey['deed'];
    scope: UseKey['scope'];
    holder: bigint;
    period: string;
    used: bigint;
  }>`
    select u.deed, u.scope, u.holder_id as holder, u.period, u.used_minor as used
    from platform.authority_use u join unnest(${column((key) => key.deed)}::text[], ${column((key) => key.scope)}::text[],
      ${column((key) => key.holderId)}::bigint[], ${column((key) => key.period)}::text[]) as k(deed, scope, holder, period)
      on u.deed = k.deed and u.scope = k.scope and u.holder_id = k.holder and u.period = k.period
    where u.tenant_id = ${tenantId} and u.company_id = ${place.companyId ?? 0n}::bigint and u.action = ${place.action}
      and u.currency = ${place.currency}`.execute(db);
  return new Map(
    rows.map((row) => [
      textOfKey({ deed: row.deed, scope: row.scope, holderId: row.holder, period: row.period }),
      row.used,
    ]),
  );
}

export interface NewDecision {
  readonly action: string;
  readonly companyId: bigint | null;
  readonly customerId: bigint | null;
  readonly subject: string;
  readonly money: { readonly amountMinor: bigint; readonly currency: string } | null;
  readonly converted: { readonly amountMinor: bigint; readonly currency: string; readonly rateDay: Day } | null;
  readonly day: Day;
  readonly deed: 'alone' | 'approved' | 'system';
  readonly personId: bigint;
  readonly basis: Basis | null;
  readonly checker: { readonly personId: bigint; readonly basis: Basis } | null;
  readonly requestId: bigint | null;
  readonly policyVersion: number | null;
  readonly contentHash: string;
}

/** Records a decision and adds it to the running totals it belongs to: one statement. */
export async function recordDecision(tx: Transaction, one: NewDecision, uses: readonly UseKey[]): Promise<void> {
  const column = <T>(pick: (key: UseKey) => T): T[] => uses.map(pick);
  await sql`
    with counted as (
      update platform.authority_use u set used_minor = u.used_minor + ${one.money?.amountMinor ?? 0n}
      from unnest(${column((key) => key.deed)}::text[], ${column((key) => key.scope)}::text[], ${column((key) => key.holderId)}::bigint[],
        ${column((key) => key.period)}::text[]) as k(deed, scope, holder, period)
      where u.tenant_id = ${tx.tenantId} and u.company_id = ${one.companyId ?? 0n}::bigint and u.action = ${one.action}
        and u.currency = ${one.money?.currency ?? ''} and u.deed = k.deed and u.scope = k.scope and u.holder_id = k.holder
        and u.period = k.period
    )
    insert into platform.authority_decision (tenant_id, command_id, action, company_id, customer_id, subject, amount_minor, currency,
      transaction_amount_minor, transaction_currency, rate_day, day, deed, person_id, authority_of_person_id, delegation_id, limit_id,
      approver_person_id, approver_authority_of_person_id, approver_delegation_id, approver_limit_id, request_id, policy_version,
      content_hash, decided_at)
    values (${tx.tenantId}, ${tx.commandId}, ${one.action}, ${one.companyId}, ${one.customerId}, ${one.subject},
      ${one.money?.amountMinor ?? 0n}, ${one.money?.currency ?? null}, ${one.converted?.amountMinor ?? null},
      ${one.converted?.currency ?? null}, ${one.converted?.rateDay ?? null}::date, ${one.day}::date, ${one.deed}, ${one.personId},
      ${one.basis?.authorityOfPersonId ?? one.personId}, ${one.basis?.delegationId ?? null}, ${one.basis?.limit.id ?? null},
      ${one.checker?.personId ?? null}, ${one.checker?.basis.authorityOfPersonId ?? null}, ${one.checker?.basis.delegationId ?? null},
      ${one.checker?.basis.limit.id ?? null}, ${one.requestId},
      coalesce(${one.policyVersion}::integer, (select version from platform.authority_policy where tenant_id = ${tx.tenantId}), 0),
      ${one.contentHash}, ${tx.now.toISOString()}::timestamptz)`.execute(tx.db);
}

/** A request as it is kept. */
export interface RequestRow {
  readonly id: bigint;
  readonly action: string;
  readonly companyId: bigint | null;
  readonly customerId: bigint | null;
  readonly subject: string;
  readonly sentence: string;
  readonly lines: readonly AuthorityLine[];
  readonly amountMinor: bigint;
  readonly currency: string | null;
  readonly input: unknown;
  readonly contentHash: string;
  readonly reason: string;
  readonly source: string;
  readonly state: RequestState;
  readonly requesterPersonId: bigint;
  readonly requesterName: string;
  readonly requestedAt: string;
  readonly settledPersonId: bigint | null;
  readonly settledName: string | null;
  readonly settledAt: string | null;
  readonly settledNote: string | null;
  readonly version: number;
}

const requestColumns = sql`r.id, r.action, r.company_id as "companyId", r.customer_id as "customerId", r.subject, r.sentence,
  case when jsonb_typeof(r.lines) = 'array' then r.lines else '[]'::jsonb end as lines,
  r.amount_minor as "amountMinor", r.currency, r.input, r.content_hash as "contentHash", r.reason, r.source, r.state,
  r.requester_person_id as "requesterPersonId", q.name as "requesterName", r.requested_at as "requestedAt",
  r.settled_person_id as "settledPersonId", s.name as "settledName", r.settled_at as "settledAt", r.settled_note as "settledNote",
  r.version`;
const requestTables = sql`platform.authority_request r join platform.person q on q.id = r.requester_person_id
  left join platform.person s on s.id = r.settled_person_id`;

/** Locks a request until the transaction ends; undefined when there is none. */
export async function lockRequest(tx: Transaction, requestId: bigint): Promise<RequestRow | undefined> {
  tx.claimLock('authority', `request ${requestId}`);
  await sql`select id from platform.authority_request where tenant_id = ${tx.tenantId} and id = ${requestId} for update`.execute(
    tx.db,
  );
  return loadRequest(tx.db, tx.tenantId, requestId);
}

export async function loadRequest(db: Sql, tenantId: bigint, requestId: bigint): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`
    select ${requestColumns} from ${requestTables} where r.tenant_id = ${tenantId} and r.id = ${requestId}`.execute(db);
  return rows[0];
}

/**
 * Locks the very same question, and finds the request that waits with it: the person's own, or one that nobody stands for yet. The
 * own goes first.
 */
export async function findWaitingRequest(
  tx: Transaction,
  of: { readonly action: string; readonly contentHash: string; readonly input: unknown },
): Promise<{ readonly id: bigint; readonly state: 'proposed' | 'pending'; readonly sentence: string } | undefined> {
  // Two that ask at once find nothing to lock: they wait for one another by the question itself.
  tx.claimLock('authority', `content ${of.contentHash}`);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`authority.request ${tx.tenantId}/${of.contentHash}`}, 0))`.execute(
    tx.db,
  );
  const { rows } = await sql<{ id: bigint; state: 'proposed' | 'pending'; sentence: string }>`
    select id, state, sentence from platform.authority_request
    where tenant_id = ${tx.tenantId} and content_hash = ${of.contentHash} and action = ${of.action}
      and input = ${canonicalJson(of.input)}::jsonb
      and (state = 'proposed' or (state = 'pending' and requester_person_id = ${tx.actor.personId}))
    order by state = 'pending' desc, id limit 1 for update`.execute(tx.db);
  return rows[0];
}

/** The subjects of an action for which somebody's request waits in a company. */
export async function loadWaitingSubjects(
  db: Sql,
  tenantId: bigint,
  of: { readonly action: string; readonly companyId: bigint },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ subject: string }>`
    select subject from platform.authority_request
    where tenant_id = ${tenantId} and action = ${of.action} and company_id = ${of.companyId} and state in ('proposed', 'pending')`.execute(
    db,
  );
  return new Set(rows.map((row) => row.subject));
}

/** Requests of the companies, newest first, before an id. Null among the companies: those of the tenant as a whole. */
export async function listRequestRows(
  db: Sql,
  tenantId: bigint,
  filter: {
    companyIds: readonly bigint[];
    wholeTenant: boolean;
    states: readonly RequestState[];
    beforeId: bigint;
    limit: number;
    /** Absent: of all customers, and of none. */
    customerId?: bigint | undefined;
  },
): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    select ${requestColumns} from ${requestTables}
    where r.tenant_id = ${tenantId} and r.state = any(${filter.states}::text[])
      and (r.company_id = any(${filter.companyIds}::bigint[]) or (${filter.wholeTenant} and r.company_id is null))
      and (${filter.beforeId} = 0 or r.id < ${filter.beforeId})
      and (${filter.customerId ?? null}::bigint is null or r.customer_id = ${filter.customerId ?? null})
    order by r.id desc limit ${filter.limit}`.execute(db);
  return rows;
}

export interface NewRequest {
  readonly action: string;
  readonly companyId: bigint | null;
  readonly customerId: bigint | null;
  readonly subject: string;
  readonly sentence: string;
  readonly lines: readonly AuthorityLine[];
  readonly money: { readonly amountMinor: bigint; readonly currency: string } | null;
  readonly input: unknown;
  readonly contentHash: string;
  readonly reason: string;
  readonly state: 'proposed' | 'pending';
}

export async function insertRequest(tx: Transaction, one: NewRequest): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into platform.authority_request (tenant_id, action, company_id, customer_id, subject, sentence, lines, amount_minor,
      currency, input, content_hash, reason, source, state, requester_person_id, requested_at)
    values (${tx.tenantId}, ${one.action}, ${one.companyId}, ${one.customerId}, ${one.subject}, ${one.sentence},
      ${canonicalJson(one.lines)}::jsonb, ${one.money?.amountMinor ?? 0n}, ${one.money?.currency ?? null}, ${canonicalJson(one.input)}::jsonb, ${one.contentHash},
      ${one.reason}, ${tx.source}, ${one.state}, ${tx.actor.personId}, ${tx.now.toISOString()}::timestamptz)
    returning id`.execute(tx.db);
  return rows[0]!.id;
}

/** Settles a request that is locked. */
export async function settleRequest(
  tx: Transaction,
  requestId: bigint,
  settled: { state: 'approved' | 'rejected' | 'withdrawn' | 'invalid'; note: string | null },
): Promise<void> {
  await sql`update platform.authority_request set state = ${settled.state}, settled_person_id = ${tx.actor.personId},
    settled_at = ${tx.now.toISOString()}::timestamptz, settled_note = ${settled.note}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${requestId}`.execute(tx.db);
}

/** A person stands for a proposal that came from outside, or the requester brings the content up to date. */
export async function updateRequest(
  tx: Transaction,
  requestId: bigint,
  change: {
    requesterPersonId: bigint;
    proposal: Pick<NewRequest, 'companyId' | 'customerId' | 'subject' | 'sentence' | 'lines' | 'money' | 'contentHash'>;
    input: unknown;
    reason: string;
  },
): Promise<void> {
  const { proposal } = change;
  await sql`update platform.authority_request set state = 'pending', requester_person_id = ${change.requesterPersonId},
    requested_at = ${tx.now.toISOString()}::timestamptz, company_id = ${proposal.companyId}, customer_id = ${proposal.customerId},
    subject = ${proposal.subject}, sentence = ${proposal.sentence}, lines = ${canonicalJson(proposal.lines)}::jsonb, amount_minor = ${proposal.money?.amountMinor ?? 0n},
    currency = ${proposal.money?.currency ?? null}, content_hash = ${proposal.contentHash},
    input = ${canonicalJson(change.input)}::jsonb, reason = ${change.reason}, settled_person_id = null, settled_at = null,
    settled_note = null, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${requestId}`.execute(tx.db);
}

/** Locks the policy: whoever changes it waits. */
export async function lockPolicy(tx: Transaction): Promise<void> {
  tx.claimLock('authority', 'policy');
  await sql`select version from platform.authority_policy where tenant_id = ${tx.tenantId} for update`.execute(tx.db);
}

/** Counts the policy's version up and locks it: two changes of the policy come one after the other. */
export async function nextPolicyVersion(tx: Transaction): Promise<number> {
  tx.claimLock('authority', 'policy');
  const { rows } = await sql<{ version: number }>`
    insert into platform.authority_policy as old (tenant_id, version) values (${tx.tenantId}, 1)
    on conflict (tenant_id) do update set version = old.version + 1 returning version`.execute(tx.db);
  return rows[0]!.version;
}

export async function insertLimits(
  tx: Transaction,
  version: number,
  limits: readonly (LimitTerms & { readonly validFrom: Day; readonly withdrawn: boolean })[],
): Promise<void> {
  const c = <T>(pick: (limit: LimitTerms & { validFrom: Day; withdrawn: boolean }) => T): T[] => limits.map(pick);
  await sql`
    insert into platform.authority_limit (tenant_id, version, action, company_id, role, person_id, mode, approver_role, currency,
      amount_minor, person_day_minor, customer_minor, customer_period, valid_from, withdrawn, command_id)
    select ${tx.tenantId}, ${version}, l.*, ${tx.commandId}
    from unnest(${c((l) => l.action)}::text[], ${c((l) => l.companyId)}::bigint[], ${c((l) => l.role)}::text[], ${c((l) => l.personId)}::bigint[],
      ${c((l) => l.mode)}::text[], ${c((l) => l.approverRole)}::text[], ${c((l) => l.currency)}::text[], ${c((l) => l.amountMinor)}::bigint[],
      ${c((l) => l.personDayMinor)}::bigint[], ${c((l) => l.customerMinor)}::bigint[], ${c((l) => l.customerPeriod)}::text[],
      ${c((l) => l.validFrom)}::date[], ${c((l) => l.withdrawn)}::boolean[]) as l`.execute(tx.db);
}

/** A delegation as people read it. */
export interface DelegationRowRead {
  readonly id: bigint;
  readonly delegatorPersonId: bigint;
  readonly delegatorName: string;
  readonly delegatePersonId: bigint;
  readonly delegateName: string;
  readonly companyId: bigint | null;
  readonly actions: readonly string[] | null;
  readonly ceilingMinor: bigint | null;
  readonly ceilingCurrency: string | null;
  readonly from: Day;
  readonly to: Day;
  readonly reason: string;
  readonly revokedAt: string | null;
}

export async function loadDelegations(db: Sql, tenantId: bigint): Promise<DelegationRowRead[]> {
  const { rows } = await sql<DelegationRowRead>`
    select d.id, d.delegator_person_id as "delegatorPersonId", a.name as "delegatorName", d.delegate_person_id as "delegatePersonId",
      b.name as "delegateName", d.company_id as "companyId", d.actions, d.ceiling_minor as "ceilingMinor",
      d.ceiling_currency as "ceilingCurrency", d.from_date as "from", d.to_date as "to", d.reason, d.revoked_at as "revokedAt"
    from platform.authority_delegation d join platform.person a on a.id = d.delegator_person_id
    join platform.person b on b.id = d.delegate_person_id
    where d.tenant_id = ${tenantId} order by d.id desc limit 1000`.execute(db);
  return rows;
}

export async function insertDelegation(
  tx: Transaction,
  one: {
    delegatePersonId: bigint;
    companyId: bigint | null;
    actions: readonly string[] | null;
    ceiling: { amountMinor: bigint; currency: string } | null;
    from: Day;
    to: Day;
    reason: string;
  },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into platform.authority_delegation (tenant_id, delegator_person_id, delegate_person_id, company_id, actions, ceiling_minor,
      ceiling_currency, from_date, to_date, reason, command_id)
    values (${tx.tenantId}, ${tx.actor.personId}, ${one.delegatePersonId}, ${one.companyId}, ${one.actions}::text[],
      ${one.ceiling?.amountMinor ?? null}, ${one.ceiling?.currency ?? null}, ${one.from}::date, ${one.to}::date, ${one.reason}, ${tx.commandId})
    returning id`.execute(tx.db);
  return rows[0]!.id;
}

/** Ends a delegation; false when it is not there or ended already. `delegatorPersonId` null: whoever lent it. */
export async function revokeDelegationRow(
  tx: Transaction,
  delegationId: bigint,
  delegatorPersonId: bigint | null,
): Promise<boolean> {
  const { rows } = await sql`update platform.authority_delegation set revoked_at = ${tx.now.toISOString()}::timestamptz
    where tenant_id = ${tx.tenantId} and id = ${delegationId} and revoked_at is null
      and (${delegatorPersonId}::bigint is null or delegator_person_id = ${delegatorPersonId}::bigint) returning id`.execute(
    tx.db,
  );
  return rows.length === 1;
}

/** A decision on record, as the simulation reads it. */
export interface DecisionRow {
  readonly id: bigint;
  readonly action: string;
  readonly companyId: bigint | null;
  readonly customerId: bigint | null;
  readonly subject: string;
  readonly amountMinor: bigint;
  readonly currency: string | null;
  readonly day: Day;
  readonly deed: 'alone' | 'approved' | 'system';
  readonly personId: bigint;
  readonly personName: string;
  readonly authorityOfPersonId: bigint;
  readonly approverPersonId: bigint | null;
  readonly approverName: string | null;
  readonly approverAuthorityOfPersonId: bigint | null;
  readonly requestId: bigint | null;
  readonly policyVersion: number;
  readonly decidedAt: string;
}

/** Decisions of the companies, oldest first when `from` is given, else the newest before an id. */
export async function loadDecisions(
  db: Sql,
  tenantId: bigint,
  filter: {
    companyIds: readonly bigint[];
    wholeTenant: boolean;
    action?: string | undefined;
    from?: Day | undefined;
    to?: Day | undefined;
    beforeId?: bigint | undefined;
    limit: number;
  },
): Promise<DecisionRow[]> {
  const conditions = [
    sql`d.tenant_id = ${tenantId}`,
    sql`(d.company_id = any(${filter.companyIds}::bigint[]) or (${filter.wholeTenant} and d.company_id is null))`,
  ];
  if (filter.action !== undefined) conditions.push(sql`d.action = ${filter.action}`);
  if (filter.from !== undefined) conditions.push(sql`d.day >= ${filter.from}::date`);
  if (filter.to !== undefined) conditions.push(sql`d.day <= ${filter.to}::date`);
  if (filter.beforeId !== undefined && filter.beforeId > 0n) conditions.push(sql`d.id < ${filter.beforeId}`);
  const { rows } = await sql<DecisionRow>`
    select d.id, d.action, d.company_id as "companyId", d.customer_id as "customerId", d.subject, d.amount_minor as "amountMinor",
      d.currency, d.day, d.deed, d.person_id as "personId", p.name as "personName", d.authority_of_person_id as "authorityOfPersonId",
      d.approver_person_id as "approverPersonId", a.name as "approverName",
      d.approver_authority_of_person_id as "approverAuthorityOfPersonId", d.request_id as "requestId",
      d.policy_version as "policyVersion", d.decided_at as "decidedAt"
    from platform.authority_decision d join platform.person p on p.id = d.person_id left join platform.person a on a.id = d.approver_person_id
    where ${sql.join(conditions, sql` and `)}
    order by ${filter.from === undefined ? sql`d.id desc` : sql`d.id`} limit ${filter.limit}`.execute(db);
  return rows;
}
