/** `personal find` and `personal erase`: where a person is named, and the erasure of what no law wants kept. */
import { done, type Outcome } from '#kernel';
import {
  erasePersonalData,
  findPersonalData,
  personalColumnRegistry,
  platformPersonalColumns,
  runQuery,
} from '#platform';
import { modulePersonalColumns } from '../../server/modules.ts';
import { type Answer, type Books, type Command, neededOption, withBooks } from '../command.ts';
import { table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const registry = () => personalColumnRegistry([...platformPersonalColumns, ...modulePersonalColumns]);
const find = ({ engine, tenant }: Books, words: readonly string[]) =>
  runQuery(engine, tenant.id, (db) => findPersonalData(db, tenant.id, registry(), words));

const findCommand: Command = {
  name: 'personal find',
  arguments: 'WORD… --user LOGIN',
  summary: 'Where a person is named, by names, addresses and accounts; what of it goes, and what the law wants kept.',
  options: personOptions,
  files: [1, 10],
  run: (invocation) =>
    withBooks(invocation, async (books): Promise<Outcome<Answer>> => {
      const caller = await callerOfPerson(invocation, books, { action: 'audit.erase' });
      if (!caller.ok) return caller;
      const found = await find(books, invocation.files);
      const rows = found.values.map((one) => [
        one.column,
        one.kept === null ? 'goes' : `stays: a ${one.kept}`,
        one.text,
      ]);
      return done({
        json: {
          values: found.values,
          auditRecords: found.auditSeqs.map(String),
          inReasons: found.inReasons.map(String),
          more: found.more,
        },
        text: [
          rows.length === 0 ? 'Nobody of these words is named in the books.' : table(['Where', '', 'Text'], rows),
          `Audit records that hold it: ${found.auditSeqs.length}; whose reason names it, which stays: ${found.inReasons.length}.`,
          ...(found.more ? ['There is more than is told.'] : []),
        ].join('\n\n'),
      });
    }),
};

const eraseCommand: Command = {
  name: 'personal erase',
  arguments: 'WORD… --reason TEXT --user LOGIN',
  summary: 'Erases for good what "personal find" shows as going, with the audit payloads that hold it.',
  options: { reason: 'text', ...personOptions },
  files: [1, 10],
  run: (invocation) => {
    const reason = neededOption(invocation, 'reason', 'why, without naming the person: it stays');
    return withBooks(invocation, async (books): Promise<Outcome<Answer>> => {
      const caller = await callerOfPerson(invocation, books, { action: 'audit.erase' });
      if (!caller.ok) return caller;
      const found = await find(books, invocation.files);
      const values = found.values.flatMap(({ column, key, kept }) => (kept === null ? [{ column, key }] : []));
      const input = { values, auditSeqs: found.auditSeqs, reason };
      const erased = await erasePersonalData(books.engine, caller.value, registry(), input);
      if (!erased.ok) return erased;
      const kept = found.values.length - values.length;
      return done({
        json: { ...erased.value, kept, more: found.more },
        text: `Erased: ${erased.value.values} values, and what was written in ${erased.value.payloads} audit records. Kept by law: ${kept}.${found.more ? ' There is more: run it again.' : ''}`,
      });
    });
  },
};

export const personalCommands: readonly Command[] = [findCommand, eraseCommand];
