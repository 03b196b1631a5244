/** The contract of kept mappings of bank files and remittances. Pure. */
import { z } from 'zod';
import { idAnswer, idParam } from '#platform/contract';

const kind = z.enum(['bank', 'remittance']);

export const fileMappingsQuery = z.strictObject({ company: z.string().min(1).max(12) });
export const fileMappingPath = z.strictObject({ fileMappingId: idParam });
export const fileMappingsAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        kind,
        name: z.string(),
        account: z
          .string()
          .nullable()
          .meta({ description: 'The name of the bank account that the lines are of, or that a lockbox is paid into.' }),
        files: z.string().nullable().meta({ description: 'Only files of such names; null: of any.' }),
        mapping: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'FileMappings' });
export type FileMappingsAnswer = z.output<typeof fileMappingsAnswer>;

export const fileMappingBody = z.strictObject({
  kind,
  name: z.string().trim().min(1).max(100),
  mapping: z.record(z.string(), z.unknown()).meta({ description: 'As the guide of integrators describes it.' }),
  bankAccountId: idParam
    .nullish()
    .meta({ description: 'The account that the lines are of, or that a lockbox is paid into.' }),
});
export const keptFileMappingAnswer = z.object({ id: idAnswer, name: z.string() }).meta({ id: 'KeptFileMapping' });
