/** Netting agreements: the only writer of their tables. */
import { type Day, textKey } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { NettingAgreement } from '../model.ts';

/** An agreement as people read it. */
export interface StoredAgreement extends NettingAgreement {
  readonly companies: readonly string[];
  readonly customers: readonly { readonly number: string; readonly name: string }[];
  readonly fileName: string | null;
  readonly sha256: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly withdrawn: {
    readonly from: Day;
    readonly reason: string;
    readonly person: string;
    readonly at: string;
  } | null;
}

/** Agreements of a tenant; those that concern a company, or one by its id. */
export async function loadAgreements(
  db: Sql,
  tenantId: bigint,
  by: { readonly companyId: bigint } | { readonly id: bigint } | { readonly reference: string },
): Promise<StoredAgreement[]> {
  const where =
    'id' in by
      ? sql`a.id = ${by.id}`
      : 'reference' in by
        ? sql`a.reference_key = ${textKey(by.reference)}`
        : sql`exists (select 1 from offsets.netting_company n where n.tenant_id = ${tenantId} and n.agreement_id = a.id and n.company_id = ${by.companyId})`;
  const { rows } = await sql<{
    id: bigint;
    reference: string;
    valid_from: string;
    valid_to: string | null;
    currencies: string[];
    file_name: string | null;
    sha256: string | null;
    recorded_by: string;
    recorded_at: string;
    companies: { id: string; code: string }[];
    parties: { customerId: string | null; number: string | null; name: string | null; vendor: string | null }[];
    from_date: string | null;
    reason: string | null;
    withdrawn_by: string | null;
    withdrawn_at: string | null;
  }>`
    select a.id, a.reference, a.valid_from, a.valid_to, a.currencies, a.file_name, a.sha256, p.name as recorded_by, a.recorded_at,
      (select jsonb_agg(jsonb_build_object('id', n.company_id::text, 'code', c.code) order by c.code) from offsets.netting_company n
        join company.v_company c on c.tenant_id = ${tenantId} and c.id = n.company_id
        where n.tenant_id = ${tenantId} and n.agreement_id = a.id) as companies,
      (select jsonb_agg(jsonb_build_object('customerId', n.customer_id::text, 'number', c.number, 'name', c.name, 'vendor', n.vendor_number)
          order by n.line) from offsets.netting_party n
        left join customers.v_customer c on c.tenant_id = ${tenantId} and c.id = n.customer_id
        where n.tenant_id = ${tenantId} and n.agreement_id = a.id) as parties,
      w.from_date, w.reason, q.name as withdrawn_by, w.withdrawn_at
    from offsets.netting_agreement a
    join platform.person p on p.id = a.recorded_person_id
    left join offsets.netting_withdrawal w on w.tenant_id = ${tenantId} and w.agreement_id = a.id
    left join platform.person q on q.id = w.person_id
    where a.tenant_id = ${tenantId} and ${where}
    order by a.id desc`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    companyIds: row.companies.map((one) => BigInt(one.id)),
    companies: row.companies.map((one) => one.code),
    customerIds: row.parties.flatMap((one) => (one.customerId === null ? [] : [BigInt(one.customerId)])),
    customers: row.parties.flatMap((one) =>
      one.customerId === null ? [] : [{ number: one.number!, name: one.name! }],
    ),
    vendorNumbers: row.parties.flatMap((one) => (one.vendor === null ? [] : [one.vendor])),
    currencies: row.currencies,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    withdrawnFrom: row.from_date,
    hasCopy: row.sha256 !== null,
    fileName: row.file_name,
    sha256: row.sha256,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    withdrawn:
      row.from_date === null
        ? null
        : { from: row.from_date, reason: row.reason!, person: row.withdrawn_by!, at: row.withdrawn_at! },
  }));
}

/** Records an agreement with its companies and parties; undefined where one of the reference is there already. */
export async function insertAgreement(
  tx: Transaction,
  agreement: {
    readonly reference: string;
    readonly validFrom: Day;
    readonly validTo: Day | null;
    readonly currencies: readonly string[];
    readonly companyIds: readonly bigint[];
    readonly customerIds: readonly bigint[];
    readonly vendorNumbers: readonly string[];
    readonly copy: { readonly fileName: string; readonly sha256: string; readonly sizeBytes: number } | null;
  },
): Promise<bigint | undefined> {
  const { copy } = agreement;
  const { rows } = await sql<{ id: bigint }>`
    insert into offsets.netting_agreement (tenant_id, reference, reference_key, valid_from, valid_to, currencies, file_name, sha256, size_bytes,
      recorded_person_id, recorded_at, command_id)
    values (${tx.tenantId}, ${agreement.reference}, ${textKey(agreement.reference)}, ${agreement.validFrom}, ${agreement.validTo},
      ${agreement.currencies as string[]}::text[], ${copy?.fileName ?? null}, ${copy?.sha256 ?? null}, ${copy?.sizeBytes ?? null},
      ${tx.actor.personId}, ${tx.now.toISOString()}::timestamptz, ${tx.commandId})
    on conflict (tenant_id, reference_key) do nothing returning id`.execute(tx.db);
  const id = rows[0]?.id;
  if (id === undefined) return undefined;
  await sql`
    insert into offsets.netting_company (tenant_id, agreement_id, company_id)
    select ${tx.tenantId}, ${id}, c.id from unnest(${agreement.companyIds as bigint[]}::bigint[]) as c(id)`.execute(
    tx.db,
  );
  const customers = agreement.customerIds.map((customerId) => ({ customerId, vendor: null as string | null }));
  const vendors = agreement.vendorNumbers.map((vendor) => ({ customerId: null as bigint | null, vendor }));
  const parties = [...customers, ...vendors];
  await sql`
    insert into offsets.netting_party (tenant_id, agreement_id, line, customer_id, vendor_number)
    select ${tx.tenantId}, ${id}, p.line, p.customer_id, p.vendor
    from unnest(${parties.map((_, index) => index + 1)}::smallint[], ${parties.map((one) => one.customerId)}::bigint[],
      ${parties.map((one) => one.vendor)}::text[]) as p(line, customer_id, vendor)`.execute(tx.db);
  return id;
}

/** Keeps the signed copy of an agreement that has none. */
export async function keepCopy(
  tx: Transaction,
  agreementId: bigint,
  copy: { readonly fileName: string; readonly sha256: string; readonly sizeBytes: number },
): Promise<void> {
  await sql`
    update offsets.netting_agreement set file_name = ${copy.fileName}, sha256 = ${copy.sha256}, size_bytes = ${copy.sizeBytes}
    where tenant_id = ${tx.tenantId} and id = ${agreementId} and sha256 is null`.execute(tx.db);
}

/** Locks an agreement: executing an offset under it and withdrawing it stand in line. */
export async function lockAgreement(tx: Transaction, id: bigint): Promise<void> {
  tx.claimLock('case', `netting agreement ${id}`);
  await sql`select id from offsets.netting_agreement where tenant_id = ${tx.tenantId} and id = ${id} for update`.execute(
    tx.db,
  );
}

/** Withdraws an agreement by a row of its own; false where it is withdrawn already. */
export async function insertWithdrawal(
  tx: Transaction,
  withdrawal: { readonly agreementId: bigint; readonly from: Day; readonly reason: string },
): Promise<boolean> {
  const { rows } = await sql<{ agreement_id: bigint }>`
    insert into offsets.netting_withdrawal (tenant_id, agreement_id, from_date, reason, person_id, withdrawn_at, command_id)
    values (${tx.tenantId}, ${withdrawal.agreementId}, ${withdrawal.from}, ${withdrawal.reason}, ${tx.actor.personId},
      ${tx.now.toISOString()}::timestamptz, ${tx.commandId})
    on conflict (tenant_id, agreement_id) do nothing returning agreement_id`.execute(tx.db);
  return rows.length > 0;
}
