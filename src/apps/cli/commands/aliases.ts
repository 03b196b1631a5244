/** `cash aliases`: what was learned about payers, and taking it out of use. */
import { listPayerAliases, removeAlias } from '#cash';
import { done, parseId } from '#kernel';
import { runQuery } from '#platform';
import { type Command, neededOption, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

export const aliasesCommand: Command = {
  name: 'cash aliases',
  arguments: '[--remove ID --reason TEXT --user LOGIN | --restore ID --user LOGIN]',
  summary: 'Lists what was learned about payers from decisions, or takes one out of use, or lets it be used again.',
  options: { remove: 'text', restore: 'text', reason: 'text', ...personOptions },
  files: [0, 0],
  run(invocation) {
    const [remove, restore] = [textOption(invocation, 'remove'), textOption(invocation, 'restore')];
    if (remove !== undefined && restore !== undefined) throw new UsageError('Either --remove or --restore.');
    const named = remove ?? restore;
    const reason = remove === undefined ? null : neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company) => {
      if (named !== undefined) {
        const id = parseId(named);
        if (!id.ok) return id;
        const caller = await callerOfPerson(invocation, books, { action: 'cash.apply', company });
        if (!caller.ok) return caller;
        const outcome = await removeAlias(books.engine, caller.value, { company, aliasId: id.value, reason });
        if (!outcome.ok) return outcome;
      }
      const rows = await runQuery(books.engine, books.tenant.id, (db) =>
        listPayerAliases(db, books.tenant.id, company.id),
      );
      return done({
        json: {
          company: company.code,
          aliases: rows.map((one) => ({ ...one, id: one.id.toString(), receiptId: one.receiptId.toString() })),
        },
        text: table(
          ['Id', 'Kind', 'Learned', 'Customer', 'Held', 'Failed', 'Used as', 'From receipt', 'By'],
          rows.map((one) => [
            one.id.toString(),
            one.kind.replace('_', ' '),
            one.value,
            `${one.customer} ${one.name}`,
            String(one.held),
            String(one.failed),
            one.removed === null ? one.strength : `removed: ${one.removed}`,
            `${one.receiptId} ${one.learnedOn.slice(0, 10)}`,
            one.person,
          ]),
          ['right', 'left', 'left', 'left', 'right', 'right'],
        ),
      });
    });
  },
};
