/** Payment files as people look at them: what was handed over, by whom, and what became of each payment. */
import { formatAmount } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import type { PaymentFileAnswer } from '../payment-contract.ts';

type PaymentFileRow = Omit<PaymentFileAnswer, 'rows'>;

/** A file and whose it is; undefined where there is none. */
export async function findPaymentFile(
  db: Sql,
  tenantId: bigint,
  of: { readonly fileId: bigint },
): Promise<{ companyId: bigint; number: string; currency: string } | undefined> {
  const { rows } = await sql<{ companyId: bigint; number: string; currency: string }>`
    select company_id as "companyId", number, currency from cash.payment_file
    where tenant_id = ${tenantId} and id = ${of.fileId}`.execute(db);
  return rows[0];
}

/** What became of the payments of a file `f`. */
const became = (tenantId: bigint): RawSql => sql`(
      select count(*) filter (where ended_as is null and paid_on is null)::integer as "onTheWay",
        count(*) filter (where ended_as is null and paid_on is not null)::integer as paid, count(ended_as)::integer as ended,
        coalesce(sum(amount_minor) filter (where ended_as is null and paid_on is null), 0)::bigint as "openMinor"
      from cash.payment where tenant_id = ${tenantId} and file_id = f.id
    )`;
const toStop = (tenantId: bigint): RawSql =>
  sql`(select count(*)::integer from cash.v_payment_to_stop s where s.tenant_id = ${tenantId} and s.file_id = f.id)`;

/** The rows of the list of payment files. */
export const paymentFilesSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select f.id, y.code as company, f.number, f.message_id as "messageId", f.execution_date as "executionDate", b.name as bank, f.payments,
    f.amount_minor as amount, p."openMinor" as open, f.currency,
    case when p."onTheWay" > 0 then 'on_the_way' when p.ended > 0 then 'ended' else 'paid' end as state, p."onTheWay", p.paid, p.ended,
    ${toStop(tenantId)} as "toStop", f.made_at as "madeAt", n.name as person, v.name as approver, f.reason
  from cash.payment_file f
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = f.company_id
  join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = f.bank_account_id
  join platform.person n on n.id = f.person_id
  left join platform.person v on v.id = f.approver_person_id
  cross join lateral ${became(tenantId)} p
  where f.tenant_id = ${tenantId} and f.company_id = any(${companyIds as bigint[]}::bigint[])`;

async function readFiles(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; id?: bigint | undefined; before?: bigint | undefined; limit: number },
): Promise<PaymentFileRow[]> {
  const { rows } = await sql<
    Omit<PaymentFileRow, 'amount' | 'openAmount' | 'fileId'> & { id: bigint; amountMinor: bigint; openMinor: bigint }
  >`
    select f.id, f.number, f.message_id as "messageId", b.number as "bankAccount", b.name as "bankAccountName",
      f.execution_date as "executionDate", f.currency, f.payments, f.amount_minor as "amountMinor", f.made_at as "madeAt", n.name as person,
      v.name as approver, f.reason, f.sha256, p."onTheWay", p.paid, p.ended, p."openMinor",
      ${toStop(tenantId)} as "toStop"
    from cash.payment_file f
    join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = f.bank_account_id
    join platform.person n on n.id = f.person_id
    left join platform.person v on v.id = f.approver_person_id
    cross join lateral ${became(tenantId)} p
    where f.tenant_id = ${tenantId} and f.company_id = ${of.companyId}
      ${of.id === undefined ? sql`` : sql`and f.id = ${of.id}`} ${of.before === undefined ? sql`` : sql`and f.id < ${of.before}`}
    order by f.id desc limit ${of.limit}`.execute(db);
  return rows.map(({ id, amountMinor, openMinor, ...row }) => ({
    ...row,
    fileId: id.toString(),
    amount: formatAmount(amountMinor, row.currency),
    openAmount: formatAmount(openMinor, row.currency),
  }));
}

/** A window of a company's files, the newest first. */
export async function listPaymentFiles(
  engine: Engine,
  tenantId: bigint,
  query: { companyId: bigint; before?: bigint | undefined; limit: number },
): Promise<{ readonly rows: readonly PaymentFileRow[]; readonly next: string | null }> {
  const rows = await runQuery(engine, tenantId, (db) => readFiles(db, tenantId, { ...query, limit: query.limit + 1 }));
  const shown = rows.slice(0, query.limit);
  return { rows: shown, next: rows.length > query.limit ? String(shown.at(-1)!.fileId) : null };
}

/** A file with its payments; undefined where the company has no such one. */
export function loadPaymentFile(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly fileId: bigint },
): Promise<PaymentFileAnswer | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const [file] = await readFiles(db, tenantId, { companyId: of.companyId, id: of.fileId, limit: 1 });
    if (!file) return undefined;
    const { rows } = await sql<
      Omit<PaymentFileAnswer['rows'][number], 'amount' | 'paymentId' | 'itemId'> & {
        paymentId: bigint;
        itemId: bigint;
        amountMinor: bigint;
      }
    >`
      select p.id as "paymentId", p.item_id as "itemId", i.number, a.number as customer, a.name as "customerName",
        p.amount_minor as "amountMinor", p.account_text as account, p.creditor_name as "creditorName", p.end_to_end_id as "endToEndId",
        coalesce(p.ended_as, case when p.paid_on is null then 'on_the_way' else 'paid' end) as state,
        coalesce(p.ended_on, p.paid_on) as day, p.ended_reason as reason, n.name as person, s.insolvent_since as "insolventSince"
      from cash.payment p
      left join cash.v_payment_to_stop s on s.tenant_id = ${tenantId} and s.id = p.id
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = p.item_id
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
      left join platform.person n on n.id = p.ended_person_id
      where p.tenant_id = ${tenantId} and p.file_id = ${of.fileId} order by p.id`.execute(db);
    return {
      ...file,
      rows: rows.map(({ amountMinor, paymentId, itemId, ...row }) => ({
        ...row,
        paymentId: paymentId.toString(),
        itemId: itemId.toString(),
        amount: formatAmount(amountMinor, file.currency),
      })),
    };
  });
}

/** The bytes of a file as they were handed over; undefined where the company has no such one. */
export function loadPaymentFileContent(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly fileId: bigint },
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{ messageId: string; content: Buffer }>`
      select message_id as "messageId", content from cash.payment_file
      where tenant_id = ${tenantId} and company_id = ${of.companyId} and id = ${of.fileId}`.execute(db);
    return rows[0] && { name: `${rows[0].messageId}.xml`, bytes: new Uint8Array(rows[0].content) };
  });
}
