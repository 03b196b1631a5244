/** What was learned about payers, and the receipts that speak for it: the only writer of cash.payer_alias and its evidence. */
import { textKey } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { type Lesson, strengthOf } from '../rules/matching/learned.ts';
import type { LearnedEvidence } from '../rules/matching/model.ts';
import { nameTokens } from '../rules/matching/payer.ts';

const keyOf = ({ kind, value }: Lesson): string =>
  kind === 'account' ? textKey(value) : kind === 'name' ? nameTokens(value).join(' ') : value;

/**
 * Keeps what a decision taught, with the receipt that speaks for it. What a person took out of use stays out. Evidence of
 * this receipt for somebody else is mistaken from now on.
 */
export async function learn(
  tx: Transaction,
  of: { companyId: bigint; receiptId: bigint; lessons: readonly Lesson[]; customerIds: readonly bigint[] },
): Promise<void> {
  const { lessons } = of;
  const c = <T>(pick: (one: Lesson) => T): T[] => lessons.map(pick);
  await sql`
    update cash.payer_alias_evidence e set outcome = 'mistaken', command_id = ${tx.commandId}
    from cash.payer_alias a
    where e.tenant_id = ${tx.tenantId} and e.receipt_id = ${of.receiptId} and e.outcome = 'held' and a.tenant_id = ${tx.tenantId} and a.id = e.alias_id
      and a.kind <> 'reference' and a.customer_id <> all(${of.customerIds as bigint[]}::bigint[])`.execute(tx.db);
  if (lessons.length === 0) return;
  await sql`
    with lesson as (
      select distinct on (kind, value_key, customer_id) * from unnest(${c((x) => x.kind)}::text[], ${c(keyOf)}::text[],
        ${c((x) => x.value)}::text[], ${c((x) => BigInt(x.customerId))}::bigint[]) as l(kind, value_key, value, customer_id)
    ), made as (
      insert into cash.payer_alias (tenant_id, company_id, kind, value_key, value, customer_id, command_id)
      select ${tx.tenantId}, ${of.companyId}, kind, value_key, value, customer_id, ${tx.commandId} from lesson
      on conflict (tenant_id, company_id, kind, value_key, customer_id) do update set value = cash.payer_alias.value
      returning id
    )
    insert into cash.payer_alias_evidence (tenant_id, alias_id, receipt_id, outcome, command_id)
    select ${tx.tenantId}, id, ${of.receiptId}, 'held', ${tx.commandId} from made
    on conflict (tenant_id, alias_id, receipt_id) do update set outcome = 'held', command_id = excluded.command_id`.execute(
    tx.db,
  );
}

/** Receipts that were applied on learned evidence speak for it. */
export async function noteHeld(tx: Transaction, held: readonly { lineId: bigint; aliasId: bigint }[]): Promise<void> {
  if (held.length === 0) return;
  await sql`
    insert into cash.payer_alias_evidence (tenant_id, alias_id, receipt_id, outcome, command_id)
    select ${tx.tenantId}, h.alias_id, r.id, 'held', ${tx.commandId}
    from unnest(${held.map((one) => one.lineId)}::bigint[], ${held.map((one) => one.aliasId)}::bigint[]) as h(line_id, alias_id)
    join cash.receipt r on r.tenant_id = ${tx.tenantId} and r.bank_line_id = h.line_id
    on conflict (tenant_id, alias_id, receipt_id) do update set outcome = 'held', command_id = excluded.command_id`.execute(
    tx.db,
  );
}

/** A person's no to a proposal speaks against the evidence that it stood on. */
export async function noteMistaken(tx: Transaction, receiptId: bigint, aliasIds: readonly bigint[]): Promise<void> {
  if (aliasIds.length === 0) return;
  await sql`
    insert into cash.payer_alias_evidence (tenant_id, alias_id, receipt_id, outcome, command_id)
    select ${tx.tenantId}, a.id, ${receiptId}, 'mistaken', ${tx.commandId}
    from cash.payer_alias a where a.tenant_id = ${tx.tenantId} and a.id = any(${aliasIds as bigint[]}::bigint[])
    on conflict (tenant_id, alias_id, receipt_id) do update set outcome = 'mistaken', command_id = excluded.command_id`.execute(
    tx.db,
  );
}

/** The no was taken back: nothing speaks against the evidence any more. */
export async function withdrawMistaken(tx: Transaction, receiptId: bigint): Promise<void> {
  await sql`
    update cash.payer_alias_evidence set outcome = 'withdrawn', command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and receipt_id = ${receiptId} and outcome = 'mistaken'`.execute(tx.db);
}

/** Evidence by receipts: what is applied speaks for an alias; what is applied no more, or a person's no, against it. */
const tally = (tenantId: bigint) => sql`
  select e.alias_id,
    count(*) filter (where e.outcome = 'held' and r.state not in ('unapplied', 'unidentified'))::integer as held,
    count(*) filter (where e.outcome = 'mistaken' or e.outcome = 'held' and r.state in ('unapplied', 'unidentified'))::integer as failed,
    min(e.receipt_id) as first_receipt_id
  from cash.payer_alias_evidence e join cash.receipt r on r.tenant_id = ${tenantId} and r.id = e.receipt_id
  where e.tenant_id = ${tenantId} group by e.alias_id`;

/** What the engine may use of a company, by the customer it speaks of; what failed as often as it held is left out. */
export async function loadLearned(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<{ customerId: bigint; evidence: LearnedEvidence }[]> {
  const { rows } = await sql<{
    id: bigint;
    kind: LearnedEvidence['kind'];
    value: string;
    customer_id: bigint;
    held: number;
    failed: number;
  }>`
    select a.id, a.kind, a.value, a.customer_id, t.held, t.failed
    from cash.payer_alias a join (${tally(tenantId)}) t on t.alias_id = a.id
    where a.tenant_id = ${tenantId} and a.company_id = ${companyId} and a.removed_by is null order by a.id`.execute(db);
  return rows.flatMap((row) => {
    const strength = strengthOf(row.held, row.failed);
    if (strength === 'none') return [];
    const evidence = { id: row.id.toString(), kind: row.kind, value: row.value, firm: strength === 'firm' };
    return [{ customerId: row.customer_id, evidence }];
  });
}

/** Receipt → learned evidence that a person said no to for it. */
export async function loadMistaken(db: Sql, tenantId: bigint, companyId: bigint): Promise<Map<bigint, string[]>> {
  const { rows } = await sql<{ receipt_id: bigint; ids: string[] }>`
    select e.receipt_id, array_agg(e.alias_id::text) as ids
    from cash.payer_alias_evidence e join cash.payer_alias a on a.tenant_id = ${tenantId} and a.id = e.alias_id
    where e.tenant_id = ${tenantId} and e.outcome = 'mistaken' and a.company_id = ${companyId} group by e.receipt_id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.receipt_id, row.ids]));
}

export interface PayerAlias {
  readonly id: bigint;
  readonly kind: LearnedEvidence['kind'];
  readonly value: string;
  readonly customer: string;
  readonly name: string;
  readonly held: number;
  readonly failed: number;
  readonly strength: 'none' | 'hint' | 'firm';
  /** Where it comes from: the first receipt that spoke for it, and who decided about it. */
  readonly receiptId: bigint;
  /** Its number. */
  readonly receipt: string;
  readonly learnedOn: string;
  readonly person: string;
  readonly removed: string | null;
}

/** Everything that was learned in a company, the newest first; also what is out of use. */
export async function listPayerAliases(db: Sql, tenantId: bigint, companyId: bigint): Promise<PayerAlias[]> {
  const { rows } = await sql<Omit<PayerAlias, 'strength'>>`
    select a.id, a.kind, case when a.kind = 'pays_for' then coalesce(payer.name || ' (' || payer.number || ')', a.value) else a.value end as value,
      c.number as customer, c.name, t.held, t.failed, t.first_receipt_id as "receiptId", coalesce(r.number, r.id::text) as receipt, a.removed_reason as removed, p.name as person,
      to_char(u.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "learnedOn"
    from cash.payer_alias a
    join (${tally(tenantId)}) t on t.alias_id = a.id
    join cash.receipt r on r.tenant_id = ${tenantId} and r.id = t.first_receipt_id
    join customers.v_account c on c.tenant_id = ${tenantId} and c.company_id = a.company_id and c.customer_id = a.customer_id
    left join customers.v_account payer on a.kind = 'pays_for' and payer.tenant_id = ${tenantId} and payer.company_id = a.company_id
      and payer.customer_id::text = a.value
    join platform.audit u on u.tenant_id = ${tenantId} and u.command_id = a.command_id
    join platform.person p on p.id = u.person_id
    where a.tenant_id = ${tenantId} and a.company_id = ${companyId} order by a.id desc`.execute(db);
  return rows.map((row) => ({ ...row, strength: row.removed === null ? strengthOf(row.held, row.failed) : 'none' }));
}

/** Takes an alias out of use, or back into it. False when there is none that is not so already. */
export async function setAliasRemoved(
  tx: Transaction,
  of: { companyId: bigint; aliasId: bigint; reason: string | null },
): Promise<{ readonly accountIds: readonly bigint[]; readonly kind: string } | undefined> {
  const { rows } = await sql<{ kind: string; accountIds: bigint[] }>`
    update cash.payer_alias set removed_by = ${of.reason === null ? null : tx.commandId}, removed_reason = ${of.reason}
    where tenant_id = ${tx.tenantId} and company_id = ${of.companyId} and id = ${of.aliasId} and (removed_by is null) = ${of.reason !== null}
    returning kind, array(select a.id from customers.v_account a where a.tenant_id = ${tx.tenantId} and a.company_id = ${of.companyId}
      and a.customer_id = payer_alias.customer_id) as "accountIds"`.execute(tx.db);
  return rows[0];
}
