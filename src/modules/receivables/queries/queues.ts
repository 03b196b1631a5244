/** Two queues that are no disputes: tax of bad debts waiting for relief, and certificates of withheld tax that are awaited. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
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
  readonly daysWaiting: number;
}

/** The certificates of withheld tax that a company still awaits, the longest first. */
export function listCertificates(
  engine: Engine,
  tenantId: bigint,
  companyId: bigint,
  day: Day,
): Promise<CertificateRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Omit<CertificateRow, 'open'> & { open: bigint }>`
      select i.id as "itemId", a.number as customer, a.name, a.country, i.number, l.number as invoice, i.text as reason, i.currency, i.open_minor as open,
        i.due_date as "expectedBy", ${day}::date - i.posting_date as "daysWaiting"
      from receivables.item i
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
      left join receivables.item l on l.tenant_id = ${tenantId} and l.id = i.linked_item_id
      where i.tenant_id = ${tenantId} and i.company_id = ${companyId} and i.special_gl = 'withholding_tax' and i.open_minor > 0
      order by i.posting_date, i.id`.execute(db);
    return rows.map((row) => ({ ...row, open: formatAmount(row.open, row.currency) }));
  });
}
