/** Control samples of automatic postings: the only writer of those tables. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { JudgedStratum, Stratum } from '../rules/control-sample.ts';
import type { EvidenceKind } from '../rules/matching/evidence.ts';

/** The receipts of a company that posted by themselves in some days, each with the last judgement that posted it. */
const postedBy = (tenantId: bigint, of: { companyId: bigint; from: Day; to: Day }) => sql`
  posted as (
    select distinct on (j.receipt_id) j.receipt_id, j.id as judgement_id, j.evidence
    from cash.receipt r join cash.judgement j on j.tenant_id = ${tenantId} and j.receipt_id = r.id and j.posted
    where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId} and r.posting_date between ${of.from} and ${of.to}
    order by j.receipt_id, j.id desc
  )`;

export async function countPosted(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; from: Day; to: Day },
): Promise<Stratum[]> {
  const { rows } = await sql<Stratum>`
    with ${postedBy(tenantId, of)}
    select evidence, count(*)::integer as population from posted group by evidence order by evidence`.execute(db);
  return rows;
}

/** Draws and keeps a sample: of each kind those whose receipts come first by the hash of seed and receipt. Returns its id and size. */
export async function insertControlSample(
  tx: Transaction,
  of: { companyId: bigint; month: string; from: Day; to: Day },
  strata: readonly Stratum[],
  takes: ReadonlyMap<string, number>,
): Promise<{ sampleId: bigint; receipts: number } | undefined> {
  const { rows } = await sql<{ id: bigint; seed: string }>`
    insert into cash.control_sample (tenant_id, company_id, month, seed, person_id, drawn_at, command_id)
    select ${tx.tenantId}, ${of.companyId}, ${of.month}, encode(h.hash, 'hex'), ${tx.actor.personId}, ${tx.now.toISOString()}::timestamptz, ${tx.commandId}
    from platform.head h where h.tenant_id = ${tx.tenantId}
    on conflict (tenant_id, company_id, month) do nothing returning id, seed`.execute(tx.db);
  const [sample] = rows;
  if (!sample) return undefined;
  const kinds = strata.map((one) => one.evidence);
  await sql`
    insert into cash.control_stratum (tenant_id, sample_id, evidence, population)
    select ${tx.tenantId}, ${sample.id}, s.evidence, s.population
    from unnest(${kinds}::text[], ${strata.map((one) => one.population)}::integer[]) as s(evidence, population)`.execute(
    tx.db,
  );
  const drawn = await sql`
    with ${postedBy(tx.tenantId, of)},
    ranked as (
      select p.*, row_number() over (partition by p.evidence order by sha256(convert_to(${sample.seed} || ':' || p.receipt_id, 'UTF8'))) as place
      from posted p
    )
    insert into cash.control_receipt (tenant_id, sample_id, receipt_id, evidence, judgement_id)
    select ${tx.tenantId}, ${sample.id}, r.receipt_id, r.evidence, r.judgement_id
    from ranked r
    join unnest(${kinds}::text[], ${kinds.map((kind) => takes.get(kind) ?? 0)}::integer[]) as t(evidence, takes) on t.evidence = r.evidence
    where r.place <= t.takes returning receipt_id`.execute(tx.db);
  return { sampleId: sample.id, receipts: drawn.rows.length };
}

export interface ControlReceipt {
  readonly receiptId: bigint;
  readonly itemId: bigint | null;
  readonly state: string;
  readonly verdict: 'right' | 'wrong' | null;
  readonly lineId: bigint;
}

/** A receipt of a sample as judging needs it; undefined where the company's sample has no such one. */
export async function loadControlReceipt(
  tx: Transaction,
  of: { companyId: bigint; sampleId: bigint; receiptId: bigint },
): Promise<ControlReceipt | undefined> {
  const { rows } = await sql<ControlReceipt>`
    select r.id as "receiptId", r.item_id as "itemId", r.state, c.verdict, r.bank_line_id as "lineId"
    from cash.control_receipt c
    join cash.control_sample s on s.tenant_id = ${tx.tenantId} and s.id = c.sample_id and s.company_id = ${of.companyId}
    join cash.receipt r on r.tenant_id = ${tx.tenantId} and r.id = c.receipt_id
    where c.tenant_id = ${tx.tenantId} and c.sample_id = ${of.sampleId} and c.receipt_id = ${of.receiptId}`.execute(
    tx.db,
  );
  return rows[0];
}

export function keepVerdict(
  tx: Transaction,
  of: { sampleId: bigint; receiptId: bigint; verdict: 'right' | 'wrong'; reason: string | null },
): void {
  tx.send(sql`
    update cash.control_receipt set verdict = ${of.verdict}, reason = ${of.reason}, person_id = ${tx.actor.personId},
      judged_at = ${tx.now.toISOString()}::timestamptz, command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and sample_id = ${of.sampleId} and receipt_id = ${of.receiptId}`);
}

export interface ListedSample {
  readonly id: bigint;
  readonly month: string;
  readonly seed: string;
  readonly person: string;
  readonly drawnAt: string;
  readonly strata: readonly (JudgedStratum & { readonly drawn: number })[];
}

/** The samples of a company, the newest month first. */
export async function listControlSamples(db: Sql, tenantId: bigint, companyId: bigint): Promise<ListedSample[]> {
  const { rows } = await sql<
    Omit<ListedSample, 'strata'> & {
      evidence: string;
      population: number;
      drawn: number;
      judged: number;
      wrong: number;
    }
  >`
    select s.id, s.month, s.seed, n.name as person, to_char(s.drawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "drawnAt",
      t.evidence, t.population, count(c.receipt_id)::integer as drawn, count(c.verdict)::integer as judged,
      (count(*) filter (where c.verdict = 'wrong'))::integer as wrong
    from cash.control_sample s
    join platform.person n on n.id = s.person_id
    join cash.control_stratum t on t.tenant_id = ${tenantId} and t.sample_id = s.id
    left join cash.control_receipt c on c.tenant_id = ${tenantId} and c.sample_id = s.id and c.evidence = t.evidence
    where s.tenant_id = ${tenantId} and s.company_id = ${companyId}
    group by s.id, s.month, s.seed, n.name, s.drawn_at, t.evidence, t.population order by s.month desc, t.evidence`.execute(
    db,
  );
  const samples = new Map<bigint, ListedSample & { strata: (JudgedStratum & { drawn: number })[] }>();
  for (const { evidence, population, drawn, judged, wrong, ...sample } of rows) {
    const one = samples.get(sample.id) ?? { ...sample, strata: [] };
    one.strata.push({ evidence, population, drawn, judged, wrong });
    samples.set(sample.id, one);
  }
  return [...samples.values()];
}

export interface SampledReceipt {
  readonly receiptId: bigint;
  readonly postingDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly payer: string | null;
  readonly customer: string | null;
  readonly name: string | null;
  readonly evidence: EvidenceKind;
  readonly explanation: string;
  readonly state: string;
  readonly verdict: 'right' | 'wrong' | null;
  readonly reason: string | null;
  readonly person: string | null;
}

/** The receipts of a sample, those without a verdict first. */
export async function listSampledReceipts(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; sampleId: bigint },
): Promise<SampledReceipt[]> {
  const { rows } = await sql<SampledReceipt>`
    select r.id as "receiptId", r.posting_date as "postingDate", r.currency, r.amount_minor as "amountMinor", l.counterparty_name as payer,
      a.number as customer, a.name, c.evidence, r.explanation, r.state, c.verdict, c.reason, n.name as person
    from cash.control_receipt c
    join cash.control_sample s on s.tenant_id = ${tenantId} and s.id = c.sample_id and s.company_id = ${of.companyId}
    join cash.receipt r on r.tenant_id = ${tenantId} and r.id = c.receipt_id
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
    left join platform.person n on n.id = c.person_id
    where c.tenant_id = ${tenantId} and c.sample_id = ${of.sampleId}
    order by c.verdict is not null, r.posting_date, r.id`.execute(db);
  return rows;
}
