/** `letters batch`, `letters list`, `letters print`, `letters printed` and `letters reprint`: what goes out on paper. */
import { writeFileSync } from 'node:fs';
import type { Company } from '#company';
import { listPrintBatches, makePrintBatch, markPrinted, printBatchPdf, reprintBatch } from '#correspondence';
import { done } from '#kernel';
import { runQuery } from '#platform';
import { type Books, type Command, type Invocation, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

function batchOf(invocation: Invocation): bigint {
  const id = invocation.files[0]!;
  if (!/^[1-9]\d{0,17}$/.test(id)) throw new UsageError(`"${id}" is not the number of a print batch.`);
  return BigInt(id);
}
const mayPrint = (invocation: Invocation, books: Books, company: Company) =>
  callerOfPerson(invocation, books, { action: 'correspondence.send', company });

export const lettersBatchCommand: Command = {
  name: 'letters batch',
  arguments: '',
  summary: 'Collects the letters that are in no print batch yet into one of today.',
  files: [0, 0],
  run: (invocation) =>
    withCompany(invocation, async ({ engine, caller }, company) => {
      const made = await makePrintBatch(engine, caller, { company });
      if (!made.ok) return made;
      const { batchId, letters } = made.value;
      return done({
        json: made.value,
        text:
          batchId === null
            ? 'No letter waits for paper.'
            : `Print batch ${batchId}: ${letters} letters. Next: letters print ${batchId}, then letters printed ${batchId}.`,
      });
    }),
};

export const lettersListCommand: Command = {
  name: 'letters list',
  arguments: '',
  summary: 'Print batches, newest first: printed by whom and when, or waiting.',
  files: [0, 0],
  run: (invocation) =>
    withCompany(invocation, async ({ engine, tenant }, company) => {
      const listed = await runQuery(engine, tenant.id, (db) => listPrintBatches(db, tenant.id, company.id));
      const { batches, uncollected } = listed;
      return done({
        json: { rows: batches.map((batch) => ({ ...batch, id: batch.id.toString() })), uncollected },
        text: [
          table(
            ['Batch', 'Day', 'Letters', 'State', 'Last'],
            batches.map((batch) => {
              const last = batch.events.at(-1);
              const told = last && `${last.kind} by ${last.person}${last.reason === null ? '' : `: ${last.reason}`}`;
              return [batch.id.toString(), batch.day, String(batch.letters), batch.state, told ?? ''];
            }),
            ['right', 'left', 'right'],
          ),
          `${uncollected} letters are in no batch yet.`,
        ].join('\n'),
      });
    }),
};

export const lettersPrintCommand: Command = {
  name: 'letters print',
  arguments: 'BATCH [--output FILE]',
  summary: 'Writes a print batch as one PDF behind its cover list.',
  options: { output: 'text' },
  files: [1, 1],
  run(invocation) {
    const batchId = batchOf(invocation);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const made = await printBatchPdf(engine, tenant.id, { company, batchId });
      if (!made.ok) return made;
      const file = textOption(invocation, 'output') ?? made.value.fileName;
      writeFileSync(file, made.value.pdf);
      return done({
        json: { batchId: batchId.toString(), file, letters: made.value.letters },
        text: `${made.value.letters} letters in ${file}.`,
      });
    });
  },
};

export const lettersPrintedCommand: Command = {
  name: 'letters printed',
  arguments: 'BATCH --user LOGIN',
  summary: 'A person says that a print batch is printed.',
  options: { ...personOptions },
  files: [1, 1],
  run(invocation) {
    const batchId = batchOf(invocation);
    return withCompany(invocation, async (books, company) => {
      const caller = await mayPrint(invocation, books, company);
      if (!caller.ok) return caller;
      const marked = await markPrinted(books.engine, caller.value, { company, batchId });
      if (!marked.ok) return marked;
      return done({
        json: { batchId: batchId.toString(), ...marked.value },
        text: `Print batch ${batchId} is printed.`,
      });
    });
  },
};

export const lettersReprintCommand: Command = {
  name: 'letters reprint',
  arguments: 'BATCH --reason TEXT --user LOGIN',
  summary: 'Lets a printed batch be printed once more; who and why is kept.',
  options: { reason: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const batchId = batchOf(invocation);
    return withCompany(invocation, async (books, company) => {
      const caller = await mayPrint(invocation, books, company);
      if (!caller.ok) return caller;
      const reason = textOption(invocation, 'reason') ?? '';
      const again = await reprintBatch(books.engine, caller.value, { company, batchId, reason });
      if (!again.ok) return again;
      return done({
        json: { batchId: batchId.toString(), ...again.value },
        text: `Print batch ${batchId} waits to be printed once more.`,
      });
    });
  },
};
