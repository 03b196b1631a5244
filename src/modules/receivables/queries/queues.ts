/** Two queues that are no disputes: tax of bad debts waiting for relief, and certificates of withheld tax that are awaited. */
import { type Day, formatAmount } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import { loadReliefs, type StoredRelief } from '../store/reliefs.ts';

export interface ReliefRow {
  readonly id: bigint;
  readonly customer: string;
  readonly writeOff: string;
  readonly country: string;
  readonly taxCode: string | null;
  readonly currency: string;
  readonly tax: string;
  readonly waiting: string;
  readonly condition: string;
  readonly conditionDate: Day | null;
  readonly claimUntil: Day | null;
  readonly policySource: string | null;
  /** waiting: its day is to come; due: claim it; lapsed: too late; judge: a person decides whether the condition is met. */
  readonly state: 'waiting' | 'due' | 'lapsed' | 'judge';
}

function stateOf(relief: StoredRelief, day: Day): ReliefRow['state'] {
  if (relief.claimUntil !== null && relief.claimUntil < day) return 'lapsed';
  if (relief.conditionDate === null) return 'judge';
  return relief.conditionDate <= day ? 'due' : 'waiting';
}

/** The tax of bad debts that waits in a company, by the day on which it may be claimed. */
export function listReliefs(engine: Engine, tenantId: bigint, companyId: bigint, day: Day): Promise<ReliefRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    const reliefs = await loadReliefs(db, tenantId, { waitingOfCompany: companyId });
    const { rows } = await sql<{ id: bigint; number: string; customer: string }>`
      select i.id, i.number, a.number as customer from receivables.item i
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
      where i.tenant_id = ${tenantId} and i.id = any(${reliefs.map((one) => one.writeOffItemId)}::bigint[])`.execute(
      db,
    );
    const writeOffs = new Map(rows.map((row) => [row.id, row]));
    return reliefs.map((relief) => ({
      id: relief.id,
      customer: writeOffs.get(relief.writeOffItemId)!.customer,
      writeOff: writeOffs.get(relief.writeOffItemId)!.number,
      country: relief.country,
      taxCode: relief.taxCode,
      currency: relief.currency,
      tax: formatAmount(relief.taxMinor, relief.currency),
      waiting: formatAmount(relief.waitingMinor, relief.currency),
      condition: relief.condition,
      conditionDate: relief.conditionDate,
      claimUntil: relief.claimUntil,
      policySource: relief.policySource,
      state: stateOf(relief, day),
    }));
  });
}

export interface CertificateRow {
  readonly itemId: bigint;
  readonly customer: string;
  readonly name: string;
  readonly country: string;
  readonly number: string;
  readonly invoice: string | null;
  readonly reason: string | null;
  readonly currency: string;
  readonly open: string;
  readonly expectedBy: Day;
  /** To the day that was asked about, or to its coming. */
  readonly daysWaiting: number;
  /** The day from which it is settled, and the certificate's number; null while it is awaited. */
  readonly receivedOn: Day | null;
  readonly certificate: string | null;
  /** It as a file, the newest first. */
  readonly files: readonly { readonly id: bigint; readonly fileName: string }[];
}

/** The certificates of withheld tax of some companies, awaited or come, as rows; `day` is the one to which they wait. */
const certificateRows = (tenantId: bigint, companyIds: readonly bigint[], day: RawSql): RawSql => sql`
  select i.id, y.code as company, a.number as customer, a.name, a.country, i.number, l.number as invoice, i.text as reason, i.currency,
    case when i.open_minor > 0 then i.open_minor else i.amount_minor end as amount, i.due_date as "expectedBy", i.posting_date as "withheldOn",
    coalesce(c.posting_date, ${day}) - i.posting_date as "daysWaiting", c.posting_date as "cameOn", c.text as certificate,
    case when i.open_minor > 0 then 'awaited' else 'received' end as state
  from receivables.item i
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = i.company_id
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
  left join receivables.item l on l.tenant_id = ${tenantId} and l.id = i.linked_item_id
  left join lateral (
    select s.posting_date, s.text from receivables.v_allocation x
    join receivables.item s on s.tenant_id = ${tenantId} and s.id = x.credit_item_id and s.document_type = 'withholding_tax' and s.reversed_by is null
    where x.tenant_id = ${tenantId} and x.debit_item_id = i.id order by s.id desc limit 1
  ) c on i.open_minor = 0
  where i.tenant_id = ${tenantId} and i.company_id = any(${companyIds as bigint[]}::bigint[]) and i.special_gl = 'withholding_tax'
    and (i.open_minor > 0 or i.amount_minor > 0 and c.posting_date is not null)`;

/** The rows of the list of certificates, each waiting to the day of its own company. */
export const certificatesSource = ({ tenantId, companyIds, now }: ListPlace): RawSql =>
  certificateRows(tenantId, companyIds, sql`(${now.toISOString()}::timestamptz at time zone y.time_zone)::date`);

type CertificateFiles = readonly { readonly id: bigint; readonly fileName: string }[];

/** The certificates of some items as files, the newest first. */
export async function loadCertificateFiles(
  db: Sql,
  tenantId: bigint,
  itemIds: readonly bigint[],
): Promise<Map<bigint, CertificateFiles>> {
  const { rows } = await sql<{ itemId: bigint; id: bigint; fileName: string }>`
    select i.id as "itemId", f.id, f.file_name as "fileName" from receivables.item i
    join receivables.v_document_file f on f.tenant_id = ${tenantId} and f.account_id = i.account_id and f.number_key = i.number_key
    where i.tenant_id = ${tenantId} and i.id = any(${itemIds as bigint[]}::bigint[]) and f.kind = 'certificate'
    order by f.id desc`.execute(db);
  return new Map(
    itemIds.map((id) => [id, rows.flatMap(({ itemId, ...file }) => (itemId === id ? [file] : []))] as const),
  );
}

/**
 * The certificates of withheld tax that a company still awaits, the longest first; or those that came, the newest first, with
 * their files.
 */
export function listCertificates(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly day: Day; readonly state: 'awaited' | 'received' },
): Promise<CertificateRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Omit<CertificateRow, 'open' | 'files'> & { amount: bigint }>`
      select q.id as "itemId", q.customer, q.name, q.country, q.number, q.invoice, q.reason, q.currency, q.amount, q."expectedBy", q."daysWaiting",
        q."cameOn" as "receivedOn", q.certificate
      from (${certificateRows(tenantId, [of.companyId], sql`${of.day}::date`)}) q where q.state = ${of.state}
      order by ${of.state === 'awaited' ? sql`q."withheldOn", q.id` : sql`q."cameOn" desc, q.id desc`}`.execute(db);
    const ids = rows.map((row) => row.itemId);
    const files = await loadCertificateFiles(db, tenantId, ids);
    return rows.map(({ amount, ...row }) => ({
      ...row,
      open: formatAmount(amount, row.currency),
      files: files.get(row.itemId)!,
    }));
  });
}
