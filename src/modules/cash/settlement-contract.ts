/** The contract of payment services and settlements. Pure. */
import { z } from 'zod';
import { isCurrency, isDay, pageLimit } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';

const company = z.string().min(1).max(12);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const state = z.enum(['waiting', 'held', 'posted', 'reversed', 'withdrawn']);
const reason = z.string().trim().min(1).max(500);

export const settlementQuery = z.strictObject({ company });
export const settlementPath = z.strictObject({ settlementId: idParam });

export const serviceBody = z.strictObject({
  code: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(100),
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 currency'),
  validFrom: day.optional().meta({ description: 'From which day these terms hold. Absent: today.' }),
  feeAccount: z.string().min(1).max(20).meta({ description: 'The expense account that bears its fees.' }),
  highestFeePercent: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,3})?$/)
    .meta({ description: 'Fees above this share of the payments wait for a person.' }),
  reserveAccount: z.string().min(1).max(20).nullish(),
  words: z
    .string()
    .trim()
    .min(3)
    .max(100)
    .nullish()
    .meta({ description: 'Words by which its lines at the bank are known.' }),
  mapping: z.record(z.string(), z.unknown()).nullish().meta({ description: 'How its report is read.' }),
});
export const serviceDeclared = z.object({ serviceId: idAnswer }).meta({ id: 'DeclaredPaymentService' });
export const servicesAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        code: z.string(),
        name: z.string(),
        currency: z.string(),
        validFrom: z.string(),
        feeAccount: z.string(),
        highestFeePercent: z.string(),
        reserveAccount: z.string().nullable(),
        words: z.string().nullable(),
        mapping: z.string().nullable().meta({ description: 'Its name; null: the report is read by its header.' }),
      }),
    ),
  })
  .meta({ id: 'PaymentServices' });
export type PaymentServicesAnswer = z.output<typeof servicesAnswer>;

export const settlementImportQuery = z.strictObject({
  company,
  service: z.string().min(1).max(20),
  fileName: z.string().trim().min(1).max(200),
});
export const settlementImportAnswer = z
  .object({
    file: z.string(),
    layout: z.string(),
    settlements: z.array(
      z.object({
        settlementId: idAnswer,
        number: z.string(),
        currency: z.string(),
        amount: z.string(),
        state: z.enum(['waiting', 'held', 'known']),
        heldReason: z.string().nullable(),
      }),
    ),
    refused: z.array(z.object({ number: z.string(), code: z.string(), message: z.string() })),
    posted: z.int().meta({ description: 'Whose deposit had come before.' }),
    applied: z.int(),
    proposed: z.int(),
  })
  .meta({ id: 'SettlementImport' });

export const settlementsQuery = z.strictObject({
  company,
  state: state.optional(),
  service: z.string().min(1).max(20).optional(),
  number: z.string().min(1).max(100).optional(),
  before: idParam.optional(),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});
const settlementMembers = {
  id: idAnswer,
  service: z.string().nullable(),
  serviceName: z.string(),
  number: z.string(),
  state,
  settledOn: z.string().nullable(),
  receivedOn: z.string(),
  currency: z.string(),
  amount: z.string(),
  gross: z.string(),
  fees: z.string(),
  reserve: z.string(),
  file: z.string(),
  heldReason: z.string().nullable(),
  releasable: z.boolean(),
  lines: z.int(),
  open: z.int(),
};
export const settlementsAnswer = z.object({ rows: z.array(z.object(settlementMembers)) }).meta({ id: 'Settlements' });
export type SettlementsAnswer = z.output<typeof settlementsAnswer>;
export const settlementAnswer = z
  .object({
    ...settlementMembers,
    parts: z.array(
      z.object({
        line: z.int(),
        kind: z.string(),
        day: z.string().nullable(),
        document: z.string(),
        reference: z.string(),
        customerName: z.string().nullable(),
        memo: z.string(),
        gross: z.string(),
        fee: z.string(),
        receiptId: idAnswer.nullable(),
        receiptState: z.string().nullable(),
        customer: z.string().nullable(),
        explanation: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Settlement' });

export const settlementReason = z.strictObject({ reason });
export const settlementReversal = z.strictObject({ reason, postingDate: day.optional() });
export const settlementReversed = z.object({ parts: z.int() }).meta({ id: 'ReversedSettlement' });
export const settlementDeposit = z.strictObject({
  receiptId: idParam.meta({ description: 'The unidentified receipt that is its deposit.' }),
});
export const settlementPosted = z.object({ applied: z.int(), proposed: z.int() }).meta({ id: 'PostedSettlement' });
