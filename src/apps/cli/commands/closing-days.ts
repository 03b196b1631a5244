/** `company closing-days`, `company close`, `company open`: the days on which a company writes to nobody. */
import { addClosingDays, loadClosingDays, removeClosingDay } from '#company';
import { done } from '#kernel';
import { runQuery } from '#platform';
import { type Command, countOption, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';

const plural = (count: number): string => (count === 1 ? '1 closing day' : `${count} closing days`);

const closingDaysCommand: Command = {
  name: 'company closing-days',
  arguments: '',
  summary: 'The days on which a company is closed: nothing is written to its customers on them.',
  files: [0, 0],
  run: (invocation) =>
    withCompany(invocation, async ({ engine, tenant }, company) => {
      const days = await runQuery(engine, tenant.id, (db) => loadClosingDays(db, tenant.id, company.id));
      return done({
        json: { company: company.code, closingDays: days },
        text:
          days.length === 0
            ? `${company.name} has no closing day beside weekends and public holidays of its customers.`
            : `${company.name}, closing days\n\n${table(
                ['Day', 'What for'],
                days.map(({ day, name }) => [day, name]),
              )}`,
      });
    }),
};

const companyCloseCommand: Command = {
  name: 'company close',
  arguments: 'YYYY-MM-DD… --for TEXT | --holidays COUNTRY --year YYYY',
  summary: 'Closes a company on days, or on the public holidays of a year as the law of a country has them.',
  options: { for: 'text', holidays: 'text', year: 'text' },
  files: [0, 366],
  run(invocation) {
    const name = textOption(invocation, 'for')?.trim();
    const country = textOption(invocation, 'holidays');
    const year = countOption(invocation, 'year', 0);
    const days = invocation.files;
    if (country === undefined ? days.length === 0 || !name : days.length > 0 || year === 0)
      throw new UsageError('Say the days and --for what, or --holidays COUNTRY and --year YYYY.');
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const add = country === undefined ? { days: days.map((day) => ({ day, name: name! })) } : { country, year };
      const outcome = await addClosingDays(engine, caller, { company, add });
      if (!outcome.ok) return outcome;
      return done({
        json: { company: company.code, ...outcome.value },
        text: `${plural(outcome.value.added)} of ${company.name} set; nothing is written to its customers then.`,
      });
    });
  },
};

const companyOpenCommand: Command = {
  name: 'company open',
  arguments: 'YYYY-MM-DD',
  summary: 'Opens a company on a day that was a closing day.',
  files: [1, 1],
  run: (invocation) =>
    withCompany(invocation, async ({ engine, caller }, company) => {
      const day = invocation.files[0]!;
      const outcome = await removeClosingDay(engine, caller, { company, day });
      if (!outcome.ok) return outcome;
      return done({
        json: { company: company.code, ...outcome.value },
        text: `${company.name} is open on ${day} after all.`,
      });
    }),
};

export const closingDaysCommands: readonly Command[] = [closingDaysCommand, companyCloseCommand, companyOpenCommand];
