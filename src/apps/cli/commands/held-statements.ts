/** `bank held`, `bank release`, `bank leave-out`: statements of the bank that wait for a person. */
import { heldStatementToJson, leaveStatementOut, loadHeldStatements, releaseStatement } from '#cash';
import { done, formatAmount, refuse } from '#kernel';
import { runQuery } from '#platform';
import { type Answer, type Command, neededOption, withCompany } from '../command.ts';
import { grouped, table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const listCommand: Command = {
  name: 'bank held',
  arguments: '[--decided]',
  summary:
    'Statements that do not foot, or may repeat what is known, with why; --decided: those that somebody decided about.',
  options: { decided: 'flag' },
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, caller }, company) => {
      const decided = invocation.options['decided'] === true;
      const rows = await runQuery(engine, caller.tenantId, (db) =>
        loadHeldStatements(db, caller.tenantId, { companyId: company.id, decided }),
      );
      return done({
        json: { statements: rows.map(heldStatementToJson) },
        text:
          rows.length === 0
            ? `No statement of ${company.name} ${decided ? 'was decided about' : 'is held'}.`
            : table(
                ['Id', 'Account', 'File', 'Statement', 'To', 'Lines', 'Sum', '', 'State', 'Why'],
                rows.map((one) => [
                  one.id.toString(),
                  one.account,
                  one.file,
                  one.number ?? '',
                  one.toDate ?? '',
                  String(one.lineCount),
                  grouped(formatAmount(one.sumMinor, one.currency)),
                  one.currency,
                  one.state.replace('_', ' '),
                  one.decidedReason ?? one.reason,
                ]),
                ['left', 'left', 'left', 'left', 'left', 'right', 'right'],
              ),
      });
    }),
};

const deed = (verb: 'release' | 'leave-out', summary: string): Command => ({
  name: `bank ${verb}`,
  arguments: 'STATEMENT --reason TEXT --user LOGIN',
  summary,
  options: { reason: 'text', ...personOptions },
  files: [1, 1],
  run: (invocation) =>
    withCompany<Answer>(invocation, async (books, company) => {
      const [id] = invocation.files;
      if (!/^\d{1,18}$/.test(id!))
        return refuse(
          'cash.statement-not-found',
          `"${id}" is no id of a held statement (bank held). Nothing was changed.`,
        );
      const caller = await callerOfPerson(invocation, books, { action: 'cash.apply', company });
      if (!caller.ok) return caller;
      const decide = verb === 'release' ? releaseStatement : leaveStatementOut;
      const decision = { company, statementId: BigInt(id!), reason: neededOption(invocation, 'reason') };
      const decided = await decide(books.engine, caller.value, decision);
      if (!decided.ok) return decided;
      const count = decided.value.lineIds.length;
      const lines = count === 1 ? '1 line' : `${count} lines`;
      return done({
        json: { statementId: id, lines: count },
        text:
          verb === 'release'
            ? `The statement is let in: ${lines} ${count === 1 ? 'waits' : 'wait'} to be posted (cash apply).`
            : `The statement is left out: ${lines} ${count === 1 ? 'stays' : 'stay'} known and ${count === 1 ? 'is' : 'are'} not posted.`,
      });
    }),
});

export const heldStatementCommands: readonly Command[] = [
  listCommand,
  deed('release', 'Lets a held statement in as it is, or one that was left out: its lines wait to be posted.'),
  deed('leave-out', 'Leaves a held statement out: its lines stay known and are not posted, until it is released.'),
];
