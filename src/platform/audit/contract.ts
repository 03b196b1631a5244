/** The contract of the audit trail. Pure. */
import { z } from 'zod';
import { idAnswer, idParam, pageQuery } from '../http/contract.ts';

export const auditQuery = z.strictObject({
  ...pageQuery,
  operation: z.string().max(100).optional(),
  personId: idParam.optional(),
  from: z.iso.datetime().optional().meta({ description: 'Recorded at this instant or later.' }),
  before: z.iso.datetime().optional().meta({ description: 'Recorded before this instant.' }),
  text: z.string().min(2).max(100).optional().meta({
    description: 'Contained in the reason, the source or the input: a number, a name, an id.',
  }),
});

const entryAnswer = z
  .object({
    seq: idAnswer,
    recordedAt: z.string(),
    personId: idAnswer,
    personName: z.string(),
    operation: z.string(),
    reason: z.string(),
    source: z.string(),
    counts: z.record(z.string(), z.number()),
    payload: z.string().nullable(),
    erasedSeq: idAnswer.nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

export const auditAnswer = z.object({ rows: z.array(entryAnswer), next: z.string().nullable() });
export type AuditAnswer = z.output<typeof auditAnswer>;

export const auditChoicesAnswer = z.object({
  persons: z.array(z.object({ id: idAnswer, name: z.string() })),
  operations: z.array(z.string()),
});
export type AuditChoicesAnswer = z.output<typeof auditChoicesAnswer>;

export const auditRecordAnswer = z.object({ entry: entryAnswer, previous: entryAnswer.nullable() });
export type AuditRecordAnswer = z.output<typeof auditRecordAnswer>;

export const verificationAnswer = z
  .object({
    ok: z.boolean(),
    checked: z.number(),
    failed: z.number(),
    offenders: z.array(z.object({ seq: idAnswer, finding: z.string() })),
  })
  .meta({ id: 'AuditVerification' });
export type VerificationAnswer = z.output<typeof verificationAnswer>;
