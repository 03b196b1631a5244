/** The contract of imports: what their routes take and answer. Pure. */
import { z } from 'zod';
import { idAnswer, idParam } from '#platform/contract';

const companyCode = z.string().min(1).max(12);
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}/\\]*$/u, 'a file name without path');

export const inspectQuery = z.strictObject({ company: companyCode, fileName });
export const inspectionAnswer = z
  .object({
    kind: z.enum(['bank', 'customers', 'items', 'payables']).nullable(),
    format: z.string(),
    mapping: z.string().nullable().meta({
      description: 'A kept mapping that fits; empty: the header has our own names; null: point at the columns.',
    }),
    rows: z.int(),
    header: z.array(z.string()),
    sample: z.array(z.array(z.string())),
    guess: z.object({
      bank: z.record(z.string(), z.string()),
      items: z.record(z.string(), z.string()),
      customers: z.record(z.string(), z.string()),
      payables: z.record(z.string(), z.string()),
    }),
    fields: z.object({
      bank: z.array(z.object({ name: z.string(), required: z.boolean() })),
      items: z.array(z.object({ name: z.string(), required: z.boolean() })),
      customers: z.array(z.object({ name: z.string(), required: z.boolean() })),
      payables: z.array(z.object({ name: z.string(), required: z.boolean() })),
    }),
  })
  .meta({ id: 'FileInspection' });
export type InspectionAnswer = z.output<typeof inspectionAnswer>;

export const tableImportQuery = z.strictObject({
  company: companyCode,
  fileName,
  mapping: z.string().min(1).max(100).optional().meta({ description: 'The name of a kept mapping.' }),
  draft: z.string().min(2).max(8_000).optional().meta({ description: 'A mapping as JSON, instead of a kept one.' }),
  mended: z
    .string()
    .max(6_000)
    .optional()
    .meta({ description: 'Mended cells as JSON `[{"row","column","value"}]`, read as if the file said so.' }),
});
/** Cells of the file that a person mended: row from 1, column by its name in the file, what should stand there. */
export const mendedCells = z
  .array(z.strictObject({ row: z.int().min(1), column: z.string().min(1).max(200), value: z.string().max(500) }))
  .max(200);
export const bankImportQuery = z.strictObject({
  company: companyCode,
  fileName,
  mapping: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'The name of a kept mapping of bank lines; absent: the one that fits.' }),
  draft: z
    .string()
    .min(2)
    .max(8_000)
    .optional()
    .meta({ description: 'A mapping of bank lines as JSON, instead of a kept one.' }),
  account: idParam.optional().meta({ description: 'With `draft`: the bank account that the lines are of.' }),
});

export const tableImportAnswer = z
  .object({
    importId: idAnswer.nullable().meta({ description: 'Null after a check.' }),
    file: z.string(),
    rows: z.int(),
    imported: z.int().meta({ description: 'Taken now; after a check: that would be.' }),
    known: z.int(),
    badRows: z.int(),
    bad: z.array(
      z.object({ row: z.int(), column: z.string(), value: z.string(), code: z.string(), reason: z.string() }),
    ),
    badFile: z.string().meta({ description: 'The bad rows as CSV; empty when there are none.' }),
    first: z.array(z.object({ row: z.int(), values: z.record(z.string(), z.string()) })).meta({
      description:
        'The first rows that could be read, by field: days as YYYY-MM-DD, amounts as plain decimals. What they are judged to be is told by the counts.',
    }),
  })
  .meta({ id: 'TableImport' });
export type TableImportAnswer = z.output<typeof tableImportAnswer>;

export const bankImportAnswer = z
  .object({
    file: z.string(),
    format: z.string(),
    repeatedFile: z.boolean(),
    statements: z.int().meta({ description: 'Those that were taken.' }),
    leftAside: z
      .array(
        z.object({
          account: z.string().nullable(),
          currency: z.string().nullable(),
          statements: z.int(),
          entries: z.int(),
          why: z.enum(['unknown', 'closed']),
        }),
      )
      .meta({
        description:
          'Accounts whose statements were left aside: not set up in the company that the file is brought for, or closed. The same file brings them when the account is there.',
      }),
    linesNew: z.int(),
    linesKnown: z.int(),
    linesHeld: z.int(),
    linesAdvised: z.int(),
    taken: z
      .array(
        z.object({
          account: z.string(),
          number: z.string(),
          currency: z.string(),
          statement: z.string().nullable(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          opening: z.string().nullable(),
          closing: z.string().nullable(),
          moved: z.string().meta({ description: 'The sum of its booked entries.' }),
          fresh: z.int(),
          known: z.int(),
          held: z.int(),
          advised: z.int(),
        }),
      )
      .meta({
        description: 'The statements one by one, at most the first 200; none of a file that was imported before.',
      }),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'BankImport' });
export type BankImportAnswer = z.output<typeof bankImportAnswer>;

export const importParams = z.strictObject({ importId: idParam });
const kept = z.array(z.object({ number: z.string(), reason: z.string() }));
export const undoPreviewAnswer = z
  .object({
    fileName: z.string(),
    items: z.int().meta({ description: 'Items that would be reversed.' }),
    kept: kept.meta({ description: 'The first documents that stay, and why.' }),
    keptCount: z.int(),
  })
  .meta({ id: 'ImportUndoPreview' });
export type UndoPreviewAnswer = z.output<typeof undoPreviewAnswer>;
export const undoBody = z.strictObject({ reason: z.string().trim().min(3).max(500) });
export const undoAnswer = z
  .object({
    reversed: z.int(),
    asked: z
      .int()
      .meta({ description: 'For so many documents approval was asked for; they are among those that stay.' }),
    keptCount: z.int(),
    kept,
  })
  .meta({ id: 'ImportUndo' });
export type UndoAnswer = z.output<typeof undoAnswer>;

export const mappingsAnswer = z
  .object({
    rows: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['customers', 'items', 'payables']),
        mapping: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'TableMappings' });
export type MappingsAnswer = z.output<typeof mappingsAnswer>;
export const mappingBody = z.strictObject({
  mapping: z.record(z.string(), z.unknown()).meta({ description: 'As the guide of integrators describes it.' }),
});
