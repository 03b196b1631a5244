/** `period list`, `period check`, `period soft-close`, `period close`, `period reopen`: the accounting months of a company. */
import { done } from '#kernel';
import { changePeriod, isMonth, listPeriods, monthFindings, type PeriodState } from '#ledger';
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
  'receivables.not-revalued': 'Revalue: close revalue --period YYYY-MM.',
  'receivables.not-tied-out': 'Verify: verify.',
};

export const periodCheckCommand: Command = {
  name: 'period check',
  arguments: '--period YYYY-MM',
  summary: 'What is to be done before a month is closed for good; exit 1 where something is.',
  options: { period: 'text' },
  files: [0, 0],
  run(invocation) {
    const month = textOption(invocation, 'period');
    if (month === undefined || !isMonth(month)) throw new UsageError('--period takes a month YYYY-MM.');
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const findings = await monthFindings(engine, tenant.id, { companyId: company.id, month });
      return done({
        json: { company: company.code, month, findings },
        text:
          findings.length === 0
            ? `The month ${month} of ${company.name} is ready to be closed.`
            : [
                `Before the month ${month} of ${company.name} is closed:`,
                ...findings.map((one) => `${one.needed ? '!' : '·'} ${one.text}`),
                ...findings.flatMap((one) => howTo[one.code] ?? []),
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
  arguments: `--period YYYY-MM --reason TEXT${state === 'closed' ? ' [--anyway]' : ''}`,
  summary,
  options: { period: 'text', reason: 'text', ...(state === 'closed' && { anyway: 'flag' as const }) },
  files: [0, 0],
  run(invocation) {
    const month = textOption(invocation, 'period');
    const reason = textOption(invocation, 'reason');
    if (month === undefined || reason === undefined) throw new UsageError('--period and --reason are needed.');
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const outcome = await changePeriod(engine, caller, {
        ...{ companyId: company.id, month, state, reason },
        anyway: invocation.options['anyway'] === true,
      });
      if (!outcome.ok) return outcome;
      return done({
        json: { company: company.code, ...outcome.value },
        text: `The month ${month} of ${company.name} is ${stateWords[state]}.`,
      });
    });
  },
});

export const periodSetCommands: readonly Command[] = [
  setCommand('soft-close', 'soft_closed', 'Closes a month for all but a controller who says why.'),
  setCommand(
    'close',
    'closed',
    'Closes a month for good, once it is over, those before it are closed, everything of the bank is posted and it is revalued.',
  ),
  setCommand('reopen', 'open', 'Opens a soft-closed month again.'),
];
