/** Records and cancels promises to pay. */
import type { Company } from '#company';
import { type CustomerAccount, loadAccounts, loadWholes, lockAccounts } from '#customers';
import { addDays, type Day, done, formatAmount, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, sql, type Transaction } from '#platform';
import { accountsOfBlocks, blockItemsIn, endBlocksIn, type Item, loadItems } from '#receivables';

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
 * Records a promise: the customer's overdue items, also those of who was merged into it, are not dunned until its day and grace are past. An open promise made
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

/**
 * Locks what a promise on an account touches, at once and in order: the accounts that read as one with it on the day, and
 * those on which an open promise of theirs holds items. Returns the first of these, the account itself in front; empty where
 * there is no such account.
 */
export async function lockForPromise(tx: Transaction, accountId: bigint, day: Day): Promise<CustomerAccount[]> {
  const [own] = await loadAccounts(tx.db, tx.tenantId, { accountIds: [accountId] });
  if (!own) return [];
  const whole = (await loadWholes(tx.db, tx.tenantId, { companyId: own.companyId, day })).accountsOf(accountId);
  const { rows } = await sql<{ id: bigint }>`
    select id from promises.promise where tenant_id = ${tx.tenantId} and account_id = any(${whole as bigint[]}::bigint[]) and state = 'open'`.execute(
    tx.db,
  );
  const held = await accountsOfBlocks(tx.db, tx.tenantId, rows.map(sourceOf));
  const locked = await lockAccounts(tx, [...whole, ...held]);
  return locked
    .filter((one) => whole.includes(one.id))
    .sort((a, b) => Number(b.id === accountId) - Number(a.id === accountId));
}

/** Under which source a promise blocks its items. */
export const sourceOf = (promise: { readonly id: bigint }): string => `promise ${promise.id}`;

/** The same inside a transaction of an upper module; locks with `lockForPromise`. */
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
  const accounts = await lockForPromise(tx, input.accountId, input.madeDate);
  if (accounts[0]?.companyId !== input.company.id)
    return refuse('promises.account-unknown', 'There is no such customer account.');
  const accountIds = accounts.map((one) => one.id);
  const items = (await loadItems(tx.db, tx.tenantId, { openOfAccounts: accountIds })).filter(
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
    where tenant_id = ${tx.tenantId} and account_id = any(${accountIds}::bigint[]) and currency = ${input.currency} and state = 'open' and id <> ${id}
    returning id`.execute(tx.db);
  await endBlocksIn(tx, replaced.rows.map(sourceOf));
  const blocked = await blockPromisedIn(tx, { id, ...input }, items);
  if (!blocked.ok) return blocked;
  tx.publish({
    type: 'promises.recorded',
    payload: { id: id.toString(), accountId: input.accountId.toString(), companyId: input.company.id.toString() },
  });
  return done({ id: id.toString() });
}

/** Blocks what a promise is about: of the account's open items in its currency, the oldest up to the promised amount. */
export function blockPromisedIn(
  tx: Transaction,
  promise: { id: bigint; amountMinor: bigint; madeDate: Day; promisedDate: Day },
  items: readonly Item[],
): ReturnType<typeof blockItemsIn> {
  let left = promise.amountMinor;
  const covered = [...items]
    .sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.id < b.id ? -1 : 1))
    .filter((item) => {
      if (left <= 0n) return false;
      left -= item.openMinor;
      return true;
    });
  return blockItemsIn(
    tx,
    covered.map((item) => ({
      itemId: item.id,
      kind: 'promise' as const,
      amountMinor: null,
      from: promise.madeDate,
      to: addDays(promise.promisedDate, 2),
      source: sourceOf(promise),
    })),
  );
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
    const held = await accountsOfBlocks(tx.db, tx.tenantId, [sourceOf({ id: input.promiseId })]);
    if (found.rows[0]) await lockAccounts(tx, [found.rows[0].account_id, ...held]);
    const { rows } = await sql<{ account_id: bigint; company_id: bigint }>`
      update promises.promise set state = 'cancelled', judged_date = ${input.asOf}, version = version + 1
      where tenant_id = ${tx.tenantId} and id = ${input.promiseId} and state = 'open' returning account_id, company_id`.execute(
      tx.db,
    );
    const cancelled = rows[0];
    if (!cancelled) return refuse('promises.not-open', 'This promise is not open any more. Nothing was changed.');
    await endBlocksIn(tx, [sourceOf({ id: input.promiseId })]);
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
