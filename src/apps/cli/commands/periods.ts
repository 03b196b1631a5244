/** `period list`, `period check`, `period soft-close`, `period close`, `period reopen`: the accounting months of a company. */
import { done } from '#kernel';
import {
  changePeriod,
  isMonth,
  listPeriods,
  type MonthAndFindings,
  monthFindings,
  monthsFindings,
  type PeriodState,
} from '#ledger';
import { type Command, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';

const stateWords: Readonly<Record<PeriodState, string>> = {
  open: 'open',
  soft_closed: 'soft-closed',
  closed: 'closed',
};

export const periodListCommand: Command = {
  name: 'period list',
  arguments: '',
  summary: 'Accounting months: state, who closed them and why, late postings.',
  files: [0, 0],
  run: (invocation) =>
    withCompany(invocation, async ({ engine, tenant }, company) => {
      const rows = await listPeriods(engine, tenant.id, company.id);
      const lines = rows.map((row) => {
        const last = row.changes.at(-1);
        return [
          row.month,
          stateWords[row.state],
          last ? `${last.person}: ${last.reason}` : '',
          String(row.late.length),
        ];
      });
      return done({
        json: { company: company.code, periods: rows },
        text: `${company.name}, accounting months\n\n${table(['Month', 'State', 'Last change', 'Late postings'], lines, ['left', 'left', 'left', 'right'])}`,
      });
    }),
};

/** What does it here, for findings that do not say it themselves: on a page it is a button. */
const howTo: Readonly<Record<string, string>> = {
  'ledger.earlier-month-open': 'Close them with it: period close --through.',
  'receivables.not-revalued': 'Revalue: close revalue --period YYYY-MM [--through].',
  'receivables.not-tied-out': 'Verify: verify.',
};

const findingsText = (findings: MonthAndFindings['findings']): string[] =>
  findings.map((one) => `${one.needed ? '!' : '·'} ${one.text}`);

export const periodCheckCommand: Command = {
  name: 'period check',
  arguments: '--period YYYY-MM [--through]',
  summary:
    'What is to be done before a month is closed for good, with --through before each open one up to it; exit 1 where something is.',
  options: { period: 'text', through: 'flag' },
  files: [0, 0],
  run(invocation) {
    const month = textOption(invocation, 'period');
    if (month === undefined || !isMonth(month)) throw new UsageError('--period takes a month YYYY-MM.');
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const of = { companyId: company.id, month };
      const through = invocation.options['through'] === true;
      const months = through
        ? await monthsFindings(engine, tenant.id, of)
        : [{ month, findings: await monthFindings(engine, tenant.id, of) }];
      const findings = months.flatMap((one) => one.findings);
      const codes = new Set(findings.map((one) => one.code));
      return done({
        json: { company: company.code, ...(through ? { months } : months[0]) },
        text:
          findings.length === 0
            ? months.length === 1
              ? `The month ${month} of ${company.name} is ready to be closed.`
              : `The months ${months[0]!.month} to ${month} of ${company.name} that hold postings, ${months.length} of them, are ready to be closed.`
            : [
                ...months.flatMap((one) =>
                  one.findings.length === 0
                    ? [`The month ${one.month} of ${company.name} is ready to be closed.`]
                    : [`Before the month ${one.month} of ${company.name} is closed:`, ...findingsText(one.findings)],
                ),
                ...[...codes].flatMap((code) => howTo[code] ?? []),
                ...(findings.some((one) => !one.needed)
                  ? ['What begins with · may be left: period close --anyway.']
                  : []),
              ].join('\n'),
        exit: findings.length === 0 ? 0 : 1,
      });
    });
  },
};

const setCommand = (verb: string, state: PeriodState, summary: string): Command => ({
  name: `period ${verb}`,
  arguments: `--period YYYY-MM --reason TEXT${state === 'closed' ? ' [--through] [--anyway]' : ''}`,
  summary,
  options: {
    ...{ period: 'text', reason: 'text' },
    ...(state === 'closed' && { anyway: 'flag' as const, through: 'flag' as const }),
  },
  files: [0, 0],
  run(invocation) {
    const month = textOption(invocation, 'period');
    const reason = textOption(invocation, 'reason');
    if (month === undefined || reason === undefined) throw new UsageError('--period and --reason are needed.');
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const outcome = await changePeriod(engine, caller, {
        ...{ companyId: company.id, month, state, reason },
        anyway: invocation.options['anyway'] === true,
        through: invocation.options['through'] === true,
      });
      if (!outcome.ok) return outcome;
      const along = outcome.value.months.filter((one) => one !== month);
      return done({
        json: { company: company.code, ...outcome.value },
        text:
          `The month ${month} of ${company.name} is ${stateWords[state]}.` +
          (along.length === 0 ? '' : `\nWith it: ${along.join(', ')}.`),
      });
    });
  },
});

export const periodSetCommands: readonly Command[] = [
  setCommand('soft-close', 'soft_closed', 'Closes a month and those before it for all but a controller who says why.'),
  setCommand(
    'close',
    'closed',
    'Closes a month for good, once it is over, those before it are closed (or are closed with it: --through), everything of the bank is posted and it is revalued.',
  ),
  setCommand('reopen', 'open', 'Opens a soft-closed month again, the latest first.'),
];
