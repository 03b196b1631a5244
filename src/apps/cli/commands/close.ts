/** `close revalue`: open items in foreign currency at the closing rates of a month. */
import { done, type Outcome } from '#kernel';
import { type RevaluationResult, revaluation, revaluationToJson, revalue } from '#receivables';
import { type Command, textOption, UsageError, withCompany } from '../command.ts';
import { grouped, table } from '../output.ts';

export const closeRevalueCommand: Command = {
  name: 'close revalue',
  arguments: '--period YYYY-MM [--check | --through]',
  summary:
    'Revalues open items in foreign currency at the end of a month; reversed on the first of the next; with --through the open months before it too.',
  options: { period: 'text', check: 'flag', through: 'flag' },
  files: [0, 0],
  run(invocation) {
    const month = textOption(invocation, 'period');
    if (month === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new UsageError('--period takes a month YYYY-MM.');
    const check = invocation.options['check'] === true;
    const through = invocation.options['through'] === true;
    if (check && through) throw new UsageError('--check looks at one month; say it without --through.');
    return withCompany(invocation, async ({ engine, tenant, caller }, company) => {
      const work = async (): Promise<Outcome<RevaluationResult>> => {
        if (!check) return revalue(engine, caller, { company, month, through });
        const rows = await revaluation(engine, tenant.id, { company, month });
        return rows.ok ? done({ month, rows: rows.value, posted: 0 }) : rows;
      };
      const outcome = await work();
      if (!outcome.ok) return outcome;
      const { rows, posted } = outcome.value;
      const json = revaluationToJson(company, month, rows);
      const header = [
        'Account',
        'Currency',
        'Open',
        `Carried ${company.currency}`,
        'Revalued',
        'Posted',
        'Due',
        'Rate',
      ];
      const lines = json.rows.map((row) => [
        row.controlAccount,
        row.currency,
        ...[row.open, row.carried, row.revalued, row.posted, row.due].map(grouped),
        row.rate,
      ]);
      const right = 'right' as const;
      return done({
        json: { ...json, posted },
        text:
          `${company.name}, revaluation of ${month}\n\n` +
          `${table(header, lines, ['left', 'left', right, right, right, right, right, 'left'])}\n\n` +
          (check
            ? 'Nothing was posted.'
            : posted === 0
              ? 'Nothing was left to post.'
              : `Posted: ${posted}, reversed on the first day of the next month.`),
      });
    });
  },
};
