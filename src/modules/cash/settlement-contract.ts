/** The contract of payment services and settlements. Pure. */
import { z } from 'zod';
import { isCurrency, isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';
import { settlementStates } from './lists.ts';

const company = z.string().min(1).max(12);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const state = z.enum(settlementStates);
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
const serviceTerms = z.object({
  validFrom: z.string(),
  feeAccount: z.string(),
  highestFeePercent: z.string(),
  reserveAccount: z.string().nullable(),
  words: z.string().nullable(),
  mapping: z
    .record(z.string(), z.unknown())
    .nullable()
    .meta({ description: 'Null: the report is read by its header.' }),
});
const account = z.object({ code: z.string(), name: z.string() });
export const servicesAnswer = z
  .object({
    today: z.string(),
    rows: z.array(
      z.object({
        id: idAnswer,
        code: z.string(),
        name: z.string(),
        currency: z.string(),
        inForce: serviceTerms.nullable().meta({ description: 'The terms of today; null while the first are to come.' }),
        terms: z.array(serviceTerms).meta({ description: 'Every version, the newest first.' }),
        waiting: z.int().meta({ description: 'Settlements that wait for their deposit or for a person.' }),
      }),
    ),
    feeAccounts: z.array(account).meta({ description: 'Accounts that may bear fees.' }),
    reserveAccounts: z.array(account).meta({ description: 'Accounts on which a reserve may stand.' }),
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

export const settlementCheckAnswer = z
  .object({
    file: z.string(),
    layout: z.string(),
    settlements: z.array(
      z.object({
        number: z.string(),
        day: z.string().nullable(),
        currency: z.string(),
        amount: z.string(),
        gross: z.string(),
        fees: z.string(),
        reserve: z.string(),
        lines: z.int(),
        naming: z.int().meta({ description: 'Lines that name a document.' }),
        known: z.int().meta({ description: 'Lines that name a document which we have.' }),
        as: z.enum(['new', 'same', 'corrected', 'refused']),
        says: z.string().nullable().meta({ description: 'Why it would be held, or is refused.' }),
        depositOn: z.string().nullable().meta({ description: 'When the bank paid it, where it has.' }),
      }),
    ),
  })
  .meta({ id: 'SettlementCheck' });
export type SettlementCheckAnswer = z.output<typeof settlementCheckAnswer>;
export type SettlementImportAnswer = z.output<typeof settlementImportAnswer>;

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
  depositedOn: z.string().nullable().meta({ description: 'When the bank paid it; null while it has not.' }),
  lines: z.int(),
  moneyLines: z.int().meta({ description: 'Lines that are money: all but fees and what moves in the reserve.' }),
  open: z.int().meta({ description: 'Those of a posted one that are not applied.' }),
};
const lineKind = z.enum(['payment', 'refund', 'chargeback', 'chargeback_reversal', 'fee', 'reserve', 'other']);
export const settlementAnswer = z
  .object({
    ...settlementMembers,
    sums: z
      .array(z.object({ kind: lineKind, lines: z.int(), gross: z.string(), fee: z.string(), net: z.string() }))
      .meta({ description: 'The lines by kind; their nets are what is paid out.' }),
    feePercent: z.string().nullable().meta({ description: 'Fees in percent of the payments.' }),
    terms: z
      .object({
        validFrom: z.string(),
        highestFeePercent: z.string(),
        feeAccount: z.string(),
        reserveAccount: z.string().nullable(),
        words: z.string().nullable(),
      })
      .nullable(),
    deposit: z
      .object({
        receiptId: idAnswer.nullable(),
        account: z.string(),
        valueDate: z.string(),
        amount: z.string(),
        payer: z.string().nullable(),
        text: z.string(),
      })
      .nullable(),
    releasedReason: z.string().nullable(),
    withdrawnReason: z.string().nullable(),
    reversedReason: z.string().nullable(),
    parts: z.array(
      z.object({
        line: z.int(),
        kind: lineKind,
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
        name: z.string().nullable(),
        explanation: z.string().nullable(),
        items: z
          .array(
            z.object({
              id: idAnswer,
              number: z.string(),
              documentType: z.string(),
              customer: z.string(),
              name: z.string(),
              amount: z.string(),
              open: z.string(),
              paid: z.string(),
            }),
          )
          .meta({ description: 'Documents that the line names, and those that its money pays.' }),
      }),
    ),
  })
  .meta({ id: 'Settlement' });
export type SettlementAnswer = z.output<typeof settlementAnswer>;

export const settlementReason = z.strictObject({ reason });
export const settlementReversal = z.strictObject({ reason, postingDate: day.optional() });
export const settlementReversed = z.object({ parts: z.int() }).meta({ id: 'ReversedSettlement' });
export const settlementDeposit = z.strictObject({
  receiptId: idParam.meta({ description: 'The unidentified receipt that is its deposit.' }),
});
export const settlementPosted = z.object({ applied: z.int(), proposed: z.int() }).meta({ id: 'PostedSettlement' });
