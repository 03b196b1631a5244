/**
 * The day run, the main job: reads the inbox, posts and applies cash, reconciles the bank, judges promises, sends
 * reminders and statements through the gate and makes the day's priorities. Every stage stands on what is there, so a run that was cut
 * goes on where it stopped and a second run of a day changes nothing.
 */
import { join } from 'node:path';
import {
  applyBankRules,
  applyCash,
  countTrackRecord,
  importBankFile,
  listPaymentsToStop,
  sayPaymentToStop,
} from '#cash';
import {
  askAboutCredits,
  loadStatementCycle,
  type ProposeResult,
  periodDue,
  prioritiseCompany,
  proposeNotices,
  proposeStatements,
} from '#collections';
import { type Company, listCompanies } from '#company';
import { collectLetters, type SendPath, type SendResult, sendMessages } from '#correspondence';
import { type Day, dayInZone, done, formatAmount, type Outcome, type Refusal, RefusalError } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { loadOffsetPolicy, proposeOffsets, remindOfDocuments } from '#offsets';
import {
  type Caller,
  type Engine,
  failpoint,
  type Job,
  openFilePieces,
  refreshStatistics,
  runJob,
  runQuery,
} from '#platform';
import { judgeOpenPromises } from '#promises';
import { factsOf, fileAway, filesIn, moveBeside, setAside } from '../inbox.ts';
import type { DayReport, DayStage, InboxFile, InboxReader, StageReport } from '../model.ts';
import { reconcileBank } from '../queries/reconcile-bank.ts';
import { noteUnreadFile } from './unread-files.ts';

export interface DayInput {
  /** The business date of every stage; null: today in each company's zone. */
  readonly asOf: Day | null;
  /** Codes of the companies whose day it is; all when absent. */
  readonly companies?: readonly string[];
  /** The tenant's inbox: its folder `bank` is read. */
  readonly inboxFolder: string;
  /** Readers of its further folders. */
  readonly inboxReaders?: readonly InboxReader[];
  readonly sendPath: SendPath;
  readonly onProgress?: (stage: DayStage, company: string | null, done: number, total: number) => void;
}

interface StageContext {
  readonly engine: Engine;
  readonly caller: Caller;
  readonly company: Company;
  readonly asOf: Day;
  readonly freshSince: Day;
  readonly input: DayInput;
  readonly onProgress: (done: number, total: number) => void;
}

/** Null: there is nothing of this stage on this day, and nothing to report. */
type Stage = (context: StageContext) => Promise<Outcome<Omit<StageReport, 'stage' | 'company'> | null>>;

/** The stages that run for each company, in the order of the day. */
const companyStages: readonly (readonly [DayStage, Stage])[] = [
  ['cash', cashStage],
  ['reconcile', reconcileStage],
  ['promises', promisesStage],
  ['offsets', offsetsStage],
  ['dunning', dunningStage],
  ['statements', statementsStage],
  ['letters', lettersStage],
  ['priorities', prioritiesStage],
];

/**
 * Runs the day for all companies of the tenant. Refuses `platform.job-running` while another run is under way, and what else
 * the platform refuses. A stage that is refused ends the day of its company, since reminders must not go out on cash that was
 * not applied: the report says so and why, and the other companies go on. A refused bank file ends nothing: it is set aside
 * with its refusal, and the report says so.
 */
export function runDay(engine: Engine, caller: Caller, input: DayInput): Promise<Outcome<DayReport>> {
  return runJob(engine, caller, 'day-run', async (job) => {
    const stages: StageReport[] = [await inboxStage(engine, caller, input, job)];
    failpoint('day-run.between-stages');
    const companies = (await listCompanies(engine, caller.tenantId)).filter(
      (company) => input.companies?.includes(company.code) ?? true,
    );
    const days = companies.map((company) => ({
      company,
      asOf: input.asOf ?? dayInZone(engine.clock.now(), company.timeZone),
    }));
    const ended = new Set<bigint>();
    for (const [stage, run] of companyStages) {
      for (const { company, asOf } of days.filter((one) => !ended.has(one.company.id))) {
        await refreshStatistics(engine);
        await job.progress(`${stage} ${company.code}`, 0, null);
        const outcome = await run({
          engine,
          caller,
          company,
          asOf,
          freshSince: previousBusinessDay(asOf, company.country),
          input,
          onProgress: (count, total) => input.onProgress?.(stage, company.code, count, total),
        });
        if (!outcome.ok) {
          if (outcome.refusal.code.startsWith('platform.')) return outcome;
          ended.add(company.id);
          stages.push({ stage, company: company.code, ...refusedReport(outcome.refusal) });
        } else if (outcome.value !== null) stages.push({ stage, company: company.code, ...outcome.value });
        failpoint('day-run.between-stages');
      }
    }
    return done({ days: days.map(({ company, asOf }) => ({ company: company.code, asOf })), stages });
  });
}

const refusedReport = (refusal: Refusal): Omit<StageReport, 'stage' | 'company'> => ({
  counts: { 'stages refused': 1 },
  amounts: [],
  notes: [`Refused, and the rest of the company’s day waits for the next run: ${refusal.message}`],
});

type BankCount = 'files' | 'files known' | 'files refused' | 'lines new' | 'lines known' | 'lines held';

/** Reads the files of an inbox; refused ones are set aside. Shared with the polling of the inbox between day runs. */
export async function inboxStage(
  engine: Engine,
  caller: Caller,
  input: Pick<DayInput, 'inboxFolder' | 'inboxReaders' | 'onProgress'>,
  job: Job,
): Promise<StageReport> {
  const files = [...filesIn(join(input.inboxFolder, 'bank'))];
  const counts: Record<string, number> & Record<BankCount, number> = {
    files: 0,
    'files known': 0,
    'files refused': 0,
    'lines new': 0,
    'lines known': 0,
    'lines held': 0,
  };
  const notes: string[] = [];
  /** Noted first: a crash before it is set aside reads and notes the same file again. */
  const refuseFile = async (folder: string, file: InboxFile, refusal: Refusal): Promise<void> => {
    const noted = await noteUnreadFile(
      engine,
      { ...caller, source: file.name },
      { file: factsOf(file, folder), refusal },
    );
    if (!noted.ok) throw new RefusalError(noted.refusal);
    setAside(file, refusal);
  };
  for (const [index, file] of files.entries()) {
    await job.progress('inbox', index, files.length);
    const outcome = await importBankFile(
      engine,
      { ...caller, source: file.name },
      { name: file.name, bytes: openFilePieces(file.path) },
    );
    if (!outcome.ok && outcome.refusal.code === 'file.changed') {
      // Somebody is still writing it: it stays where it is.
      notes.push(`${file.name}: ${outcome.refusal.message}`);
      continue;
    }
    counts.files += 1;
    if (outcome.ok) {
      if (outcome.value.repeatedFile) counts['files known'] += 1;
      counts['lines new'] += outcome.value.linesNew;
      counts['lines known'] += outcome.value.linesKnown;
      counts['lines held'] += outcome.value.linesHeld;
      notes.push(...outcome.value.warnings.map((warning) => `${file.name}: ${warning}`));
      fileAway(file);
    } else {
      counts['files refused'] += 1;
      notes.push(`${file.name} was refused: ${outcome.refusal.message}`);
      await refuseFile('bank', file, outcome.refusal);
    }
    input.onProgress?.('inbox', null, index + 1, files.length);
  }
  for (const reader of input.inboxReaders ?? []) {
    const folder = join(input.inboxFolder, reader.folder);
    const read = await reader.read(engine, caller, folder, [...filesIn(folder)]);
    for (const { file, refusal, companions } of read.outcomes) {
      if (refusal === null) fileAway(file);
      else await refuseFile(reader.folder, file, refusal);
      for (const path of companions) moveBeside(path, refusal === null ? 'done' : 'refused');
    }
    for (const [name, count] of Object.entries(read.counts)) counts[name] = (counts[name] ?? 0) + count;
    notes.push(...read.notes);
  }
  return { stage: 'inbox', company: null, counts, amounts: [], notes };
}

async function cashStage({ engine, caller, company, asOf, freshSince, onProgress }: StageContext): ReturnType<Stage> {
  // What became of earlier matching is counted before it is gone by: once a day, whatever else happens on it.
  const counted = await countTrackRecord(engine, caller, { company, day: asOf });
  if (!counted.ok) return counted;
  const outcome = await applyCash(engine, caller, { company, asOf, freshSince, onProgress });
  if (!outcome.ok) return outcome;
  const { lines, applied, proposed, onAccount, unidentified, duplicates, returned, otherMoneyOut, overtaken } =
    outcome.value;
  const toStop = (await listPaymentsToStop(engine, caller.tenantId, { companyIds: [company.id] })).rows;
  const { held, countedAlready, settlements, refundsPaid, refundsReturned, splitOverCompanies, leftAside } =
    outcome.value;
  return done({
    counts: {
      lines,
      applied,
      proposed,
      'on account': onAccount,
      unidentified,
      duplicates,
      returned,
      'other money out': otherMoneyOut,
      overtaken,
      ...(settlements > 0 ? { 'settlements posted': settlements } : {}),
      ...(refundsPaid > 0 ? { 'refunds paid out': refundsPaid } : {}),
      ...(refundsReturned > 0 ? { 'refunds that came back': refundsReturned } : {}),
      ...(splitOverCompanies > 0 ? { 'split over companies': splitOverCompanies } : {}),
      ...(leftAside.length > 0 ? { 'left aside': leftAside.length } : {}),
      ...(toStop.length > 0 ? { 'payments to stop at the bank': toStop.length } : {}),
      ...(held > 0 ? { "held for the ERP's payment": held } : {}),
      ...(countedAlready > 0 ? { "counted by the ERP's payment": countedAlready } : {}),
    },
    amounts: outcome.value.appliedAmounts.map(({ currency, amountMinor }) => ({
      name: 'applied',
      currency,
      amount: formatAmount(amountMinor, currency),
    })),
    notes: [...toStop.map(sayPaymentToStop), ...leftAside].slice(0, 20),
  });
}

async function reconcileStage({ engine, caller, company }: StageContext): ReturnType<Stage> {
  const ruled = await applyBankRules(engine, caller, { company });
  if (!ruled.ok) return ruled;
  const { findings, bankAccounts, statements, linesPosted, linesWaiting, linesHeld } = await runQuery(
    engine,
    caller.tenantId,
    (db) => reconcileBank(db, caller.tenantId, company.id),
  );
  return done({
    counts: {
      'bank accounts': bankAccounts,
      statements,
      'lines posted': linesPosted,
      'lines waiting': linesWaiting,
      'lines held': linesHeld,
      ...(ruled.value.posted > 0 ? { 'posted by rule': ruled.value.posted } : {}),
    },
    amounts: [],
    notes: findings,
  });
}

async function promisesStage({ engine, caller, company, asOf }: StageContext): ReturnType<Stage> {
  const outcome = await judgeOpenPromises(engine, caller, { company, asOf });
  if (!outcome.ok) return outcome;
  const { judged, kept, partKept, broken, open } = outcome.value;
  return done({ counts: { judged, kept, 'part kept': partKept, broken, open }, amounts: [], notes: [] });
}

/**
 * Offsets are proposed where the company's rules say so, customers are reminded of documents, and asked about credits that nobody has
 * moved for long; what is written leaves with the next sending.
 */
async function offsetsStage({ engine, caller, company, asOf }: StageContext): ReturnType<Stage> {
  const policy = await runQuery(engine, caller.tenantId, (db) =>
    loadOffsetPolicy(db, caller.tenantId, company.id, asOf),
  );
  const proposed = policy.proposedDaily ? await proposeOffsets(engine, caller, { company, asOf }) : null;
  const reminded = await remindOfDocuments(engine, caller, { company, asOf });
  if (!reminded.ok) return reminded;
  const counts: Record<string, number> = {};
  const notes: string[] = [];
  // What is not proposed keeps nobody from being reminded or asked.
  if (proposed !== null && !proposed.ok) {
    counts['proposed'] = 0;
    notes.push(`Not proposed: ${proposed.refusal.message}`);
  } else if (proposed !== null)
    Object.assign(counts, {
      proposed: proposed.value.proposed,
      'brought up to date': proposed.value.revised,
      withdrawn: proposed.value.withdrawn,
    });
  if (reminded.value.reminded > 0) counts['reminded of documents'] = reminded.value.reminded;
  if (reminded.value.notReached > 0) counts['cannot be reminded'] = reminded.value.notReached;
  const asked = await askAboutCredits(engine, caller, { company, asOf });
  if (!asked.ok) return asked;
  const { notReached } = asked.value;
  if (asked.value.asked > 0) counts['asked about credits'] = asked.value.asked;
  if (notReached.length > 0) counts['cannot be asked about credits'] = notReached.length;
  notes.push(
    ...notReached.slice(0, 20).map((one) => `Customer ${one.customer} cannot be asked about a credit: ${one.reason}.`),
  );
  return Object.keys(counts).length === 0 ? done(null) : done({ counts, amounts: [], notes });
}

async function dunningStage({
  engine,
  caller,
  company,
  asOf,
  freshSince,
  input,
  onProgress,
}: StageContext): ReturnType<Stage> {
  const proposed = await proposeNotices(engine, caller, { company, asOf, freshSince });
  if (!proposed.ok) return proposed;
  // What was proposed on fresh facts must not leave on stale ones.
  if (proposed.value.held !== null)
    return done({
      counts: { proposed: 0, sent: 0, suppressed: 0 },
      amounts: [],
      notes: [`Held: ${proposed.value.held}`],
    });
  const sent = await sendMessages(engine, caller, input.sendPath, { company, onProgress });
  // What is proposed stays proposed; the rest of the day goes on.
  if (!sent.ok)
    return done({
      counts: { proposed: proposed.value.proposed, sent: 0 },
      amounts: [],
      notes: [`Not sent: ${sent.refusal.message}`],
    });
  return done(sendingReport(proposed.value, sent.value));
}

/** Statements of the month, from the day of the company's cycle on; nothing where there is no cycle. */
async function statementsStage({
  engine,
  caller,
  company,
  asOf,
  freshSince,
  input,
  onProgress,
}: StageContext): ReturnType<Stage> {
  const cycle = await runQuery(engine, caller.tenantId, (db) => loadStatementCycle(db, caller.tenantId, company.id));
  if (cycle === null || !cycle.active) return done(null);
  const { period, dueOn } = periodDue(cycle.dayOfMonth, asOf);
  if (dueOn < cycle.validFrom) return done(null);
  const run = { company, asOf, period, movements: cycle.withMovements, freshSince };
  const proposed = await proposeStatements(engine, caller, run);
  if (!proposed.ok) return proposed;
  if (proposed.value.held !== null)
    return done({ counts: { proposed: 0, sent: 0 }, amounts: [], notes: [`Held: ${proposed.value.held}`] });
  const sent = await sendMessages(engine, caller, input.sendPath, { company, onProgress });
  if (!sent.ok)
    return done({
      counts: { proposed: proposed.value.proposed, sent: 0 },
      amounts: [],
      notes: [`Not sent: ${sent.refusal.message}`],
    });
  return done(sendingReport(proposed.value, sent.value));
}

/** Letters that left for the printer and are in no batch yet, gathered into one of the day; nothing where there are none. */
async function lettersStage({ engine, caller, company, asOf }: StageContext): ReturnType<Stage> {
  const collected = await collectLetters(engine, caller, { company, day: asOf });
  if (!collected.ok) return collected;
  const { batches, letters } = collected.value;
  if (letters === 0) return done(null);
  return done({
    counts: { letters, 'print batches': batches },
    amounts: [],
    notes: ['They wait to be printed.'],
  });
}

/** What was proposed and what became of it. */
function sendingReport(proposed: ProposeResult, sent: SendResult): Omit<StageReport, 'stage' | 'company'> {
  const suppressed = new Map<string, number>();
  for (const one of [...proposed.suppressed, ...sent.suppressed])
    suppressed.set(one.code, (suppressed.get(one.code) ?? 0) + one.count);
  const counts: Record<string, number> = {
    proposed: proposed.proposed,
    sent: sent.sent,
    'waiting for contact hours or another attempt': sent.deferred,
    suppressed: [...suppressed.values()].reduce((sum, count) => sum + count, 0),
  };
  for (const [code, count] of [...suppressed].sort()) counts[`suppressed: ${code.replaceAll('_', ' ')}`] = count;
  if (sent.failed > 0) counts['failed'] = sent.failed;
  if (sent.postponed > 0) counts['postponed'] = sent.postponed;
  if (sent.unknown > 0) counts['unknown'] = sent.unknown;
  const notes: string[] = [];
  if (sent.stopped !== null) notes.push(`The mail server is away, the rest waits: ${sent.stopped}`);
  if (sent.unknown > 0) notes.push(`${sent.unknown} messages may or may not have left; a person decides.`);
  return { counts, amounts: [], notes };
}

async function prioritiesStage({ engine, caller, company, asOf }: StageContext): ReturnType<Stage> {
  const outcome = await prioritiseCompany(engine, caller, { company, asOf });
  if (!outcome.ok) return outcome;
  return done({ counts: { changed: outcome.value.changed }, amounts: [], notes: [] });
}
