/** `worklist`, and work with a customer that a colleague takes over or gives back. */
import { giveBackWork, loadWorklist, takeOverWork } from '#collections';
import { findWholeCustomer } from '#customers';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, findPersonByLogin, runQuery } from '#platform';
import {
  type Answer,
  type Command,
  countOption,
  dayOption,
  type Invocation,
  textOption,
  withCompany,
} from '../command.ts';
import { grouped, table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

export const worklistCommand: Command = {
  name: 'worklist',
  arguments: '[--collector USER] [--limit N]',
  summary: 'Whom to contact today and why, and why others are not listed.',
  options: { collector: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const limit = countOption(invocation, 'limit', 50);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const login = textOption(invocation, 'collector');
      const collectorPersonId = login === undefined ? undefined : await findPersonByLogin(engine, login);
      if (login !== undefined && collectorPersonId === undefined)
        return refuse('collections.collector-unknown', `There is no user "${login}".`, {}, { field: 'collector' });
      const worklist = await loadWorklist(engine, tenant.id, {
        companyId: company.id,
        limit,
        withNotListed: invocation.options['json'] === true,
        ...(collectorPersonId === undefined ? {} : { collectorPersonId }),
      });
      const rows = worklist.rows.map((row) => [
        row.customer,
        row.name,
        row.priority.toFixed(1),
        row.balances.map((one) => `${one.currency} ${grouped(one.overdue)}`).join(', '),
        row.nextAction.text,
        row.reasons.map((reason) => `${reason.text} (${reason.points})`).join('; '),
      ]);
      return done({
        json: worklist,
        text: `${company.name}, worklist of ${worklist.asOf ?? '(no day run yet)'}\n\n${table(['Customer', 'Name', 'Priority', 'Overdue', 'Next', 'Why'], rows, ['left', 'left', 'right', 'right'])}`,
      });
    });
  },
};

/** What a person does to the work with a customer on the company's business day. */
const workCommand = (
  command: Pick<Command, 'name' | 'arguments' | 'summary'> & { readonly options?: Command['options'] },
  work: (
    of: { readonly engine: Engine; readonly caller: Caller; readonly accountId: bigint; readonly day: Day },
    invocation: Invocation,
  ) => Promise<Outcome<string>>,
): Command => ({
  ...command,
  options: { ...command.options, ...personOptions },
  files: [1, 1],
  run: (invocation) =>
    withCompany<Answer>(invocation, async (books, company, day) => {
      const { engine, tenant } = books;
      const caller = await callerOfPerson(invocation, books, { action: 'collections.work', company });
      if (!caller.ok) return caller;
      const number = invocation.files[0]!;
      const found = await runQuery(engine, tenant.id, (db) =>
        findWholeCustomer(db, tenant.id, { companyId: company.id, day, number }),
      );
      if (!found)
        return refuse(
          'collections.customer-not-found',
          `There is no customer "${number}" in this company. Nothing was changed.`,
        );
      const told = await work({ engine, caller: caller.value, accountId: found.accountId, day }, invocation);
      return told.ok ? done({ json: { customer: number, done: told.value }, text: told.value }) : told;
    }),
});

export const takeOverCommand = workCommand(
  {
    name: 'worklist take-over',
    arguments: 'CUSTOMER [--until DAY] --user LOGIN',
    summary: 'Puts a customer among your own until a day (absent: today), whoever its portfolio belongs to.',
    options: { until: 'text' },
  },
  async ({ engine, caller, accountId, day }, invocation) => {
    const until = dayOption(invocation, 'until') ?? day;
    const taken = await takeOverWork(engine, caller, { accountId, day, until });
    return taken.ok ? done(`The customer is yours until ${until}.`) : taken;
  },
);

export const giveBackCommand = workCommand(
  {
    name: 'worklist give-back',
    arguments: 'CUSTOMER --user LOGIN',
    summary: 'Gives the work with a customer back to whoever its portfolio belongs to.',
  },
  async ({ engine, caller, accountId, day }) => {
    const given = await giveBackWork(engine, caller, { accountId, day });
    return given.ok ? done('The customer is given back.') : given;
  },
);
