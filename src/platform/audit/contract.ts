/** The contract of the audit trail. Pure. */
import { z } from 'zod';
import { idAnswer } from '../http/contract.ts';

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

export const auditChoicesAnswer = z.object({
  persons: z.array(z.object({ id: idAnswer, name: z.string() })),
  operations: z.array(z.string()),
  latest: idAnswer.meta({ description: 'The number of the newest record.' }),
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
