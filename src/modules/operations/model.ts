/** Words of operations: the stages of the day and what each brought. Pure. */
import type { Day, Refusal } from '#kernel';
import type { Caller, Engine } from '#platform';
import type { ScheduleRule } from './rules/schedule.ts';

/** A file of an inbox folder. */
export interface InboxFile {
  readonly name: string;
  readonly path: string;
  /** Read anew each time. */
  readonly bytes: Uint8Array;
}

/** Reads a further folder of the inbox; registered from above, for what operations does not know itself. */
export interface InboxReader {
  /** The folder below `inbox/TENANT`. */
  readonly folder: string;
  read(
    engine: Engine,
    caller: Caller,
    folder: string,
    files: readonly InboxFile[],
  ): Promise<{
    readonly outcomes: readonly {
      readonly file: InboxFile;
      readonly refusal: Refusal | null;
      readonly companions: readonly string[];
    }[];
    readonly counts: Readonly<Record<string, number>>;
    readonly notes: readonly string[];
  }>;
}

/** The stages of the day run, in their order. */
const dayStages = [
  'inbox',
  'cash',
  'reconcile',
  'promises',
  'offsets',
  'dunning',
  'statements',
  'letters',
  'priorities',
] as const;
export type DayStage = (typeof dayStages)[number];

/** What a stage did: named counts, and sentences about what a person should know. */
export interface StageReport {
  readonly stage: DayStage;
  /** The company's code; null for a stage of the whole tenant. */
  readonly company: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly amounts: readonly { readonly name: string; readonly currency: string; readonly amount: string }[];
  readonly notes: readonly string[];
}

export interface DayReport {
  readonly days: readonly { readonly company: string; readonly asOf: Day }[];
  readonly stages: readonly StageReport[];
}

/** One check of `verify`: how many facts were looked at and which do not hold. */
export interface CheckReport {
  readonly name: string;
  readonly checked: number;
  readonly failed: number;
  /** The first offenders, as sentences. */
  readonly offenders: readonly string[];
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly checks: readonly CheckReport[];
}

/** Work that runs by schedule. */
export const scheduleKinds = ['day-run', 'inbox', 'outbox'] as const;
export type ScheduleKind = (typeof scheduleKinds)[number];

/** A version of a schedule, from a day on. */
export interface ScheduleRow extends ScheduleRule {
  readonly kind: ScheduleKind;
  readonly validFrom: Day;
  /** Of several versions the one that was set last has the highest; zero: nobody has set it. */
  readonly version: bigint;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const always = { validFrom: '0001-01-01', version: 0n, active: true, weekdays: everyDay } as const;

/** What applies where no row says otherwise: the day before office hours, the bank and waiting mails while it goes on. */
export const standardSchedules: Readonly<Record<ScheduleKind, ScheduleRow>> = {
  'day-run': { kind: 'day-run', at: '05:30', everyMinutes: null, ...always },
  inbox: { kind: 'inbox', at: null, everyMinutes: 15, ...always },
  outbox: { kind: 'outbox', at: null, everyMinutes: 5, ...always },
};
