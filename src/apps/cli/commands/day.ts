/** `day run`, the main job. */
import { join } from 'node:path';
import { done } from '#kernel';
import { type DayReport, type DayStage, runDay } from '#operations';
import type { Caller, Config, Engine, Tenant } from '#platform';
import { inboxReaders, sendPath } from '../../registrations.ts';
import { type Command, dayOption, withBooks } from '../command.ts';
import { grouped, type Progress } from '../output.ts';

const titles: Readonly<Record<DayStage, string>> = {
  inbox: 'Bank files read',
  cash: 'Cash applied',
  reconcile: 'Bank reconciled',
  promises: 'Promises judged',
  offsets: 'Offsets',
  dunning: 'Reminders',
  statements: 'Statements',
  letters: 'Letters to print',
  priorities: 'Priorities',
};

/** Runs the day with the folders of a home: `inbox/TENANT` and `outbox`. */
export function runDayAtHome(
  books: { engine: Engine; caller: Caller; tenant: Tenant },
  input: { config: Config; asOf: string | null; progress?: Progress },
) {
  return runDay(books.engine, books.caller, {
    asOf: input.asOf,
    inboxFolder: join(input.config.home, 'inbox', books.tenant.code),
    inboxReaders,
    sendPath: sendPath(input.config),
    onProgress: (stage, company, count, total) =>
      input.progress?.update(`${titles[stage]}${company ? ` ${company}` : ''}`, count, total),
  });
}

/** The command that leads on from a note: in the browser a page does. */
const waysOn: readonly (readonly [note: RegExp, command: string])[] = [
  [/may or may not have left/, 'messages list --state unknown'],
  [/reports on a mail that is none of ours/, 'bounces list --unmatched'],
  [/import it for one of them/, 'settlements import FILE --service NAME'],
];
const commandFor = (note: string): string => {
  const way = waysOn.find(([words]) => words.test(note));
  return way ? ` (${way[1]})` : '';
};

/** The day as a person reads it. */
export function describeDay(report: DayReport): string {
  const lines: string[] = [];
  for (const stage of report.stages) {
    const asOf = report.days.find((one) => one.company === stage.company)?.asOf;
    const counts = Object.entries(stage.counts)
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(' · ');
    const amounts = stage.amounts.map((one) => `${one.name} ${one.currency} ${grouped(one.amount)}`).join(' · ');
    lines.push(
      `${titles[stage.stage].padEnd(17)} ${(stage.company ?? '').padEnd(6)} ${stage.stage === 'cash' && asOf ? `${asOf}  ` : ''}${[counts || 'nothing new', amounts].filter(Boolean).join(' · ')}`,
    );
    lines.push(...stage.notes.slice(0, 8).map((note) => `    ! ${note}${commandFor(note)}`));
    if (stage.notes.length > 8) lines.push(`    ! and ${stage.notes.length - 8} more`);
  }
  return lines.join('\n');
}

export const dayRunCommand: Command = {
  name: 'day run',
  arguments: '',
  summary: 'The main job: inbox, cash, reconciliation, promises, reminders, priorities. A second run changes nothing.',
  files: [0, 0],
  run(invocation) {
    const asOf = dayOption(invocation, 'as-of') ?? null;
    return withBooks(invocation, async (books) => {
      const outcome = await runDayAtHome(books, { config: invocation.config, asOf, progress: invocation.progress });
      if (!outcome.ok) return outcome;
      const refused = outcome.value.stages.some((one) => (one.counts['stages refused'] ?? 0) > 0);
      return done({ json: outcome.value, text: describeDay(outcome.value), exit: refused ? 1 : 0 });
    });
  },
};
