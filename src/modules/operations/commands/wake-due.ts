/**
 * Wakes what is due: the only place where schedules meet the clock. Any number of processes may call it; one at a time
 * works for a tenant, and an occurrence is noted only after its work, so that a crash makes it due again.
 */
import type { Outcome } from '#kernel';
import { type Engine, inTenant, runAlone } from '#platform';
import type { ScheduleKind } from '../model.ts';
import { listSchedules, type ScheduleState } from '../queries/list-schedules.ts';
import { retryAfter } from '../rules/schedule.ts';
import { endAskedWork, saveWake } from '../store.ts';

/** The work behind each kind; `companies` are the codes that are due (all of them for work of the whole tenant). */
export type ScheduledWork = Readonly<
  Record<ScheduleKind, (tenantId: bigint, companies: readonly string[]) => Promise<Outcome<unknown>>>
>;

export interface Woken {
  readonly kind: ScheduleKind;
  readonly scopes: readonly string[];
  readonly state: 'done' | 'retrying' | 'given-up';
  /** The refusal's code, or `platform.fault`. */
  readonly code: string | null;
}

/**
 * Runs what is due for a tenant, and what a person has asked for, and answers what was run; empty when there is nothing, or
 * another process is at it. What was asked for is tried once, for all companies: whoever asked sees how it went. A refusal or fault of the work is tried again after 1, 2, 4 … minutes and given up after six attempts, until the
 * schedule's next occurrence.
 */
export async function wakeDue(
  engine: Engine,
  tenantId: bigint,
  work: ScheduledWork,
  onFault?: (fault: unknown) => void,
): Promise<Woken[]> {
  const woken = await runAlone(engine, `dunwell schedules ${tenantId}`, async () => {
    const reports: Woken[] = [];
    const due = (await listSchedules(engine, tenantId)).filter((one) => one.due || one.asked !== null);
    for (const kind of new Set(due.map((one) => one.kind))) {
      const states = due.filter((one) => one.kind === kind);
      const scopes = states.map((one) => one.scope);
      const companies = scopes.filter((scope) => scope !== '');
      const code = await codeOf(() => work[kind](tenantId, companies), onFault);
      for (const state of states)
        if (state.due) reports.push(await note(engine, tenantId, state, code));
        else reports.push({ kind, scopes: [state.scope], state: code === null ? 'done' : 'given-up', code });
      if (states.some((one) => one.asked !== null))
        await inTenant(engine, tenantId, (db) => endAskedWork(db, tenantId, kind, engine.clock.now()));
    }
    return reports;
  });
  return woken ?? [];
}

/**
 * Notes work that was run by hand, so that its schedule does not run it again at once: `npm start` runs the day before it
 * serves.
 */
export async function noteRunByHand(engine: Engine, tenantId: bigint, kind: ScheduleKind): Promise<void> {
  for (const state of await listSchedules(engine, tenantId))
    if (state.kind === kind && state.due) await note(engine, tenantId, state, null);
}

async function codeOf(
  work: () => Promise<Outcome<unknown>>,
  onFault?: (fault: unknown) => void,
): Promise<string | null> {
  try {
    const outcome = await work();
    return outcome.ok ? null : outcome.refusal.code;
  } catch (fault) {
    onFault?.(fault);
    return 'platform.fault';
  }
}

async function note(engine: Engine, tenantId: bigint, state: ScheduleState, code: string | null): Promise<Woken> {
  const now = engine.clock.now();
  const occurrence = state.occurrence!;
  const earlier = state.last?.occurrence === occurrence.key ? state.last.attempts : 0;
  const attempts = earlier + 1;
  const retryAt = code === null ? null : retryAfter(attempts, now);
  const result = code === null ? 'done' : retryAt === null ? 'given-up' : 'retrying';
  await inTenant(engine, tenantId, (db) =>
    saveWake(
      db,
      tenantId,
      { kind: state.kind, scope: state.scope },
      { occurrence: occurrence.key, dueAt: occurrence.at, state: result, attempts, retryAt, code, endedAt: now },
    ),
  );
  return { kind: state.kind, scopes: [state.scope], state: result, code };
}
