/** The schedules that apply today, with how far each has come. */
import { type Company, listCompanies } from '#company';
import { type Day, dayInZone } from '#kernel';
import { type Engine, runQuery } from '#platform';
import { type ScheduleKind, type ScheduleRow, scheduleKinds, standardSchedules } from '../model.ts';
import { isDue, latestOccurrence, type Occurrence, type Wake } from '../rules/schedule.ts';
import { type AskedWork, loadAskedWork, loadScheduleRows, loadWakes } from '../store.ts';

/** One schedule for one company (the day run), or for the whole tenant (scope empty). */
export interface ScheduleState {
  readonly kind: ScheduleKind;
  readonly scope: string;
  readonly zone: string;
  readonly rule: ScheduleRow;
  /** The version that was set last, also one that does not apply yet; zero: nobody has set one. */
  readonly version: bigint;
  readonly last: (Wake & { readonly code: string | null }) | null;
  /** The newest moment that wanted this work; null when the schedule is off. */
  readonly occurrence: Occurrence | null;
  readonly due: boolean;
  /** The day in the zone: the one that a run which begins now is of. */
  readonly today: Day;
  /** A person has asked for it now, and it has not ended. */
  readonly asked: AskedWork | null;
}

/** Schedules of a tenant as of the clock. What no row says follows the standard. */
export async function listSchedules(engine: Engine, tenantId: bigint): Promise<ScheduleState[]> {
  const now = engine.clock.now();
  const companies = await listCompanies(engine, tenantId);
  if (companies.length === 0) return [];
  const { rows, wakes, asked } = await runQuery(engine, tenantId, async (db) => ({
    rows: await loadScheduleRows(db, tenantId),
    wakes: await loadWakes(db, tenantId),
    asked: await loadAskedWork(db, tenantId),
  }));
  const stateOf = (kind: ScheduleKind, scope: string, zone: string): ScheduleState => {
    const today = dayInZone(now, zone);
    const rule = rows.find((row) => row.kind === kind && row.validFrom <= today) ?? standardSchedules[kind];
    const last = wakes.get(`${kind} ${scope}`) ?? null;
    const occurrence = latestOccurrence(rule, zone, now);
    const due = occurrence !== null && isDue(occurrence, last, now);
    const wanted = asked.find((one) => one.kind === kind) ?? null;
    const version = rows.reduce(
      (newest, row) => (row.kind === kind && row.version > newest ? row.version : newest),
      0n,
    );
    return { kind, scope, zone, rule, version, last, occurrence, due, today, asked: wanted };
  };
  const zoneOf = (company: Company): string => company.timeZone;
  return scheduleKinds.flatMap((kind) =>
    kind === 'day-run'
      ? companies.map((company) => stateOf(kind, company.code, zoneOf(company)))
      : [stateOf(kind, '', zoneOf(companies[0]!))],
  );
}
