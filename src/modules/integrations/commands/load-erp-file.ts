/**
 * Loads a file of an ERP's items into the mirror: reads it, judges it by what it declares, and takes it in chunk by chunk,
 * or holds it for a person. The bytes are kept, so that a held load can be released and a killed import goes on.
 */
import { type Company, loadConverter } from '#company';
import { loadAccounts, loadPostingAccounts, loadWholes } from '#customers';
import type { BadRow } from '#formats';
import { type Day, dayInZone, done, type Outcome, periodOf, type Refusal, refuse } from '#kernel';
import { closedMonths } from '#ledger';
import {
  type Caller,
  type Engine,
  failpoint,
  filesOf,
  refreshStatistics,
  runCommand,
  runJob,
  runQuery,
  type Sql,
  sha256Of,
} from '#platform';
import { type ErpFile, openInCompanyCurrency, readErpFile } from '../erp-file.ts';
import { controlAccountOf, type ErpMapping, parseErpMapping } from '../erp-mapping.ts';
import { type Declared, declarationOf } from '../load-declaration.ts';
import {
  type ControlAccount,
  type ControlTotal,
  type ErpRow,
  isPayment,
  type LoadDeclaration,
  type LoadReason,
  type LoadState,
  type MirroredItem,
  type ResolvedRow,
} from '../model.ts';
import { judgeExport } from '../rules/judge-export.ts';
import { isStillToCome, judgeLoad } from '../rules/judge-load.ts';
import { saysTheSame } from '../rules/mirror-changes.ts';
import { pairStanding, standingOf } from '../rules/moved-items.ts';
import { closedMonthOf, packChunks, resolveRows } from '../rules/resolve-rows.ts';
import { taxOfRow, tellsTax } from '../rules/told-tax.ts';
import { loadMovedByUs, undecidedOfItems } from '../store/exports.ts';
import {
  insertLoad,
  insertUnreadable,
  type LoadRow,
  lastKeyDate,
  loadLoad,
  loadsOfFile,
  markApplied,
  supersedeHeld,
  supersedeRedeclared,
  unfinishedLoads,
  updateLoadState,
  waitingDeltas,
} from '../store/loads.ts';
import { countWithoutTax, loadLeftBehind, loadMirror, loadOrphaned, loadTaxless } from '../store/mirror.ts';
import { loadBankReading } from '../store/same-money.ts';
import { badFileOf } from '../table-import.ts';
import { applyChunkIn } from './apply-load.ts';
import { taxCodesOf } from './tax-codes.ts';
import { takeInWaitingPayments } from './waiting-payments.ts';

const chunkSize = 400;

export interface ErpLoadInput {
  readonly company: Company;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The mapping as JSON. */
  readonly mapping: unknown;
  /** What a manifest beside the file, or flags, declare; it wins over the mapping. */
  readonly declared: Declared;
  /** Looks at everything and writes nothing. */
  readonly check?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ErpLoadResult {
  /** Null for a dry run. */
  readonly loadId: bigint | null;
  readonly file: string;
  readonly scope: string;
  readonly kind: 'full' | 'delta';
  readonly keyDate: Day;
  readonly state: LoadState;
  readonly reasons: readonly LoadReason[];
  /** The same file was loaded before and says nothing else now: nothing was changed. */
  readonly known: boolean;
  readonly rows: number;
  /** Items changed in the mirror now (with `check`: that would be looked at). */
  readonly changed: number;
  readonly unchanged: number;
  /** Open items that the full load does not name. */
  readonly missing: number;
  readonly bad: readonly BadRow[];
  /** The bad rows as CSV: their own cells, then row, column, value and reason; empty when there are none. */
  readonly badFile: string;
  /** Held deltas that could be taken in after this load. */
  readonly alsoTakenIn: number;
}

/**
 * Loads a file. Refuses a company that is not mirrored (`erp.company-standalone`), what the mapping and the reader refuse,
 * and a file that does not say what it is (`erp.undeclared`). A load that does not hold what it declares is *held*, which
 * is no refusal: the answer's `state` and `reasons` say so. A file that cannot be read is kept as a refused load.
 */
export async function loadErpFile(
  engine: Engine,
  caller: Caller,
  input: ErpLoadInput,
): Promise<Outcome<ErpLoadResult>> {
  if (input.company.ledgerMode !== 'mirrored')
    return refuse(
      'erp.company-standalone',
      `Company ${input.company.code} keeps its own books; make it a mirror of its ERP first. Nothing was changed.`,
    );
  const mapping = parseErpMapping(input.mapping);
  if (!mapping.ok) return keepUnreadable(engine, caller, input, mapping.refusal);
  const declared = declarationOf(input.declared, mapping.value, input.fileName, input.company.currency);
  if (!declared.ok) return keepUnreadable(engine, caller, input, declared.refusal);
  return asJob(engine, caller, async () => {
    const resumed = input.check ? done(0) : await finishInterrupted(engine, caller, input.company);
    if (!resumed.ok) return resumed;
    return receive(engine, { ...caller, source: input.fileName }, input, mapping.value, declared.value);
  });
}

/**
 * Keeps a file that cannot be read in the list of loads, refused with what was wrong, and answers the refusal with the load's
 * id. Nothing else is changed; the file mended, or declared as it should be, is a load of its own.
 */
export async function keepUnreadable(
  engine: Engine,
  caller: Caller,
  input: Pick<ErpLoadInput, 'company' | 'fileName' | 'bytes' | 'check'> &
    Partial<Pick<ErpLoadInput, 'mapping' | 'declared'>>,
  refusal: Refusal,
): Promise<Outcome<never>> {
  if (input.check) return { ok: false, refusal };
  const sha256 = filesOf(engine).put(caller.tenantId, input.bytes);
  const kept = await runCommand(
    engine,
    caller,
    {
      operation: 'integrations.receive-load',
      reason: `${input.fileName} could not be read: ${refusal.message}`,
      input: { company: input.company.code, file: input.fileName, sha256, refusal: refusal.code },
    },
    async (tx): Promise<Outcome<bigint>> => {
      const loadId = await insertUnreadable(tx, {
        companyId: input.company.id,
        fileName: input.fileName,
        sha256,
        mapping: input.mapping,
        declared: input.declared ?? {},
        reason: { code: refusal.code, text: refusal.message },
      });
      tx.publish({ type: 'integrations.load-refused', payload: { loadId: loadId.toString() } });
      tx.count('loads');
      return done(loadId);
    },
  );
  if (!kept.ok) return kept;
  return { ok: false, refusal: { ...refusal, details: { ...refusal.details, loadId: kept.value.toString() } } };
}

/** Loads are taken in one after the other; the job's row keeps that it ran, not what the file said. */
async function asJob<T>(engine: Engine, caller: Caller, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  let answer: Outcome<T> | undefined;
  const outcome = await runJob(engine, caller, 'erp-load', async () => {
    answer = await work();
    return answer.ok ? done(null) : answer;
  });
  return outcome.ok ? answer! : outcome;
}

async function receive(
  engine: Engine,
  caller: Caller,
  input: ErpLoadInput,
  mapping: ErpMapping,
  declared: LoadDeclaration,
): Promise<Outcome<ErpLoadResult>> {
  const { company } = input;
  const file = readErpFile(input, mapping, company.currency);
  if (!file.ok) return keepUnreadable(engine, caller, input, file.refusal);
  const atHand: FileAtHand = { company, mapping, file: file.value };
  const sha256 = sha256Of(input.bytes);
  const facts = await runQuery(engine, caller.tenantId, async (db) => ({
    before: await loadsOfFile(
      db,
      caller.tenantId,
      { ...declared, companyId: company.id, sha256 },
      { declared: printable(declared), mapping },
    ),
    plan: await planLoad(db, caller.tenantId, atHand, declared, todayOf(engine, company)),
  }));
  const { plan, before } = facts;
  const earlier = knownBefore(before, plan);
  const answer = {
    file: input.fileName,
    scope: declared.scope,
    kind: declared.kind,
    keyDate: declared.keyDate,
    rows: file.value.found.rows,
    missing: plan.missing.length,
    bad: plan.bad,
    badFile: badFileOf(file.value.table, plan.bad),
    alsoTakenIn: 0,
  };
  if (earlier) {
    const unchanged = plan.resolvedCount;
    return done({
      ...answer,
      loadId: earlier.id,
      state: earlier.state,
      reasons: earlier.reasons,
      known: true,
      changed: 0,
      unchanged,
    });
  }
  const state = plan.reasons.length === 0 ? 'accepted' : 'held';
  const sums = { changed: plan.changedCount, unchanged: plan.resolvedCount - plan.changedRows };
  if (input.check) return done({ ...answer, loadId: null, state, reasons: plan.reasons, known: false, ...sums });
  filesOf(engine).put(caller.tenantId, input.bytes);
  failpoint('erp-load.after-file');
  const { fileName } = input;
  const { reasons } = plan;
  const recorded = await recordLoad(engine, caller, atHand, { fileName, sha256, declared, state, reasons });
  if (!recorded.ok) return recorded;
  const loadId = recorded.value;
  if (state === 'held') return done({ ...answer, loadId, state, reasons, known: false, changed: 0, unchanged: 0 });
  const load = (await runQuery(engine, caller.tenantId, (db) => loadLoad(db, caller.tenantId, loadId)))!;
  const taken = await takeIn(engine, caller, atHand, { load, plan, onProgress: input.onProgress });
  if (!taken.ok) return taken;
  const also = await takeInWaiting(engine, caller, company, load.scope);
  if (!also.ok) return also;
  const payments = await takeInWaitingPayments(engine, caller, company);
  if (!payments.ok) return payments;
  return done({ ...answer, loadId, state, reasons: [], known: false, ...sums, alsoTakenIn: also.value });
}

/**
 * Which load of before a file is, if any: the one declared and read the same way, or one that is in the books where what is
 * said now finds nothing to change in them and contradicts nothing. A held, discarded or superseded load that comes again
 * with another declaration or mapping is judged anew.
 */
function knownBefore<T extends LoadRow & { readonly same: boolean }>(
  before: readonly T[],
  plan: LoadPlan,
): T | undefined {
  const same = before.find((load) => load.same);
  if (same) return same;
  const overtaken = plan.reasons.some((reason) => reason.code === 'older');
  const saysNothingNew = plan.reasons.length === 0 && plan.changedCount === 0;
  return overtaken || saysNothingNew
    ? before.find((load) => load.state === 'accepted' || load.state === 'released')
    : undefined;
}

/** A file that was read, by which mapping and for whose mirror. */
interface FileAtHand {
  readonly company: Company;
  readonly mapping: ErpMapping;
  readonly file: ErpFile;
}

/** What is kept of a file that was read and judged. */
interface JudgedFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly declared: LoadDeclaration;
  readonly state: 'accepted' | 'held';
  readonly reasons: readonly LoadReason[];
}

async function recordLoad(
  engine: Engine,
  caller: Caller,
  { company, mapping, file }: FileAtHand,
  { fileName, sha256, declared, state, reasons }: JudgedFile,
): Promise<Outcome<bigint>> {
  const what = `${fileName}: a ${declared.kind} load of ${declared.scope} for ${declared.keyDate}`;
  return runCommand(
    engine,
    caller,
    {
      operation: 'integrations.receive-load',
      reason:
        state === 'accepted' ? `${what} was accepted.` : `${what} is held. ${reasons.map((one) => one.text).join(' ')}`,
      input: { company: company.code, file: fileName, sha256, declared: printable(declared) },
    },
    async (tx) => {
      const id = await insertLoad(tx, {
        companyId: company.id,
        scope: declared.scope,
        kind: declared.kind,
        keyDate: declared.keyDate,
        since: declared.since,
        fileName,
        sha256,
        mapping,
        declared: printable(declared),
        found: printable(file.found),
        state,
        reasons,
      });
      if (id === undefined) throw new Error('a load of the same file, declared so, appeared under the lock of loads');
      const superseded = await supersedeRedeclared(tx, id, { ...declared, companyId: company.id, sha256 });
      tx.publish({ type: `integrations.load-${state}`, payload: { loadId: id.toString(), scope: declared.scope } });
      tx.count('loads');
      tx.count('loads.superseded', superseded);
      return done(id);
    },
  );
}

/** Amounts as text, as JSON keeps them. */
const printable = (value: object): unknown =>
  JSON.parse(JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)));

interface LoadPlan {
  readonly reasons: LoadReason[];
  readonly readsBank: boolean;
  readonly changed: readonly ResolvedRow[];
  readonly missing: readonly MirroredItem[];
  readonly mirror: ReadonlyMap<string, MirroredItem>;
  readonly resolvedCount: number;
  readonly changedRows: number;
  readonly changedCount: number;
  readonly bad: readonly BadRow[];
}

const todayOf = (engine: Engine, company: Company): Day => dayInZone(engine.clock.now(), company.timeZone);

/** What a load would change, and whether it may, on one snapshot. */
async function planLoad(
  db: Sql,
  tenantId: bigint,
  { company, mapping, file }: FileAtHand,
  declared: LoadDeclaration,
  today: Day,
): Promise<LoadPlan> {
  const open = await loadMirror(db, tenantId, company.id, { openInScope: declared.scope });
  const mirror = new Map([
    ...open,
    ...(await loadMirror(db, tenantId, company.id, { keys: file.rows.map((row) => row.key) })),
  ]);
  const accounts = await loadAccounts(db, tenantId, { companyId: company.id });
  const accountOf = await loadPostingAccounts(db, tenantId, company.id);
  const { resolved, bad } = resolveRows(file.rows, {
    companyCode: company.code,
    companyCurrency: company.currency,
    keyDate: declared.keyDate,
    accountOf: (number, day) => accountOf(number, day)?.accountId,
    numberOf: new Map(accounts.map((account) => [account.id, account.number])),
    collective: new Set(accounts.flatMap((account) => (account.oneTime ? [account.id] : []))),
    mirror,
    hasRate: await ratesOf(db, tenantId, company, file),
  });
  const named = new Set([...file.rows.map((row) => row.key), ...file.badKeys]);
  const missing =
    declared.kind === 'delta'
      ? []
      : [...open.values()].filter((item) => item.state !== 'closed_unknown' && !named.has(item.key));
  const readsBank = (await loadBankReading(db, tenantId, company.id)).accounts > 0;
  const leftBehind = new Set(
    (await loadLeftBehind(db, tenantId, company.id, { scope: declared.scope })).map((item) => item.key),
  );
  const orphaned = await loadOrphaned(db, tenantId, company.id, declared.scope);
  const twice = await standsTwice(db, tenantId, company, declared.keyDate, mirror, resolved);
  const bringsTax = await newlyTold(db, tenantId, company, declared.scope, resolved);
  const denied = await deniesConfirmed(db, tenantId, mirror, resolved, declared.keyDate);
  const changed = resolved.filter((row) => {
    const known = mirror.get(row.key);
    return known
      ? [leftBehind, orphaned, twice, denied].some((keys) => keys.has(row.key)) ||
          bringsTax(row) ||
          !saysTheSame(known, row)
      : row.openMinor !== 0n || (readsBank && isPayment(row));
  });
  const closed = await closedMonths(db, tenantId, company.id, [periodOf(declared.keyDate)], false);
  const reasons = judgeLoad({
    declared,
    found: file.found,
    byControlAccount:
      declared.kind === 'full' ? file.found.byControlAccount : leftByDelta(open, file.rows, company.currency, mapping),
    rowsWithoutKey: file.rowsWithoutKey,
    companyCurrency: company.currency,
    today,
    lastKeyDate: await lastKeyDate(db, tenantId, company.id, declared.scope),
    openItems: [...open.values()].filter((item) => item.state === 'open').length,
    missingItems: missing.length,
    maximumDropPercent: mapping.maximumDropPercent,
    withoutTotals: mapping.declares.withoutTotals ?? false,
    closedMonth: closedMonthOf(declared.keyDate, closed),
  });
  const column = (field: string): string => {
    const given = mapping.columns[field];
    return typeof given === 'string' ? given : (given?.column ?? given?.columns?.join(' ') ?? field);
  };
  return {
    reasons,
    readsBank,
    changed,
    missing,
    mirror,
    resolvedCount: resolved.length,
    changedRows: changed.length,
    changedCount: changed.length + missing.length,
    bad: [
      ...file.bad,
      ...bad.map(({ row, field, value, code, reason }) => ({ row, column: column(field), value, code, reason })),
    ].sort((a, b) => a.row - b.row),
  };
}

/** Which rows an earlier list brought beside what was moved here, and is the same: each load looks at them again. */
async function standsTwice(
  db: Sql,
  tenantId: bigint,
  company: Company,
  keyDate: Day,
  mirror: ReadonlyMap<string, MirroredItem>,
  rows: readonly ResolvedRow[],
): Promise<ReadonlySet<string>> {
  const standing = rows.flatMap((row) => standingOf(row, mirror));
  if (standing.length === 0) return new Set();
  const { accountsOf, holderOf } = await loadWholes(db, tenantId, { companyId: company.id, day: keyDate });
  const accountIds = [...new Set(standing.flatMap((row) => accountsOf(row.accountId)))];
  return new Set(pairStanding(standing, await loadMovedByUs(db, tenantId, company.id, accountIds), holderOf).keys());
}

/** Which rows say what they said before and by that deny what the ERP has confirmed since: the item is as open as it was. */
async function deniesConfirmed(
  db: Sql,
  tenantId: bigint,
  mirror: ReadonlyMap<string, MirroredItem>,
  rows: readonly ResolvedRow[],
  keyDate: Day,
): Promise<ReadonlySet<string>> {
  const items = new Map(
    rows.flatMap((row) => {
      const known = mirror.get(row.key);
      return known !== undefined && known.itemId !== null && known.confirmedMinor > 0n ? [[known.itemId, known]] : [];
    }),
  );
  if (items.size === 0) return new Set();
  const undecided = await undecidedOfItems(db, tenantId, [...items.keys()]);
  return new Set(
    undecided.flatMap((one) => {
      const item = items.get(one.itemId)!;
      return judgeExport(one, item, keyDate) === 'diverged' ? [item.key] : [];
    }),
  );
}

/** Whether a row tells the tax of an item that was mirrored without; nothing is read where no row tells any. */
async function newlyTold(
  db: Sql,
  tenantId: bigint,
  company: Company,
  scope: string,
  rows: readonly ResolvedRow[],
): Promise<(row: ResolvedRow) => boolean> {
  const telling = rows.filter(tellsTax);
  if (telling.length === 0) return () => false;
  const taxless = await loadTaxless(db, tenantId, company.id, { scope });
  if (taxless.size === 0) return () => false;
  const knownCode = await taxCodesOf(db, tenantId, company, telling);
  return (row) => taxless.has(row.key) && (taxOfRow(knownCode, row, undefined).taxMinor ?? 0n) !== 0n;
}

/**
 * What a delta leaves open on each control account, in company currency: the mirror's open items with those that it names in
 * their place. The mirror keeps no company amounts, so an account with foreign items that the delta does not name cannot be told.
 */
function leftByDelta(
  open: ReadonlyMap<string, MirroredItem>,
  rows: readonly ErpRow[],
  companyCurrency: string,
  mapping: ErpMapping,
): ControlTotal[] {
  const sums = new Map<ControlAccount, bigint | null>();
  const add = (account: ControlAccount, amountMinor: bigint | null): void => {
    const before = sums.has(account) ? sums.get(account)! : 0n;
    sums.set(account, before === null || amountMinor === null ? null : before + amountMinor);
  };
  const named = new Set(rows.map((row) => row.key));
  for (const item of open.values())
    if (!item.noted && item.state !== 'closed_unknown' && !named.has(item.key))
      add(
        controlAccountOf(item.specialGl, item.documentType, mapping),
        item.currency === companyCurrency ? item.erpOpenMinor : null,
      );
  for (const row of rows) if (!row.noted) add(row.specialGlAccount ?? 'main', openInCompanyCurrency(row));
  return [...sums].map(([account, amountMinor]) => ({ account, amountMinor }));
}

/** Whether an exchange rate stands for the foreign items that come without an amount in company currency. */
async function ratesOf(
  db: Sql,
  tenantId: bigint,
  company: Company,
  file: ErpFile,
): Promise<(currency: string, day: Day) => boolean> {
  const wanted = new Map(
    file.rows
      .filter((row) => row.companyAmountMinor === null && !row.noted)
      .map((row) => [`${row.currency} ${row.postingDate}`, { currency: row.currency, day: row.postingDate }]),
  );
  const missing = new Set<string>();
  if (!(await loadConverter(db, tenantId, company, [...wanted.values()])).ok) {
    for (const [key, pair] of wanted) if (!(await loadConverter(db, tenantId, company, [pair])).ok) missing.add(key);
  }
  return (currency, day) => !missing.has(`${currency} ${day}`);
}

/**
 * Takes a load in, chunk by chunk, and marks it as taken in whole. Planned anew from what the mirror says now, so that an
 * import that was killed does only what is left.
 */
async function takeIn(
  engine: Engine,
  caller: Caller,
  atHand: FileAtHand,
  of: {
    readonly load: LoadRow;
    readonly plan?: LoadPlan;
    readonly onProgress?: ErpLoadInput['onProgress'] | undefined;
  },
): Promise<Outcome<null>> {
  const { company, mapping, file } = atHand;
  const { load, onProgress } = of;
  const plan =
    of.plan ??
    (await runQuery(engine, caller.tenantId, (db) =>
      planLoad(db, caller.tenantId, atHand, declarationOfLoad(load), todayOf(engine, company)),
    ));
  const accountOf = new Map(plan.changed.map((row) => [row.key, row.accountId]));
  const chunks = packChunks(
    plan.changed,
    plan.missing,
    (key) => accountOf.get(key) ?? plan.mirror.get(key)?.accountId,
    chunkSize,
  );
  const context = {
    company,
    loadId: load.id,
    scope: load.scope,
    keyDate: load.keyDate,
    system: mapping.system.toUpperCase(),
    readsBank: plan.readsBank,
  };
  let count = 0;
  for (const chunk of chunks) {
    const outcome = await runCommand(
      engine,
      caller,
      {
        operation: 'integrations.apply-load',
        reason: `Load ${load.id} of ${load.scope} for ${load.keyDate}: ${chunk.rows.length} rows, ${chunk.missing.length} items that it does not name.`,
        input: { loadId: load.id, rows: chunk.rows.length, missing: chunk.missing.length },
      },
      (tx) => applyChunkIn(tx, context, chunk),
    );
    if (!outcome.ok) return outcome;
    count += chunk.rows.length + chunk.missing.length;
    onProgress?.(count, plan.changedCount);
    failpoint('erp-load.between-chunks');
  }
  const finished = await runCommand(
    engine,
    caller,
    {
      operation: 'integrations.finish-load',
      reason: `Load ${load.id} of ${load.scope} for ${load.keyDate} was taken in.`,
      input: { loadId: load.id },
    },
    async (tx) => {
      const superseded = await supersedeHeld(tx, load);
      const told = mapping.columns['tax'] !== undefined || mapping.columns['taxCode'] !== undefined;
      const withoutTax = told ? await countWithoutTax(tx.db, tx.tenantId, company.id, load.scope) : 0;
      tx.atHead((head) =>
        markApplied(tx, load.id, head.seq, {
          rows: file.found.rows,
          changed: plan.changed.length,
          missing: plan.missing.length,
          bad: new Set(plan.bad.map((one) => one.row)).size,
          ...(withoutTax > 0 && { withoutTax }),
        }),
      );
      tx.publish({ type: 'integrations.load-taken-in', payload: { loadId: load.id.toString(), scope: load.scope } });
      tx.count('loads.superseded', superseded);
      return done(null);
    },
  );
  if (!finished.ok) return finished;
  await refreshStatistics(engine);
  return done(null);
}

/** What a load that was let in declared, as far as taking it in needs it. */
const declarationOfLoad = (load: LoadRow): LoadDeclaration => ({
  kind: load.kind,
  scope: load.scope,
  keyDate: load.keyDate,
  since: load.since,
  count: null,
  totals: null,
  controlBalances: null,
});

/** Reads a load's own file again, by the mapping it came with. */
function readAgain(engine: Engine, caller: Caller, company: Company, load: LoadRow): Outcome<FileAtHand> {
  const bytes = filesOf(engine).read(caller.tenantId, load.sha256);
  if (!bytes)
    return refuse(
      'erp.file-gone',
      `The file of load ${load.id} (${load.fileName}) is not in the file store any more; load it again. Nothing was changed.`,
    );
  const mapping = parseErpMapping(load.mapping);
  if (!mapping.ok) return mapping;
  const file = readErpFile({ fileName: load.fileName, bytes }, mapping.value, company.currency);
  return file.ok ? done({ company, mapping: mapping.value, file: file.value }) : file;
}

/** Goes on with loads that were let in but cut before their end. */
async function finishInterrupted(engine: Engine, caller: Caller, company: Company): Promise<Outcome<number>> {
  const loads = await runQuery(engine, caller.tenantId, (db) => unfinishedLoads(db, caller.tenantId, company.id));
  for (const load of loads) {
    const again = readAgain(engine, caller, company, load);
    if (!again.ok) return again;
    const taken = await takeIn(engine, caller, again.value, { load });
    if (!taken.ok) return taken;
  }
  return done(loads.length);
}

/** Takes in held deltas that waited only for what has come now. */
async function takeInWaiting(
  engine: Engine,
  caller: Caller,
  company: Company,
  scope: string,
): Promise<Outcome<number>> {
  let count = 0;
  for (;;) {
    const next = await runQuery(engine, caller.tenantId, async (db) => {
      const last = await lastKeyDate(db, caller.tenantId, company.id, scope);
      const waiting = await waitingDeltas(db, caller.tenantId, company.id, scope);
      return waiting.find((load) => last !== null && load.since !== null && load.since <= last && load.keyDate >= last);
    });
    if (!next) return done(count);
    const outcome = await letIn(engine, caller, company, { load: next, state: 'accepted', reason: null });
    if (!outcome.ok) return outcome;
    count += 1;
  }
}

/** Lets a held load in and takes it in. */
async function letIn(
  engine: Engine,
  caller: Caller,
  company: Company,
  of: { readonly load: LoadRow; readonly state: 'accepted' | 'released'; readonly reason: string | null },
): Promise<Outcome<null>> {
  const { load, state, reason } = of;
  const again = readAgain(engine, caller, company, load);
  if (!again.ok) return again;
  const changed = await runCommand(
    engine,
    caller,
    {
      operation: state === 'released' ? 'integrations.release-load' : 'integrations.accept-load',
      reason: reason ?? `Load ${load.id} of ${load.scope} for ${load.keyDate} waited for what lay before it.`,
      input: { loadId: load.id },
    },
    async (tx) => {
      await updateLoadState(tx, load.id, {
        state,
        reasons: state === 'released' ? load.reasons : [],
        ...(reason === null ? {} : { decision: { personId: tx.actor.personId, reason } }),
      });
      tx.publish({ type: `integrations.load-${state}`, payload: { loadId: load.id.toString(), scope: load.scope } });
      return done(null);
    },
  );
  if (!changed.ok) return changed;
  return takeIn(engine, caller, again.value, { load });
}

/**
 * Releases a held load: a person has looked and says why it may go in. Refuses `erp.load-unknown`, `erp.load-not-held`,
 * `erp.reason-missing`, a snapshot older than the last one taken in (`erp.load-older`: that changes nothing, ever), and one of a
 * day still to come (`erp.load-in-future`).
 */
export function releaseLoad(
  engine: Engine,
  caller: Caller,
  input: { company: Company; loadId: bigint; reason: string },
): Promise<Outcome<{ loadId: bigint; alsoTakenIn: number }>> {
  return asJob(engine, caller, async () => {
    const resumed = await finishInterrupted(engine, caller, input.company);
    if (!resumed.ok) return resumed;
    const found = await runQuery(engine, caller.tenantId, (db) => heldLoad(db, caller.tenantId, input));
    if (!found.ok) return found;
    const load = found.value;
    const last = await runQuery(engine, caller.tenantId, (db) =>
      lastKeyDate(db, caller.tenantId, input.company.id, load.scope),
    );
    if (last !== null && load.keyDate < last)
      return refuse(
        'erp.load-older',
        `Load ${load.id} shows ${load.keyDate}, but ${load.scope} was read up to ${last}; an older snapshot changes nothing. Discard it instead.`,
      );
    const today = todayOf(engine, input.company);
    if (isStillToCome(load.keyDate, today))
      return refuse(
        'erp.load-in-future',
        `Load ${load.id} shows ${load.keyDate}, but today is ${today}; everything that comes until then would be older. Discard it and send it with the day that it shows.`,
      );
    const outcome = await letIn(engine, caller, input.company, {
      load,
      state: 'released',
      reason: input.reason.trim(),
    });
    if (!outcome.ok) return outcome;
    const also = await takeInWaiting(engine, caller, input.company, load.scope);
    if (!also.ok) return also;
    const payments = await takeInWaitingPayments(engine, caller, input.company);
    if (!payments.ok) return payments;
    return done({ loadId: load.id, alsoTakenIn: also.value });
  });
}

/**
 * Discards a held load: it is refused with the person's reason and stays in the list. Refuses as `releaseLoad` does. A load that is
 * being let in at the same moment is not held any more: it is looked at under the lock of loads.
 */
export function discardLoad(
  engine: Engine,
  caller: Caller,
  input: { company: Company; loadId: bigint; reason: string },
): Promise<Outcome<{ loadId: bigint }>> {
  const { loadId } = input;
  const reason = input.reason.trim();
  return asJob(engine, caller, () =>
    runCommand(engine, caller, { operation: 'integrations.discard-load', reason, input: { loadId } }, async (tx) => {
      const found = await heldLoad(tx.db, tx.tenantId, input);
      if (!found.ok) return found;
      await updateLoadState(tx, loadId, {
        state: 'refused',
        reasons: [...found.value.reasons, { code: 'discarded', text: `Discarded: ${reason}` }],
        decision: { personId: tx.actor.personId, reason },
      });
      tx.publish({ type: 'integrations.load-refused', payload: { loadId: loadId.toString() } });
      return done({ loadId });
    }),
  );
}

async function heldLoad(
  db: Sql,
  tenantId: bigint,
  input: { company: Company; loadId: bigint; reason: string },
): Promise<Outcome<LoadRow>> {
  if (input.reason.trim() === '')
    return refuse(
      'erp.reason-missing',
      'Say why; the reason is kept with the load. Nothing was changed.',
      {},
      { field: 'reason' },
    );
  const load = await loadLoad(db, tenantId, input.loadId);
  if (!load || load.companyId !== input.company.id)
    return refuse('erp.load-unknown', `There is no load ${input.loadId} in company ${input.company.code}.`);
  if (load.state !== 'held')
    return refuse(
      'erp.load-not-held',
      `Load ${load.id} is ${load.state}; only a held one waits for a person. Nothing was changed.`,
    );
  return done(load);
}
