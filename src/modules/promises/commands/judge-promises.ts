/** Judges promises to pay: the open ones day by day, and again those whose money the bank took back. */
import type { Company } from '#company';
import { loadWholes, lockAccounts } from '#customers';
import { type Day, done, laterDay, type Outcome, raise } from '#kernel';
import {
  type Caller,
  type Engine,
  type EventHandler,
  type RawSql,
  runCommand,
  runQuery,
  type Sql,
  sql,
  type Transaction,
} from '#platform';
import { accountsOfBlocks, endBlocksIn, loadItems } from '#receivables';
import { judgePromises, type Verdict } from '../rules/judge.ts';
import { blockPromisedIn, sourceOf } from './record-promise.ts';

interface Promised {
  id: bigint;
  account_id: bigint;
  currency: string;
  amount_minor: bigint;
  made_date: string;
  promised_date: string;
  grace_days: number;
}

const promisedColumns = sql`id, account_id, currency, amount_minor, made_date, promised_date, grace_days`;

/**
 * The verdicts on some promises as of a day, by the money of their accounts. What other promises took of it already is not
 * counted again; returned money never counts, and a check that has not cleared is neither money nor none. Merged customers pay as one.
 */
async function verdictsOn(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; promises: readonly Promised[]; asOf: Day },
): Promise<Verdict[]> {
  // The money of a merged customer comes to its survivor: what reads as one is judged as one.
  const { accountsOf, holderOf } = await loadWholes(db, tenantId, { companyId: of.companyId, day: of.asOf });
  const accounts = [...new Set(of.promises.flatMap((row) => accountsOf(row.account_id)))];
  const judgedIds = of.promises.map((row) => row.id);
  const { rows: money } = await sql<{
    account_id: bigint;
    currency: string;
    day: string;
    amount: bigint;
    kind: string;
  }>`
    select account_id, currency, value_date as day, amount_minor as amount, 'money' as kind from cash.v_receipt
    where tenant_id = ${tenantId} and account_id = any(${accounts}::bigint[]) and amount_minor > 0 and state not in ('returned', 'reversed')
      and value_date <= ${of.asOf}
      and not exists (select from cash.v_check k where k.tenant_id = ${tenantId} and k.receipt_id = v_receipt.id and k.state = 'deposited')
    union all
    select coalesce(r.account_id, k.account_id), k.currency, case when k.state = 'deposited' then k.deposited_on else k.check_date end, k.amount_minor,
      'pending'
    from cash.v_check k left join cash.v_receipt r on r.tenant_id = ${tenantId} and r.id = k.receipt_id
    where k.tenant_id = ${tenantId} and k.company_id = ${of.companyId} and k.state in ('received', 'deposited')
      and coalesce(r.account_id, k.account_id) = any(${accounts}::bigint[])
    union all
    select account_id, currency, posting_date, -amount_minor, 'credit' from receivables.v_item
    where tenant_id = ${tenantId} and account_id = any(${accounts}::bigint[]) and document_type = 'credit_memo' and posting_date <= ${of.asOf}
    union all
    select account_id, currency, made_date, -received_minor, 'taken' from promises.promise
    where tenant_id = ${tenantId} and account_id = any(${accounts}::bigint[]) and received_minor > 0 and judged_date >= made_date
      and id <> all(${judgedIds}::bigint[])`.execute(db);
  const bank = await sql<{ read_to: string | null }>`
    select min(read_to) as read_to from cash.v_bank_account
    where tenant_id = ${tenantId} and company_id = ${of.companyId} and closed_on is null`.execute(db);
  const read = bank.rows[0]?.read_to ?? null;
  const readTo = read !== null && read > of.asOf ? of.asOf : read;
  const byAccount = new Map<string, Promised[]>();
  for (const promise of of.promises) {
    const key = `${holderOf(promise.account_id)}/${promise.currency}`;
    byAccount.set(key, [...(byAccount.get(key) ?? []), promise]);
  }
  return [...byAccount.values()].flatMap((promises) => {
    const own = money.filter(
      (one) => holderOf(one.account_id) === holderOf(promises[0]!.account_id) && one.currency === promises[0]!.currency,
    );
    const ofKind = (kind: string) =>
      own.filter((one) => one.kind === kind).map((one) => ({ valueDate: one.day, amountMinor: one.amount }));
    return judgePromises(
      promises.map((one) => ({
        id: one.id,
        amountMinor: one.amount_minor,
        madeDate: one.made_date,
        promisedDate: one.promised_date,
        graceDays: one.grace_days,
      })),
      withoutTaken(
        ofKind('money'),
        own.filter((one) => one.kind === 'taken'),
      ),
      ofKind('credit'),
      readTo,
      ofKind('pending'),
    );
  });
}

/**
 * Judges the open promises of a company on a business day: one transaction for all verdicts. Promises whose money may
 * still come, or whose bank is not read far enough, stay open.
 */
export async function judgeOpenPromises(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<{ judged: number; kept: number; partKept: number; broken: number; open: number }>> {
  const { tenantId } = caller;
  const { open, judged } = await runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Promised>`
      select ${promisedColumns} from promises.promise
      where tenant_id = ${tenantId} and company_id = ${input.company.id} and state = 'open' and made_date <= ${input.asOf} order by id`.execute(
      db,
    );
    const judged = await verdictsOn(db, tenantId, { companyId: input.company.id, promises: rows, asOf: input.asOf });
    return { open: rows, judged };
  });
  const count = (state: Verdict['state']): number => judged.filter((one) => one.state === state).length;
  const summary = {
    judged: judged.length,
    kept: count('kept'),
    partKept: count('part_kept'),
    broken: count('broken'),
    open: open.length - judged.length,
  };
  if (judged.length === 0) return done(summary);
  return runCommand(
    engine,
    caller,
    {
      operation: 'promises.judge',
      reason: `Promises were judged as of ${input.asOf}.`,
      input: { company: input.company.code, asOf: input.asOf },
    },
    async (tx) => {
      const accounts = new Map(open.map((one) => [one.id, one.account_id]));
      const held = await accountsOfBlocks(tx.db, tx.tenantId, judged.map(sourceOf));
      await lockAccounts(tx, [...judged.map((one) => accounts.get(one.id)!), ...held]);
      await recordVerdicts(tx, { companyId: input.company.id, judged, accounts, asOf: input.asOf });
      return done(summary);
    },
  );
}

/** Writes verdicts on promises that are open, ends their blocks and tells of them. */
async function recordVerdicts(
  tx: Transaction,
  of: { companyId: bigint; judged: readonly Verdict[]; accounts: ReadonlyMap<bigint, bigint>; asOf: Day },
): Promise<void> {
  const { judged, accounts } = of;
  await sql`
    update promises.promise p set state = v.state, received_minor = v.received, judged_date = ${of.asOf}, version = p.version + 1
    from unnest(${judged.map((v) => v.id)}::bigint[], ${judged.map((v) => v.state)}::text[], ${judged.map((v) => v.receivedMinor)}::bigint[]) as v(id, state, received)
    where p.tenant_id = ${tx.tenantId} and p.id = v.id and p.state = 'open'`.execute(tx.db);
  await endBlocksIn(tx, judged.map(sourceOf));
  tx.accountsChanged(judged.map((one) => accounts.get(one.id)!));
  tx.count('promises judged', judged.length);
  for (const one of judged)
    tx.publish({
      type: `promises.${one.state.replace('_', '-')}`,
      payload: {
        id: one.id.toString(),
        accountId: accounts.get(one.id)!.toString(),
        companyId: of.companyId.toString(),
      },
    });
}

/**
 * Money that keeps a promise came back: the promises that it may have kept, of the payer or of who reads as one with it, are
 * open again and judged anew without it, in the transaction of the return. One whose day and grace are past is broken (or kept
 * in part); one whose day is still to come is open again, and its block stands again on the items.
 */
export const judgeAgainHandler: EventHandler = {
  type: 'cash.receipt-returned',
  name: 'promises.judge-again',
  run: (tx, event) =>
    judgeAgain(tx, event.payload, {
      states: ['kept', 'part_kept'],
      since: sql`(
      select b.returned_on from cash.v_returned_payment b where b.tenant_id = ${tx.tenantId} and b.receipt_id = r.id and b.standing)`,
    }),
};

/** It did not come back after all: the promises that were broken without it are judged anew with it. */
export const judgeWithMoneyHandler: EventHandler = {
  type: 'cash.return-taken-back',
  name: 'promises.judge-with-money',
  run: (tx, event) => judgeAgain(tx, event.payload, { states: ['broken', 'part_kept'], since: sql`p.judged_date` }),
};

/** Judges the promises in some states anew within whose days a receipt came, as it counts now, not before a day. */
async function judgeAgain(
  tx: Transaction,
  payload: Readonly<Record<string, unknown>>,
  which: { readonly states: readonly string[]; readonly since: RawSql },
): Promise<void> {
  if (payload['accountId'] === null) return;
  const receiptId = BigInt(String(payload['receiptId']));
  const companyId = BigInt(String(payload['companyId']));
  const { accountsOf } = await loadWholes(tx.db, tx.tenantId, { companyId, day: String(payload['readsAsOn']) });
  const whole = accountsOf(BigInt(String(payload['accountId'])));
  const { rows } = await sql<Promised & { since: Day; judged_date: Day }>`
    select p.id, p.account_id, p.currency, p.amount_minor, p.made_date, p.promised_date, p.grace_days, p.judged_date, ${which.since} as since
    from cash.v_receipt r
    join promises.promise p on p.tenant_id = ${tx.tenantId} and p.account_id = any(${whole as bigint[]}::bigint[]) and p.currency = r.currency
    where r.tenant_id = ${tx.tenantId} and r.id = ${receiptId} and p.state = any(${which.states as string[]}::text[])
      and r.value_date between p.made_date and p.promised_date + p.grace_days
    order by p.id`.execute(tx.db);
  if (rows.length === 0) return;
  // Not before the day of the verdict that it replaces: the customers were one then, whenever the bank dates the return.
  const asOf = rows.reduce((latest, row) => laterDay(latest, row.judged_date), rows[0]!.since);
  await sql`
    update promises.promise set state = 'open', received_minor = 0, judged_date = null, version = version + 1
    where tenant_id = ${tx.tenantId} and id = any(${rows.map((row) => row.id)}::bigint[])`.execute(tx.db);
  tx.count('promises judged again', rows.length);
  const judged = await verdictsOn(tx.db, tx.tenantId, { companyId, promises: rows, asOf });
  const accounts = new Map(rows.map((one) => [one.id, one.account_id]));
  if (judged.length > 0) await recordVerdicts(tx, { companyId, judged, accounts, asOf });
  const reopened = rows.filter((row) => !judged.some((one) => one.id === row.id));
  if (reopened.length === 0) return;
  const items = await loadItems(tx.db, tx.tenantId, { openOfAccounts: whole });
  for (const row of reopened) {
    const blocked = await blockPromisedIn(
      tx,
      { id: row.id, amountMinor: row.amount_minor, madeDate: row.made_date, promisedDate: row.promised_date },
      items.filter((item) => item.currency === row.currency && item.openMinor > 0n),
    );
    if (!blocked.ok) raise(blocked.refusal.code, blocked.refusal.message, blocked.refusal.details);
    tx.publish({
      type: 'promises.reopened',
      payload: { id: row.id.toString(), accountId: row.account_id.toString(), companyId: companyId.toString() },
    });
  }
}

/** Takes what kept promises used out of the money, latest money first within their days. */
function withoutTaken(
  money: { valueDate: Day; amountMinor: bigint }[],
  taken: readonly { day: string; amount: bigint }[],
): { valueDate: Day; amountMinor: bigint }[] {
  const left = money.map((one) => ({ ...one })).sort((a, b) => (a.valueDate < b.valueDate ? -1 : 1));
  for (const one of taken) {
    let wanted = -one.amount;
    for (const piece of left) {
      if (piece.valueDate < one.day || wanted <= 0n) continue;
      const part = piece.amountMinor < wanted ? piece.amountMinor : wanted;
      piece.amountMinor -= part;
      wanted -= part;
    }
  }
  return left;
}
