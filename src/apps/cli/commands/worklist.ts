/** `worklist`. */
import { loadWorklist } from '#collections';
import { done, refuse } from '#kernel';
import { findPersonByLogin } from '#platform';
import { type Command, countOption, textOption, withCompany } from '../command.ts';
import { grouped, table } from '../output.ts';

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
