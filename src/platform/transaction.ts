/**
 * The transaction: one command, one transaction, always in the same order — idempotency key, period, bank lines and
 * receipts, customer accounts, orders and cases, authority, number counter, and the tenant's head last. A refusal and a fault both
 * roll everything back. At the end registered projectors run over the changed customer accounts, registered assertions
 * look at what was touched, and the head gives the command its place in the order of commits and in the audit chain.
 */
import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson, type Outcome, type Refusal, refuse } from '#kernel';
import type { AnyGovernedAction, AuthorityContext } from './authority/action.ts';
import type { Clock } from './clock.ts';
import { type Database, type LentConnection, type RawSql, type Sql, sql } from './database.ts';
import { failpoint } from './failpoint.ts';
import type { FileStore } from './files.ts';
import { readStoredResult, storedResult } from './stored-result.ts';

/** Who acts: a person of the installation (also the system and agents are persons). */
export interface Actor {
  readonly personId: bigint;
}

/** The system's own person, made by the first migration. */
export const systemActor: Actor = { personId: 1n };

/** What every command is called with: whose books, who acts, and, for callers that may repeat, a key. */
export interface Caller {
  readonly tenantId: bigint;
  readonly actor: Actor;
  /** Where the command came from: `cli`, `http`, `day-run`, a file's name. Kept in the audit record. */
  readonly source: string;
  readonly idempotencyKey?: string;
  /** Hears that a command was answered from an earlier, equal call, whatever is made of its answer. */
  readonly onReplay?: () => void;
  /** Why this goes into a soft-closed month; the ledger asks whether the actor may. */
  readonly lateReason?: string;
  /** What must still hold for the command to begin its work, such as that a setting stands as it was seen (`asSeen`). */
  readonly precondition?: (tx: Transaction) => Promise<Outcome<null>>;
  /** Set by the authority engine alone: the command is only asked about, or runs with a second person's approval. */
  readonly authority?: AuthorityContext;
}

export interface CommandDescription {
  /** `module.verb`, such as `receivables.post-documents`. */
  readonly operation: string;
  /** Why, in a sentence for the audit trail. */
  readonly reason: string;
  /** The input as given; hashed for idempotency and kept as the audit payload. */
  readonly input: unknown;
}

/** A command's place in the tenant's order of commits. */
export interface Head {
  readonly seq: bigint;
  readonly recordedAt: string;
}

/** The order in which rows may be locked; a lock of a lower rank after a higher one is a programmer's error. */
const lockRanks = [
  'idempotency',
  'period',
  'group-limit',
  'receipt',
  'account',
  'case',
  'authority',
  'number',
  'head',
] as const;
export type LockRank = (typeof lockRanks)[number];

/**
 * What happened. `accountId` or `accountIds` of its payload say which customer accounts it concerns: it is found by them on
 * their timelines, with what `as`, `until`, `numbers` and `changes` of the payload tell. A payload carries no personal data.
 */
export interface DomainEvent {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Transaction {
  readonly db: Sql;
  readonly tenantId: bigint;
  readonly actor: Actor;
  readonly source: string;
  readonly lateReason: string | undefined;
  readonly authority: AuthorityContext | undefined;
  readonly commandId: bigint;
  /**
   * Sends a statement without waiting for its answer: for writes that nobody reads from here. It runs in its place among
   * the others; when it fails, the command fails with its fault before it can commit.
   */
  send(statement: RawSql): void;
  /** The instant at which the command began, from the injected clock. */
  readonly now: Date;
  /**
   * Declares that rows of this rank are about to be locked; true when `key` is not locked yet. Rows of one rank are
   * locked by ascending id: pass it as `order`, and a lock below the highest one held is a fault.
   */
  claimLock(rank: LockRank, key: string, order?: bigint): boolean;
  /** Customer accounts whose maintained figures must be brought up to date at the end. */
  accountsChanged(accountIds: Iterable<bigint>): void;
  /** Items to be looked at by the final assertions. */
  itemsTouched(itemIds: Iterable<bigint>): void;
  /** The same of items that this command has posted itself: what other commands wrote says nothing of them. */
  itemsPosted(itemIds: Iterable<bigint>): void;
  readonly changedAccountIds: ReadonlySet<bigint>;
  readonly touchedItemIds: ReadonlySet<bigint>;
  readonly postedItemIds: ReadonlySet<bigint>;
  /** Work that needs the command's sequence; runs while the head is locked, so it must be short. */
  atHead(work: (head: Head) => Promise<void>): void;
  /** The first of `count` ordinals that tell apart what one command writes under one sequence. */
  nextOrdinal(count: number): number;
  /** Publishes an event: in-transaction handlers run before the projectors; it enters the change feed. */
  publish(event: DomainEvent): void;
  /** Adds to a named count of the audit record (documents posted, allocations made …). */
  count(name: string, by?: number): void;
}

/**
 * Brings maintained figures up to date for the changed accounts; set-based. Projectors start in floor order and do not wait
 * for one another: one may read what lower ones write with their first statement, not with later ones.
 */
export interface Projector {
  readonly name: string;
  readonly floor: number;
  run(tx: Transaction, accountIds: readonly bigint[]): Promise<void>;
}

/** Looks at what a command touched and throws when an invariant does not hold: the command then changes nothing. */
export interface Assertion {
  readonly name: string;
  run(tx: Transaction): Promise<void>;
}

export interface EventHandler {
  readonly type: string;
  readonly name: string;
  run(tx: Transaction, event: DomainEvent): Promise<void>;
}

/** Money in that is about to be posted on a customer's account, or was. Minor units, positive. */
export interface MoneyAtHand {
  readonly bankLineId: bigint;
  readonly accountId: bigint;
  /** Its credit item; null: it is not posted on the account yet. */
  readonly itemId: bigint | null;
  readonly unappliedMinor: bigint;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly valueDate: string;
  /** On which day what becomes of it is posted. */
  readonly postingDate: string;
  readonly text: string;
}

/** Why money must not be posted or applied as it stands. */
export interface MoneyVerdict {
  /** held: a person decides, until then it counts on no account; counted: it counts already; later: try again. */
  readonly kind: 'held' | 'counted' | 'later';
  readonly why: string;
}

/** What an upper module knows of money: that it is in the books already by another way. Asked where an ERP owns documents. */
export interface MoneyGuard {
  readonly name: string;
  /** Before anything is locked. */
  prepare(tx: Transaction, companyId: bigint, money: readonly MoneyAtHand[]): Promise<PreparedMoneyGuard>;
}

export interface PreparedMoneyGuard {
  /** To be locked together with what the money needs. */
  readonly accountIds: readonly bigint[];
  readonly days: readonly string[];
  /** Under the locks, of the lines that are still to be posted or applied: verdicts; money without one goes its way. */
  judge(bankLineIds: ReadonlySet<bigint>): Promise<ReadonlyMap<bigint, MoneyVerdict>>;
  /** After the money is posted and before it is applied: its credit items by bank line. */
  posted(items: ReadonlyMap<bigint, bigint>): Promise<Outcome<null>>;
  /** After all of the money is applied. */
  applied(): Promise<Outcome<null>>;
}

/** An account that the money behind a credit item came from, as the bank wrote it. */
export interface MoneyOrigin {
  readonly itemId: bigint;
  readonly account: string;
  readonly holderName: string | null;
}

/** What an upper module knows of where money came from. Asked before money goes back to a customer. */
export interface MoneyOrigins {
  readonly name: string;
  load(db: Sql, tenantId: bigint, itemIds: readonly bigint[]): Promise<readonly MoneyOrigin[]>;
}

/** Why a document may not be reversed now, in one sentence that says what to do. */
export interface ReversalHold {
  readonly itemId: bigint;
  readonly why: string;
}

/** What an upper module knows of documents whose effect has left the books. Asked when a document is reversed. */
export interface ReversalHolds {
  readonly name: string;
  load(db: Sql, tenantId: bigint, itemIds: readonly bigint[]): Promise<readonly ReversalHold[]>;
}

/** What an upper module has that follows a payment term. Asked before a term changes for everybody who has it. */
export interface TermUse {
  readonly of: 'customers' | 'open_items';
  /** How many follow the term, in all companies of the tenant. */
  count(db: Sql, tenantId: bigint, termId: bigint): Promise<number>;
}

/** What stands against closing a month for good. */
export interface MonthFinding {
  readonly code: string;
  /** What is missing and how it is done, in one sentence. */
  readonly text: string;
  /** The books of the month are not whole without it; another finding may be passed over with a reason. */
  readonly needed: boolean;
}

/** What an upper module wants done before a month of a company is closed for good. Asked while the month is locked. */
export interface MonthHold {
  readonly name: string;
  find(
    db: Sql,
    tenantId: bigint,
    of: { readonly companyId: bigint; readonly month: string },
  ): Promise<readonly MonthFinding[]>;
}

/** What the composition root registers with the platform. */
export interface Registrations {
  readonly projectors: readonly Projector[];
  readonly assertions: readonly Assertion[];
  readonly handlers: readonly EventHandler[];
  /** Actions that take authority, declared by the modules that own their commands. */
  readonly governedActions: readonly AnyGovernedAction[];
  readonly moneyGuards: readonly MoneyGuard[];
  readonly moneyOrigins: readonly MoneyOrigins[];
  readonly reversalHolds: readonly ReversalHolds[];
  readonly termUses: readonly TermUse[];
  readonly monthHolds: readonly MonthHold[];
}

/** What monitoring is told of a command when it has ended. */
export interface CommandReport {
  readonly operation: string;
  readonly outcome: 'done' | 'replayed' | 'refused' | 'fault';
  /** The refusal's code. */
  readonly code: string | undefined;
  readonly seconds: number;
}

/** The engine: a database, a clock and what upper modules registered. Commands and queries are called with it. */
export interface Engine {
  readonly database: Database;
  readonly clock: Clock;
  readonly registrations: Registrations;
  /** Where files are kept; an engine that keeps none has none. */
  readonly files?: FileStore;
  /** Where customers reach the server; an installation that says nothing sends no links. */
  readonly publicUrl?: string | undefined;
  /** Told of every command that ended; the server counts them. */
  readonly onCommand?: (report: CommandReport) => void;
  /** Waited for before a command begins: so works that read and reckon side by side keep their commands in one order. */
  readonly turn?: () => Promise<unknown>;
}

class Rollback extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

class ReplayFound extends Error {
  constructor(readonly result: unknown) {
    super('idempotent replay');
  }
}

const digits = (id: bigint): string => {
  const text = id.toString();
  if (!/^\d+$/.test(text)) throw new Error(`not an id: ${text}`);
  return text;
};

/** What puts a transaction into a tenant's fence: SET takes no parameter, and set_config() would not travel to other nodes. */
const fenceOf = (tenantId: bigint): string => {
  const id = digits(tenantId);
  return `set local app.tenant = '${id}'; set local app.tenants = '{${id}}'`;
};

const beginReading = (tenantId: bigint): string =>
  `begin isolation level repeatable read read only; ${fenceOf(tenantId)}`;

/** One transaction that writes. Ends with commit, or with rollback when the work throws. */
async function inTransaction<T>(
  engine: Engine,
  tenantId: bigint,
  work: (db: Sql, send: (statement: RawSql) => void) => Promise<T>,
): Promise<T> {
  return onConnection(engine, async ({ db, planSettings, commit }, note, sent) => {
    const send = (statement: RawSql): void => note(statement.execute(db));
    // Opened and fenced by one message that is not waited for: should it fail, what follows finds no tenant set, and the
    // fence shows and takes nothing.
    send(sql.raw(`begin; ${fenceOf(tenantId)}; ${planSettings()}`));
    const value = await work(db, send);
    note(commit());
    await Promise.all(sent);
    return value;
  });
}

/**
 * One reading on one snapshot. Nobody waits for its end: what was read is read, and the next transaction on the connection,
 * whose it ever is, goes out behind it.
 */
async function inSnapshot<T>(engine: Engine, tenantId: bigint, work: (db: Sql) => Promise<T>): Promise<T> {
  return onConnection(engine, async ({ db, close }, note) => {
    note(sql.raw(beginReading(tenantId)).execute(db));
    const value = await work(db);
    note(sql.raw('commit').execute(db));
    close();
    return value;
  });
}

/** Lends a connection for one transaction; rolls it back when the work throws. Answers that nobody waits for are noted. */
async function onConnection<T>(
  engine: Engine,
  work: (
    lent: LentConnection,
    note: (answer: Promise<unknown>) => void,
    noted: readonly Promise<unknown>[],
  ) => Promise<T>,
): Promise<T> {
  return engine.database.lend(async (lent) => {
    const sent: Promise<unknown>[] = [];
    let firstFault: { readonly fault: unknown } | undefined;
    const note = (answer: Promise<unknown>): void => {
      sent.push(answer);
      answer.catch((fault: unknown) => {
        firstFault ??= { fault };
      });
    };
    try {
      return await work(lent, note, sent);
    } catch (fault) {
      // A broken connection cannot roll back, and need not: the server does. The first fault is the one to tell.
      await lent.rollBack().catch(() => undefined);
      throw firstFault?.fault ?? fault;
    }
  });
}

/** Marks an outcome that was answered from the stored result of an earlier, equal call. */
export type CommandOutcome<T> = Outcome<T> & { readonly replayed?: true };

/**
 * Runs one command in one transaction. `work` locks, loads, decides and writes; a returned refusal rolls back.
 * With an idempotency key a repeat answers from the stored result (`replayed: true`); the same key with other input
 * is refused (`platform.idempotency-mismatch`). The result is made of plain values and bigints: a repeat gets the same.
 */
export async function runCommand<T>(
  engine: Engine,
  caller: Caller,
  description: CommandDescription,
  work: (tx: Transaction) => Promise<Outcome<T>>,
): Promise<CommandOutcome<T>> {
  const { onCommand, turn } = engine;
  if (turn !== undefined) await turn();
  if (onCommand === undefined) return execute(engine, caller, description, work);
  const started = performance.now();
  const tell = (outcome: CommandReport['outcome'], code?: string): void =>
    onCommand({ operation: description.operation, outcome, code, seconds: (performance.now() - started) / 1000 });
  try {
    const outcome = await execute(engine, caller, description, work);
    if (outcome.ok) tell(outcome.replayed ? 'replayed' : 'done');
    else tell('refused', outcome.refusal.code);
    return outcome;
  } catch (fault) {
    tell('fault');
    throw fault;
  }
}

async function execute<T>(
  engine: Engine,
  caller: Caller,
  description: CommandDescription,
  work: (tx: Transaction) => Promise<Outcome<T>>,
): Promise<CommandOutcome<T>> {
  const inputText = canonicalJson(description.input ?? null);
  let takenBeside: readonly bigint[] = [];
  try {
    const value = await inTransaction(engine, caller.tenantId, async (trx, send) => {
      failpoint('command.before-work');
      const { id, beside } = await nextCommandId(engine, trx);
      takenBeside = beside;
      const { tx, state } = newTransaction(trx, send, engine.clock.now(), caller, id);
      if (caller.idempotencyKey !== undefined)
        await claimKey(tx, description.operation, caller.idempotencyKey, inputText);
      const holds = await caller.precondition?.(tx);
      if (holds?.ok === false) throw new Rollback(holds.refusal);
      const outcome = await work(tx);
      if (!outcome.ok) throw new Rollback(outcome.refusal);
      await runHandlers(engine, tx, state);
      failpoint('command.before-projectors');
      const changed = [...state.accounts].sort((a, b) => (a < b ? -1 : 1));
      const projectors = [...engine.registrations.projectors].sort((a, b) => a.floor - b.floor);
      // Side by side: the first statement of each goes out in floor order, so it sees what those below have written.
      const projected = Promise.all(
        (changed.length > 0 ? projectors : []).map((projector) => projector.run(tx, changed)),
      );
      const asserted = Promise.all(engine.registrations.assertions.map((assertion) => assertion.run(tx)));
      // Waited for with the head's answer: a fault of theirs, should the projectors fail first, is not the one to tell.
      asserted.catch(() => undefined);
      await projected;
      if (caller.idempotencyKey !== undefined) {
        tx.send(sql`update platform.idempotency set result = ${storedResult(outcome.value)}::jsonb
          where tenant_id = ${tx.tenantId} and person_id = ${tx.actor.personId}
            and operation = ${description.operation} and key = ${caller.idempotencyKey}`);
      }
      failpoint('command.before-head');
      await sealAtHead(tx, state, description, inputText, asserted);
      failpoint('command.before-commit');
      return outcome.value;
    });
    keepCommandIds(engine, takenBeside);
    failpoint('command.after-commit');
    return { ok: true, value };
  } catch (fault) {
    if (fault instanceof Rollback) return { ok: false, refusal: fault.refusal };
    if (fault instanceof ReplayFound) {
      caller.onReplay?.();
      return { ok: true, value: fault.result as T, replayed: true };
    }
    throw fault;
  }
}

/** Runs a reading of one or more statements on one snapshot (REPEATABLE READ READ ONLY). */
export async function runQuery<T>(engine: Engine, tenantId: bigint, work: (db: Sql) => Promise<T>): Promise<T> {
  return inSnapshot(engine, tenantId, work);
}

/**
 * The same of statements that do not wait for one another: `ask` asks for all of them before it first waits. They are one
 * packet with their transaction's begin and end; a statement that comes later is a fault.
 */
export async function runQueryAtOnce<T>(engine: Engine, tenantId: bigint, ask: (db: Sql) => Promise<T>): Promise<T> {
  return onConnection(engine, async ({ db, commit }, note) => {
    note(sql.raw(beginReading(tenantId)).execute(db));
    const [value] = await Promise.all([ask(db), commit()]);
    return value;
  });
}

/**
 * Bookkeeping that is no command and leaves no audit record: the rows of jobs. Nothing of the business is written here.
 */
export async function inTenant<T>(engine: Engine, tenantId: bigint, work: (db: Sql) => Promise<T>): Promise<T> {
  return inTransaction(engine, tenantId, work);
}

interface State {
  readonly accounts: Set<bigint>;
  readonly items: Set<bigint>;
  readonly posted: Set<bigint>;
  readonly atHead: ((head: Head) => Promise<void>)[];
  readonly events: DomainEvent[];
  readonly counts: Record<string, number>;
}

function newTransaction(
  db: Sql,
  send: Transaction['send'],
  now: Date,
  caller: Caller,
  commandId: bigint,
): { tx: Transaction; state: State } {
  const state: State = { accounts: new Set(), items: new Set(), posted: new Set(), atHead: [], events: [], counts: {} };
  const locked = new Set<string>();
  let highest = 0;
  let ordinal = 0;
  const highestOrder = new Map<LockRank, bigint>();
  const tx: Transaction = {
    db,
    send,
    tenantId: caller.tenantId,
    actor: caller.actor,
    source: caller.source,
    lateReason: caller.lateReason,
    authority: caller.authority,
    commandId,
    now,
    changedAccountIds: state.accounts,
    touchedItemIds: state.items,
    postedItemIds: state.posted,
    claimLock(rank, key, order) {
      const name = `${rank}:${key}`;
      if (locked.has(name)) return false;
      const position = lockRanks.indexOf(rank);
      if (position < highest) {
        throw new Error(`lock order: "${name}" after a lock of rank "${lockRanks[highest]}"; lock it earlier instead`);
      }
      const highestId = highestOrder.get(rank);
      if (order !== undefined && highestId !== undefined && order < highestId) {
        throw new Error(`lock order: "${name}" after ${rank} ${highestId}; lock all rows of a rank at once, sorted`);
      }
      if (order !== undefined) highestOrder.set(rank, order);
      highest = position;
      locked.add(name);
      return true;
    },
    accountsChanged(ids) {
      for (const id of ids) state.accounts.add(id);
    },
    itemsTouched(ids) {
      for (const id of ids) state.items.add(id);
    },
    itemsPosted(ids) {
      for (const id of ids) {
        state.items.add(id);
        state.posted.add(id);
      }
    },
    atHead(work) {
      state.atHead.push(work);
    },
    nextOrdinal(count) {
      const first = ordinal;
      ordinal += count;
      return first;
    },
    publish(event) {
      state.events.push(event);
    },
    count(name, by = 1) {
      state.counts[name] = (state.counts[name] ?? 0) + by;
    },
  };
  return { tx, state };
}

/** Ids of commands that this process has taken and not given out. */
const commandIds = new WeakMap<Database, bigint[]>();
const commandIdsTaken = 32;

/**
 * An id that no other command has, and those that were taken beside it. Processes take them by the handful, so that a command
 * need not wait for its own: ids say nothing about order (the sequence does), and those of a process that ends are never given
 * out. What was taken beside is kept once the command has committed (`keepCommandIds`) and not before: until then a crash of
 * the server may forget that the sequence gave it, and give it again.
 */
async function nextCommandId({ database }: Engine, db: Sql): Promise<{ id: bigint; beside: readonly bigint[] }> {
  const known = commandIds.get(database)?.pop();
  if (known !== undefined) return { id: known, beside: [] };
  const { rows } = await sql<{
    id: bigint;
  }>`select nextval('platform.command_id') as id from generate_series(1, ${commandIdsTaken}) order by 1 desc`.execute(
    db,
  );
  const beside = rows.map((row) => row.id);
  return { id: beside.pop()!, beside };
}

/** Keeps the ids that a command took beside its own. Others may have taken some meanwhile: none is lost. */
function keepCommandIds({ database }: Engine, beside: readonly bigint[]): void {
  if (beside.length > 0) commandIds.set(database, [...beside, ...(commandIds.get(database) ?? [])]);
}

/** The refusal of a key that was used with another request. */
export const refuseOtherInput = (operation: string, key: string) =>
  refuse(
    'platform.idempotency-mismatch',
    'This idempotency key was used before with other input; use a new key. Nothing was changed.',
    { operation, key },
  );

async function claimKey(tx: Transaction, operation: string, key: string, inputText: string): Promise<void> {
  tx.claimLock('idempotency', key);
  const inputHash = createHash('sha256').update(inputText).digest();
  const inserted = await sql`
    insert into platform.idempotency (tenant_id, person_id, operation, key, input_hash, command_id)
    values (${tx.tenantId}, ${tx.actor.personId}, ${operation}, ${key}, ${inputHash}, ${tx.commandId})
    on conflict do nothing returning key`.execute(tx.db);
  if (inserted.rows.length === 1) return;
  const { rows } = await sql<{ input_hash: Buffer; result: unknown }>`
    select input_hash, result from platform.idempotency
    where tenant_id = ${tx.tenantId} and person_id = ${tx.actor.personId} and operation = ${operation} and key = ${key}`.execute(
    tx.db,
  );
  const stored = rows[0]!;
  if (!stored.input_hash.equals(inputHash)) throw new Rollback(refuseOtherInput(operation, key).refusal);
  throw new ReplayFound(readStoredResult(stored.result));
}

async function runHandlers(engine: Engine, tx: Transaction, state: State): Promise<void> {
  // Handlers may publish further events; the list grows while we walk it.
  for (let index = 0; index < state.events.length; index += 1) {
    const event = state.events[index]!;
    for (const handler of engine.registrations.handlers) {
      if (handler.type === event.type) await handler.run(tx, event);
    }
  }
}

/** The bytes that an audit record's hash covers; `verify` recomputes them. */
export function auditHash(record: {
  previousHash: Buffer;
  tenantId: bigint;
  seq: bigint;
  commandId: bigint;
  recordedAt: string;
  personId: bigint;
  operation: string;
  reason: string;
  source: string;
  counts: Readonly<Record<string, number>>;
  payloadHash: Buffer;
}): Buffer {
  const { tenantId, seq, commandId, personId } = record;
  const quoted = (text: string): string => JSON.stringify(text);
  // The record as `canonicalJson` has it, members by their names; written out, because a trail is hashed a million at a time.
  const text =
    `{"commandId":"${commandId}","counts":${canonicalJson(record.counts)},"operation":${quoted(record.operation)}` +
    `,"payloadHash":"${record.payloadHash.toString('hex')}","personId":"${personId}","reason":${quoted(record.reason)}` +
    `,"recordedAt":${quoted(record.recordedAt)},"seq":"${seq}","source":${quoted(record.source)},"tenantId":"${tenantId}"}`;
  return createHash('sha256').update(record.previousHash).update(text).digest();
}

/** Hash of an audit payload under its salt; both can be erased later without breaking the chain. */
export const payloadHash = (salt: Buffer, payload: string): Buffer =>
  createHash('sha256').update(salt).update(payload).digest();

/** The customer accounts that events concern, by the place of the event. */
function concernedAccounts(events: readonly DomainEvent[]): { ordinal: number; accountId: string }[] {
  return events.flatMap(({ payload }, ordinal) => {
    const named = [payload['accountId'], ...((payload['accountIds'] as readonly unknown[] | undefined) ?? [])];
    const ids = new Set(named.filter((one) => typeof one === 'string'));
    return [...ids].map((accountId) => ({ ordinal, accountId }));
  });
}

async function sealAtHead(
  tx: Transaction,
  state: State,
  description: CommandDescription,
  inputText: string,
  asserted: Promise<unknown>,
): Promise<void> {
  tx.claimLock('head', 'head');
  const [{ rows }] = await Promise.all([
    sql<{ seq: bigint; recorded_at: string; hash: Buffer }>`
    update platform.head
    set seq = seq + 1, recorded_at = greatest(recorded_at + interval '1 microsecond', ${tx.now.toISOString()}::timestamptz)
    where tenant_id = ${tx.tenantId}
    returning seq, recorded_at, hash`.execute(tx.db),
    asserted,
  ]);
  const row = rows[0];
  if (!row) throw new Error(`tenant ${tx.tenantId} has no head; create the tenant first`);
  const head: Head = { seq: row.seq, recordedAt: row.recorded_at };
  for (const work of state.atHead) await work(head);
  const salt = randomBytes(16);
  const hashOfPayload = payloadHash(salt, inputText);
  const hash = auditHash({
    previousHash: row.hash,
    tenantId: tx.tenantId,
    seq: head.seq,
    commandId: tx.commandId,
    recordedAt: head.recordedAt,
    personId: tx.actor.personId,
    operation: description.operation,
    reason: description.reason,
    source: tx.source,
    counts: state.counts,
    payloadHash: hashOfPayload,
  });
  // Every change is in the feed, also one that nobody has a word of its own for: another browser reads anew by it.
  if (state.events.length === 0)
    tx.publish({ type: 'platform.changed', payload: { operation: description.operation } });
  const concerned = concernedAccounts(state.events);
  tx.send(sql`
    with record as (
      insert into platform.audit (tenant_id, seq, command_id, recorded_at, person_id, operation, reason, source, counts, payload_hash, previous_hash, hash)
      values (${tx.tenantId}, ${head.seq}, ${tx.commandId}, ${head.recordedAt}::timestamptz, ${tx.actor.personId}, ${description.operation},
        ${description.reason}, ${tx.source}, ${JSON.stringify(state.counts)}::jsonb, ${hashOfPayload}, ${row.hash}, ${hash})
    ), payload as (
      insert into platform.audit_payload (tenant_id, seq, salt, payload) values (${tx.tenantId}, ${head.seq}, ${salt}, ${inputText})
    ), feed as (
      insert into platform.change (tenant_id, seq, ordinal, type, payload)
      select ${tx.tenantId}, ${head.seq}, (e.value ->> 'ordinal')::integer, e.value ->> 'type', e.value -> 'payload'
      from jsonb_array_elements(${canonicalJson(state.events.map((event, ordinal) => ({ ordinal, ...event })))}::jsonb) as e(value)
    )${
      concerned.length === 0
        ? sql``
        : sql`, concerned as (
      insert into platform.change_account (tenant_id, account_id, seq, ordinal)
      select ${tx.tenantId}, account_id, ${head.seq}, ordinal
      from unnest(${concerned.map((one) => BigInt(one.accountId))}::bigint[], ${concerned.map((one) => one.ordinal)}::integer[]) as c(account_id, ordinal)
    )`
    }
    update platform.head set hash = ${hash} where tenant_id = ${tx.tenantId}`);
}
