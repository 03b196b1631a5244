/** Records, judges and cancels promises to pay. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { addDays, type Day, done, formatAmount, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery, sql, type Transaction } from '#platform';
import { blockItemsIn, endBlocksIn, loadItems } from '#receivables';
import { judgePromises, type Verdict } from '../rules/judge.ts';

export interface NewPromise {
  readonly company: Company;
  readonly accountId: bigint;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly madeDate: Day;
  readonly promisedDate: Day;
  readonly contactName?: string | null;
  readonly note?: string | null;
  /** A key of the caller's own: the same promise again changes nothing. */
  readonly sourceKey?: string | null;
}

/**
 * Records a promise: the customer's overdue items are not dunned until its day and grace are past. An open promise made
 * before is replaced: rescheduled when its day had not come, broken after. Refuses `promises.amount`, `promises.day`,
 * `promises.account-unknown`, `promises.nothing-open`.
 */
export function recordPromise(engine: Engine, caller: Caller, input: NewPromise): Promise<Outcome<{ id: string }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'promises.record',
      reason: `Promise of ${formatAmount(input.amountMinor, input.currency)} ${input.currency} for ${input.promisedDate}.`,
      input: { ...input, company: input.company.code },
    },
    (tx) => recordPromiseIn(tx, input),
  );
}

/** The same inside a transaction of an upper module. */
export async function recordPromiseIn(tx: Transaction, input: NewPromise): Promise<Outcome<{ id: string }>> {
  if (input.amountMinor <= 0n)
    return refuse('promises.amount', 'A promise is of an amount above zero.', {}, { field: 'amount' });
  if (!isDay(input.promisedDate) || input.promisedDate < input.madeDate) {
    return refuse(
      'promises.day',
      'The promised day must not be before the day the promise was made.',
      {},
      { field: 'promisedDate' },
    );
  }
  const [account] = await lockAccounts(tx, [input.accountId]);
  if (!account || account.companyId !== input.company.id)
    return refuse('promises.account-unknown', 'There is no such customer account.');
  const items = (await loadItems(tx.db, tx.tenantId, { openOfAccounts: [input.accountId] })).filter(
    (item) => item.currency === input.currency && item.openMinor > 0n,
  );
  if (items.length === 0)
    return refuse('promises.nothing-open', `This customer has nothing open in ${input.currency}.`);
  const inserted = await sql<{ id: bigint }>`
    insert into promises.promise (tenant_id, company_id, account_id, currency, amount_minor, made_date, promised_date, contact_name, note, state, source_key)
    values (${tx.tenantId}, ${input.company.id}, ${input.accountId}, ${input.currency}, ${input.amountMinor}, ${input.madeDate}, ${input.promisedDate},
      ${input.contactName ?? null}, ${input.note ?? null}, 'open', ${input.sourceKey ?? null})
    on conflict (tenant_id, source_key) do nothing returning id`.execute(tx.db);
  const id = inserted.rows[0]?.id;
  if (id === undefined) return done({ id: '0' });
  const replaced = await sql<{ id: bigint }>`
    update promises.promise set state = case when promised_date >= ${input.madeDate} then 'rescheduled' else 'broken' end, replaced_by = ${id},
      judged_date = ${input.madeDate}, version = version + 1
    where tenant_id = ${tx.tenantId} and account_id = ${input.accountId} and currency = ${input.currency} and state = 'open' and id <> ${id}
    returning id`.execute(tx.db);
  for (const row of replaced.rows) await endBlocksIn(tx, `promise ${row.id}`);
  // The oldest items up to the promised amount are what the promise is about.
  let left = input.amountMinor;
  const covered = [...items]
    .sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.id < b.id ? -1 : 1))
    .filter((item) => {
      if (left <= 0n) return false;
      left -= item.openMinor;
      return true;
    });
  const blocked = await blockItemsIn(
    tx,
    covered.map((item) => ({
      itemId: item.id,
      kind: 'promise' as const,
      amountMinor: null,
      from: input.madeDate,
      to: addDays(input.promisedDate, 2),
      source: `promise ${id}`,
    })),
  );
  if (!blocked.ok) return blocked;
  tx.publish({
    type: 'promises.recorded',
    payload: { id: id.toString(), accountId: input.accountId.toString(), companyId: input.company.id.toString() },
  });
  return done({ id: id.toString() });
}

/** Cancels an open promise. Refuses one that is not open (`promises.not-open`). */
export function cancelPromise(
  engine: Engine,
  caller: Caller,
  input: { promiseId: bigint; asOf: Day; reason: string },
): Promise<Outcome<null>> {
  return runCommand(engine, caller, { operation: 'promises.cancel', reason: input.reason, input }, async (tx) => {
    const found = await sql<{ account_id: bigint }>`
      select account_id from promises.promise where tenant_id = ${tx.tenantId} and id = ${input.promiseId}`.execute(
      tx.db,
    );
    if (found.rows[0]) await lockAccounts(tx, [found.rows[0].account_id]);
    const { rows } = await sql<{ account_id: bigint; company_id: bigint }>`
      update promises.promise set state = 'cancelled', judged_date = ${input.asOf}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${input.promiseId} and state = 'open' returning account_id, company_id`.execute(
      tx.db,
    );
    const cancelled = rows[0];
    if (!cancelled) return refuse('promises.not-open', 'This promise is not open any more. Nothing was changed.');
    await endBlocksIn(tx, `promise ${input.promiseId}`);
    tx.accountsChanged([cancelled.account_id]);
    tx.publish({
      type: 'promises.cancelled',
      payload: {
        id: input.promiseId.toString(),
        accountId: cancelled.account_id.toString(),
        companyId: cancelled.company_id.toString(),
      },
    });
    return done(null);
  });
}

interface OpenPromise {
  id: bigint;
  account_id: bigint;
  currency: string;
  amount_minor: bigint;
  made_date: string;
  promised_date: string;
  grace_days: number;
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
  const facts = await runQuery(engine, tenantId, async (db) => {
    const open = await sql<OpenPromise>`
      select id, account_id, currency, amount_minor, made_date, promised_date, grace_days from promises.promise
      where tenant_id = ${tenantId} and company_id = ${input.company.id} and state = 'open' and made_date <= ${input.asOf} order by id`.execute(
      db,
    );
    const accounts = [...new Set(open.rows.map((row) => row.account_id))];
    // Money that earlier promises of the account took already is not counted again.
    const money = await sql<{ account_id: bigint; currency: string; day: string; amount: bigint; kind: string }>`
      select account_id, currency, value_date as day, amount_minor as amount, 'money' as kind from cash.v_receipt
      where tenant_id = ${tenantId} and account_id = any(${accounts}::bigint[]) and amount_minor > 0 and state <> 'returned' and value_date <= ${input.asOf}
      union all
      select account_id, currency, posting_date, -amount_minor, 'credit' from receivables.v_item
      where tenant_id = ${tenantId} and account_id = any(${accounts}::bigint[]) and document_type = 'credit_memo' and posting_date <= ${input.asOf}
      union all
      select account_id, currency, made_date, -received_minor, 'taken' from promises.promise
      where tenant_id = ${tenantId} and account_id = any(${accounts}::bigint[]) and received_minor > 0 and judged_date >= made_date`.execute(
      db,
    );
    const bank = await sql<{ read_to: string | null }>`
      select min(read_to) as read_to from cash.v_bank_account where tenant_id = ${tenantId} and company_id = ${input.company.id}`.execute(
      db,
    );
    return { open: open.rows, money: money.rows, readTo: bank.rows[0]?.read_to ?? null };
  });
  const readTo =
    facts.readTo === null || facts.readTo > input.asOf ? (facts.readTo === null ? null : input.asOf) : facts.readTo;
  const verdicts = new Map<string, OpenPromise[]>();
  for (const promise of facts.open) {
    const key = `${promise.account_id}/${promise.currency}`;
    verdicts.set(key, [...(verdicts.get(key) ?? []), promise]);
  }
  const judged: Verdict[] = [...verdicts.values()].flatMap((promises) => {
    const own = facts.money.filter(
      (one) => one.account_id === promises[0]!.account_id && one.currency === promises[0]!.currency,
    );
    const of = (kind: string) =>
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
        of('money'),
        own.filter((one) => one.kind === 'taken'),
      ),
      of('credit'),
      readTo,
    );
  });
  const count = (state: Verdict['state']): number => judged.filter((one) => one.state === state).length;
  const summary = {
    judged: judged.length,
    kept: count('kept'),
    partKept: count('part_kept'),
    broken: count('broken'),
    open: facts.open.length - judged.length,
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
      const accounts = new Map(facts.open.map((one) => [one.id, one.account_id]));
      await lockAccounts(
        tx,
        judged.map((one) => accounts.get(one.id)!),
      );
      await sql`
        update promises.promise p set state = v.state, received_minor = v.received, judged_date = ${input.asOf}, version = p.version + 1
        from unnest(${judged.map((v) => v.id)}::bigint[], ${judged.map((v) => v.state)}::text[], ${judged.map((v) => v.receivedMinor)}::bigint[]) as v(id, state, received)
        where p.tenant_id = ${tx.tenantId} and p.id = v.id and p.state = 'open'`.execute(tx.db);
      for (const one of judged) await endBlocksIn(tx, `promise ${one.id}`);
      tx.accountsChanged(judged.map((one) => accounts.get(one.id)!));
      tx.count('promises judged', judged.length);
      for (const one of judged)
        tx.publish({
          type: `promises.${one.state.replace('_', '-')}`,
          payload: {
            id: one.id.toString(),
            accountId: accounts.get(one.id)!.toString(),
            companyId: input.company.id.toString(),
          },
        });
      return done(summary);
    },
  );
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
