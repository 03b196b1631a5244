/** `imports`: what was imported, and taking an import back by reversal, or why that is not how it is taken back. */
import { findImport, listImports, reverseImport } from '#integrations';
import { done, parseId } from '#kernel';
import { type Answer, type Command, neededOption, textOption, withCompany } from '../command.ts';
import { governedOptions } from '../governed.ts';
import { table } from '../output.ts';
import { callerOfPerson } from '../person.ts';

/** So many of the newest are listed. */
const mostListed = 100;

const undoWords = {
  items: 'by reversal (--undo)',
  bank: 'no: evidence of the bank; take back its clearings and postings one by one',
  customers: 'no: master data; bring the file of before, or change them',
  payables: 'no: nothing is posted; withdraw payables one by one',
} as const;

export const pastImportsCommand: Command = {
  name: 'imports',
  arguments: '[--undo ID --reason TEXT --user LOGIN [--ask TEXT]]',
  summary:
    'Lists the newest imports with how each is undone, or undoes one of open items by reversal; --ask asks a second person for the documents that take one.',
  options: { undo: 'text', reason: 'text', ...governedOptions },
  files: [0, 0],
  run(invocation) {
    const named = textOption(invocation, 'undo');
    const reason = named === undefined ? '' : neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      if (named !== undefined) {
        const id = parseId(named);
        if (!id.ok) return id;
        const one = await findImport(engine, tenant.id, [company.id], id.value);
        if (!one.ok) return one;
        const caller = await callerOfPerson(invocation, books, { action: 'receivables.reverse', company });
        if (!caller.ok) return caller;
        const undone = await reverseImport(engine, caller.value, {
          ...{ company, one: one.value, reason },
          askFor: textOption(invocation, 'ask') ?? null,
        });
        if (!undone.ok) return undone;
        const { reversed, asked, kept } = undone.value;
        return done({
          json: { import: named, reversed, asked, kept },
          text: [
            `${one.value.fileName}: ${reversed} documents reversed, ${kept.length} stay${asked > 0 ? `, of ${asked} approval is asked` : ''}`,
            ...kept.map((document) => `  ${document.number}: ${document.reason}`),
          ].join('\n'),
        });
      }
      const { rows, count } = await listImports(engine, tenant.id, {
        companyId: company.id,
        offset: 0,
        limit: mostListed,
      });
      const numbered = rows.map((row) => ({ ...row, id: row.id?.toString() ?? null, undo: undoWords[row.kind] }));
      return done({
        json: { company: company.code, count, imports: numbered },
        text: table(
          ['Id', 'Kind', 'File', 'State', 'Rows', 'Taken', 'When', 'Who', 'Undo'],
          numbered.map((row) => [
            row.id ?? '',
            row.kind,
            row.fileName,
            row.reversed === null ? row.state : `${row.reversed} reversed`,
            String(row.rows ?? ''),
            String(row.imported ?? ''),
            row.startedAt.slice(0, 16),
            row.person,
            row.undo,
          ]),
          ['right', 'left', 'left', 'left', 'right', 'right'],
        ),
      });
    });
  },
};
