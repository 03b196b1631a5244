/** Owners of unapplied money, by hand and by rule, and the policy for dormant credits: the only writer of them. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { OwnedByDefault } from '../lists.ts';

/** Names the owner of a receipt, or nobody. False where there is no such open receipt of that version. */
export async function setReceiptOwner(
  tx: Transaction,
  of: { companyId: bigint; receiptId: bigint; version: number; personId: bigint | null },
): Promise<{ readonly accountId: bigint | null } | undefined> {
  const { rows } = await sql<{ accountId: bigint | null }>`
    update cash.receipt set owner_person_id = ${of.personId}, version = version + 1
    where tenant_id = ${tx.tenantId} and company_id = ${of.companyId} and id = ${of.receiptId} and version = ${of.version}
      and state in ('unapplied', 'part_applied', 'unidentified') returning account_id as "accountId"`.execute(tx.db);
  return rows[0];
}

export async function saveDefaultOwner(
  tx: Transaction,
  of: { companyId: bigint; kind: OwnedByDefault; personId: bigint | null },
): Promise<void> {
  await sql`
    insert into cash.default_owner (tenant_id, company_id, kind, person_id, command_id)
    values (${tx.tenantId}, ${of.companyId}, ${of.kind}, ${of.personId}, ${tx.commandId})
    on conflict (tenant_id, company_id, kind)
    do update set person_id = excluded.person_id, command_id = excluded.command_id`.execute(tx.db);
}

/** Who owns a company's money by default, and who said so; what nobody has set is absent. */
export async function loadDefaultOwners(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<
  {
    readonly kind: OwnedByDefault;
    readonly ownerId: bigint | null;
    readonly owner: string | null;
    readonly person: string;
    readonly recordedAt: string;
  }[]
> {
  const { rows } = await sql<{
    kind: OwnedByDefault;
    ownerId: bigint | null;
    owner: string | null;
    person: string;
    recordedAt: string;
  }>`
    select o.kind, o.person_id as "ownerId", w.name as owner, p.name as person, a.recorded_at as "recordedAt"
    from cash.default_owner o
    left join platform.person w on w.id = o.person_id
    join platform.audit a on a.tenant_id = ${tenantId} and a.command_id = o.command_id
    join platform.person p on p.id = a.person_id
    where o.tenant_id = ${tenantId} and o.company_id = ${companyId} order by o.kind`.execute(db);
  return rows;
}

/** A rule on dormant credits from a day on; country null: of every country that has no rule of its own. */
export interface DormancyRule {
  readonly country: string | null;
  readonly validFrom: Day;
  /** 0: credits of these customers are never dormant. */
  readonly months: number;
  /** So many days before, the customer is asked what to do with the credit; 0: nobody is asked. */
  readonly letterDays: number;
  /** The law or the policy that says so. */
  readonly source: string | null;
}

export async function saveDormancy(
  tx: Transaction,
  { companyId, ...rule }: DormancyRule & { companyId: bigint },
): Promise<void> {
  await sql`
    insert into cash.dormancy_policy (tenant_id, company_id, country, valid_from, months, letter_days, source, command_id)
    values (${tx.tenantId}, ${companyId}, ${rule.country ?? ''}, ${rule.validFrom}, ${rule.months}, ${rule.letterDays}, ${rule.source}, ${tx.commandId})
    on conflict (tenant_id, company_id, country, valid_from)
    do update set months = excluded.months, letter_days = excluded.letter_days, source = excluded.source, command_id = excluded.command_id`.execute(
    tx.db,
  );
}

/** Every rule of a company with who set it, the general one first, of each country the newest first. */
export async function loadDormancyRules(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<(DormancyRule & { readonly person: string; readonly recordedAt: string })[]> {
  const { rows } = await sql<DormancyRule & { person: string; recordedAt: string }>`
    select nullif(d.country, '') as country, d.valid_from as "validFrom", d.months, d.letter_days as "letterDays", d.source, p.name as person, a.recorded_at as "recordedAt"
    from cash.dormancy_policy d
    join platform.audit a on a.tenant_id = ${tenantId} and a.command_id = d.command_id
    join platform.person p on p.id = a.person_id
    where d.tenant_id = ${tenantId} and d.company_id = ${companyId} order by d.country, d.valid_from desc`.execute(db);
  return rows;
}
