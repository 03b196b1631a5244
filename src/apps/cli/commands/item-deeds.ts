/** `items due-day`, `items stop` and `items free`: what is done to documents of a customer without money. */
import { findWholeCustomer } from '#customers';
import { done, type Outcome, refuse } from '#kernel';
import { runQuery } from '#platform';
import { freeItems, moveDueDaysAction, openItemsNamed, stopItems } from '#receivables';
import { type Answer, type Command, dayOption, neededOption, UsageError, withCompany } from '../command.ts';
import { governedOptions, runOnAccount } from '../governed.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const dueDayCommand: Command = {
  name: 'items due-day',
  arguments: 'CUSTOMER NUMBER… --to YYYY-MM-DD --reason TEXT --user LOGIN [--ask TEXT]',
  summary:
    'Gives documents of a customer another due day, within authority; --ask asks a second person where that is needed.',
  options: { to: 'text', reason: 'text', ...governedOptions },
  files: [2, 501],
  run(invocation) {
    const [number, ...numbers] = invocation.files as [string, ...string[]];
    const dueDate = dayOption(invocation, 'to');
    if (dueDate === undefined) throw new UsageError('--to is needed: the new due day.');
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, (books, company) =>
      runOnAccount(invocation, books, company, { action: moveDueDaysAction, number }, async (_, accountIds) => {
        const items = await openItemsNamed(books.engine, books.tenant.id, { accountIds, numbers });
        if (!items.ok) return items;
        return done({
          input: { itemIds: items.value.map(String), dueDate, reason },
          text: `${numbers.join(', ')} ${numbers.length === 1 ? 'is' : 'are'} due on ${dueDate}.`,
          whatFollows: 'The due day changes when a second person approves it.',
        });
      }),
    );
  },
};

const stopping = (verb: 'stop' | 'free'): Command => ({
  name: `items ${verb}`,
  arguments: `CUSTOMER NUMBER…${verb === 'stop' ? ' [--until YYYY-MM-DD]' : ''} --reason TEXT --user LOGIN`,
  summary:
    verb === 'stop'
      ? 'Stops documents of a customer: they are reminded of no more, and no cash is applied to them by itself.'
      : 'Ends the stop of documents that was set by hand.',
  options: { ...(verb === 'stop' && { until: 'text' }), reason: 'text', ...personOptions },
  files: [2, 501],
  run(invocation) {
    const [number, ...numbers] = invocation.files as [string, ...string[]];
    const reason = neededOption(invocation, 'reason');
    const until = verb === 'stop' ? (dayOption(invocation, 'until') ?? null) : null;
    return withCompany<Answer>(invocation, async (books, company, day): Promise<Outcome<Answer>> => {
      const { engine, tenant } = books;
      const caller = await callerOfPerson(invocation, books, { action: 'receivables.block', company });
      if (!caller.ok) return caller;
      const found = await runQuery(engine, tenant.id, (db) =>
        findWholeCustomer(db, tenant.id, { companyId: company.id, day, number }),
      );
      if (!found)
        return refuse(
          'customers.account-unknown',
          `There is no customer "${number}" in company ${company.code}. Nothing was changed.`,
        );
      const items = await openItemsNamed(engine, tenant.id, { accountIds: found.accountIds, numbers });
      if (!items.ok) return items;
      const input = { itemIds: [...items.value], reason };
      const outcome =
        verb === 'stop'
          ? await stopItems(engine, caller.value, { ...input, until })
          : await freeItems(engine, caller.value, input);
      if (!outcome.ok) return outcome;
      const words = verb === 'free' ? 'not stopped any more' : until === null ? 'stopped' : `stopped until ${until}`;
      return done({ json: outcome.value, text: `${numbers.join(', ')}: ${words}.` });
    });
  },
});

export const itemDeedCommands: readonly Command[] = [dueDayCommand, stopping('stop'), stopping('free')];
