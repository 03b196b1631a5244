/** Records and cancels promises to pay. */
import type { Company } from '#company';
import { type CustomerAccount, loadAccounts, loadWholes, lockAccounts } from '#customers';
import { addDays, type Day, done, formatAmount, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, sql, type Transaction } from '#platform';
import {
  accountsOfBlocks,
  blockItemsIn,
  blockLockedItems,
  endBlocksIn,
  type Item,
  loadItems,
  type NewBlock,
} from '#receivables';

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

/** What a promise on an account touches, locked. */
export interface LockedForPromise {
  /** The account itself in front, then those that read as one with it. */
  readonly accounts: readonly CustomerAccount[];
  /** What is open on them, read under the locks. */
  readonly items: readonly Item[];
}

/**
 * Locks what a promise on an account of a company touches, at once and in order: the accounts that read as one with it on the
 * day, and those on which an open promise of theirs holds items. Undefined where the company has no such account.
 */
export async function lockForPromise(
  tx: Transaction,
  at: { companyId: bigint; accountId: bigint; day: Day },
): Promise<LockedForPromise | undefined> {
  const { companyId, accountId, day } = at;
  const [[own], wholes] = await Promise.all([
    loadAccounts(tx.db, tx.tenantId, { accountIds: [accountId] }),
    loadWholes(tx.db, tx.tenantId, { companyId, day }),
  ]);
  if (own?.companyId !== companyId) return undefined;
  const whole = wholes.accountsOf(accountId);
  const { rows } = await sql<{ id: bigint }>`
    select id from promises.promise where tenant_id = ${tx.tenantId} and account_id = any(${whole as bigint[]}::bigint[]) and state = 'open'`.execute(
    tx.db,
  );
  const held = await accountsOfBlocks(tx.db, tx.tenantId, rows.map(sourceOf));
  const [locked, items] = await Promise.all([
    lockAccounts(tx, [...whole, ...held]),
    loadItems(tx.db, tx.tenantId, { openOfAccounts: whole }),
  ]);
  return {
    accounts: locked
      .filter((one) => whole.includes(one.id))
      .sort((a, b) => Number(b.id === accountId) - Number(a.id === accountId)),
    items,
  };
}

/** Under which source a promise blocks its items. */
export const sourceOf = (promise: { readonly id: bigint }): string => `promise ${promise.id}`;

/** The same inside a transaction of an upper module, which may have locked with `lockForPromise` before. */
export async function recordPromiseIn(
  tx: Transaction,
  input: NewPromise,
  lockedBefore?: LockedForPromise,
): Promise<Outcome<{ id: string }>> {
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
  const { company, accountId, madeDate } = input;
  const locked = lockedBefore ?? (await lockForPromise(tx, { companyId: company.id, accountId, day: madeDate }));
  if (locked?.accounts[0]?.companyId !== company.id)
    return refuse('promises.account-unknown', 'There is no such customer account.');
  const items = locked.items.filter((item) => item.currency === input.currency && item.openMinor > 0n);
  if (items.length === 0)
    return refuse('promises.nothing-open', `This customer has nothing open in ${input.currency}.`);
  const { rows } = await sql<{ id: bigint; replaced: bigint[] }>`
    with made as (
      insert into promises.promise (tenant_id, company_id, account_id, currency, amount_minor, made_date, promised_date, contact_name, note, state, source_key)
      values (${tx.tenantId}, ${company.id}, ${accountId}, ${input.currency}, ${input.amountMinor}, ${madeDate}, ${input.promisedDate},
        ${input.contactName ?? null}, ${input.note ?? null}, 'open', ${input.sourceKey ?? null})
      on conflict (tenant_id, source_key) do nothing returning id
    ), replaced as (
      update promises.promise p set state = case when p.promised_date >= ${madeDate} then 'rescheduled' else 'broken' end, replaced_by = made.id,
        judged_date = ${madeDate}, version = p.version + 1
      from made
      where p.tenant_id = ${tx.tenantId} and p.account_id = any(${locked.accounts.map((one) => one.id)}::bigint[]) and p.currency = ${input.currency}
        and p.state = 'open'
      returning p.id
    )
    select id, array(select id from replaced order by id) as replaced from made`.execute(tx.db);
  const made = rows[0];
  if (made === undefined) return done({ id: '0' });
  const { id } = made;
  await endBlocksIn(
    tx,
    made.replaced.map((one) => sourceOf({ id: one })),
  );
  blockLockedItems(tx, items, blocksOf({ id, ...input }, items));
  tx.publish({
    type: 'promises.recorded',
    payload: { id: id.toString(), accountId: accountId.toString(), companyId: company.id.toString() },
  });
  return done({ id: id.toString() });
}

interface PromiseToBlock {
  readonly id: bigint;
  readonly amountMinor: bigint;
  readonly madeDate: Day;
  readonly promisedDate: Day;
}

/** Blocks what a promise is about. */
export const blockPromisedIn = (
  tx: Transaction,
  promise: PromiseToBlock,
  items: readonly Item[],
): ReturnType<typeof blockItemsIn> => blockItemsIn(tx, blocksOf(promise, items));

/** What a promise is about: of the account's open items in its currency, the oldest up to the promised amount. */
function blocksOf(promise: PromiseToBlock, items: readonly Item[]): NewBlock[] {
  let left = promise.amountMinor;
  const covered = [...items]
    .sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.id < b.id ? -1 : 1))
    .filter((item) => {
      if (left <= 0n) return false;
      left -= item.openMinor;
      return true;
    });
  return covered.map((item) => ({
    itemId: item.id,
    kind: 'promise' as const,
    amountMinor: null,
    from: promise.madeDate,
    to: addDays(promise.promisedDate, 2),
    source: sourceOf(promise),
  }));
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
