/** The contract of cash: the documents of its commands and routes, and its refusal codes. Pure. */
import { z } from 'zod';
import { pageLimit } from '#kernel';
import { companiesParam, idAnswer, idParam } from '#platform/contract';
import { mostAllocations } from './lists.ts';
import { evidenceKinds } from './rules/matching/evidence.ts';
import { adjustmentKinds, defaultMatchingPolicy, unearnedTreatments } from './rules/matching/model.ts';

export { leftByPerson } from './model.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const nullableText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const list = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .nullish()
    .transform((value) => value ?? []);
const amount = z.string();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/, 'is not a day YYYY-MM-DD')
  .transform((value) => value.slice(0, 10));
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency code');

const solvePolicy = z.object({
  tolerance: amount.default('0'),
  tolerancePercent: z.number().min(0).max(100).default(100),
  toleranceMonth: amount
    .optional()
    .meta({ description: 'Of one customer in a month; absent: three times the tolerance.' }),
  maximumDeduction: amount.default('500'),
  maximumDeductionPercent: z.number().min(0).max(100).default(defaultMatchingPolicy.maximumDeductionPercent),
  unearnedDiscount: z.enum(unearnedTreatments).default(defaultMatchingPolicy.unearnedDiscount),
  withholding: z
    .array(z.object({ by: z.enum(['country', 'customer']), value: z.string(), percent: z.number().gt(0).lt(100) }))
    .default([]),
  maximumBankCharge: amount.default('0'),
  discountGraceDays: z.number().int().min(0).max(60).default(0),
  interchangeable: z.enum(['propose', 'oldest_first']).default('propose'),
  searchBudget: z.number().int().min(0).max(10_000_000).default(200_000),
  ledgerIsFresh: z.boolean().default(true),
});

/** The input document of `cash solve` (COMMANDS): absent arrays mean [], absent strings null, unknown fields pass. */
export const solveInput = z.object({
  asOf: day.optional().default('9999-12-31'),
  customers: list(
    z.object({
      id: z.string(),
      name: text,
      aliases: list(z.string()),
      accounts: list(z.string()),
      parentId: nullableText,
      number: nullableText,
      country: nullableText,
    }),
  ),
  openItems: list(
    z.object({
      id: z.string(),
      customerId: z.string(),
      number: text,
      references: list(z.string()),
      type: text,
      blocks: list(z.string()),
      documentDate: day.nullish().transform((value) => value ?? '0001-01-01'),
      dueDate: day.nullish().transform((value) => value ?? '9999-12-31'),
      open: amount,
      currency,
      discount: z
        .object({ amount, until: day })
        .nullish()
        .transform((value) => value ?? null),
    }),
  ),
  rates: list(z.object({ from: currency, to: currency, day, rate: z.string().regex(/^\d+(\.\d+)?$/) })),
  receipts: list(
    z.object({
      id: z.string(),
      date: day,
      amount,
      currency,
      payer: z
        .object({
          name: nullableText,
          account: nullableText,
          ultimate: nullableText.meta({ description: 'For whom the payer pays, as the bank names it.' }),
        })
        .nullish()
        .transform((value) => value ?? { name: null, account: null, ultimate: null }),
      reference: text,
      method: nullableText,
      remittance: list(
        z.object({
          reference: text,
          amount: nullableText,
          memo: text,
          discount: nullableText.meta({ description: 'What the payer took off as discount.' }),
          deduction: nullableText.meta({ description: 'What the payer kept back.' }),
        }),
      ),
    }),
  ),
  policy: solvePolicy.nullish().transform((value) => value ?? solvePolicy.parse({})),
});
export type SolveInput = z.output<typeof solveInput>;

export type { AcceptancePreviewAnswer } from './acceptance-contract.ts';
export type { ListedAdjustment } from './adjustment-contract.ts';
export type { AdviceAnswer, AdviceCheckAnswer, AdviceInspectionAnswer, AdviceUploadAnswer } from './advice-contract.ts';
export type { PayerAliasesAnswer } from './alias-contract.ts';
export type { BankAccountsAnswer } from './bank-account-contract.ts';
export type { CandidatesAnswer, FoundCandidates } from './candidate-contract.ts';
export type {
  CheckCreatedAnswer,
  DepositAnswer,
  DepositDetailAnswer,
  DepositWithdrawnAnswer,
  HeldBatchAnswer,
  HeldBatchesAnswer,
  ReturnPreviewAnswer,
} from './check-contract.ts';
export type { FileMappingsAnswer } from './file-mapping-contract.ts';
export type { HeldStatementsAnswer } from './held-statement-contract.ts';
export type {
  DueRefundsAnswer,
  PaymentFileAnswer,
  PaymentsToStopAnswer,
} from './payment-contract.ts';
export type { MatchingPolicyAnswer, SimulateAnswer } from './policy-contract.ts';
export type { JudgedAnswer, QualityAnswer } from './quality-contract.ts';
export type { ProposedReturnsAnswer, ReturnedLineAnswer } from './return-contract.ts';
export type { RulesAnswer, TriedRuleAnswer } from './rule-contract.ts';
export type { SampledAnswer, SamplesAnswer } from './sample-contract.ts';
export type {
  PaymentServicesAnswer,
  SettlementAnswer,
  SettlementCheckAnswer,
  SettlementImportAnswer,
} from './settlement-contract.ts';
export type { ReceiptCompaniesAnswer, SisterPaymentAnswer, SplitReceiptAnswer } from './sister-contract.ts';
export type {
  DefaultOwnersAnswer,
  DormancyAnswer,
  DormancyBody,
  DormantCreditsAnswer,
  OwnersAnswer,
} from './unapplied-contract.ts';

const companyCode = z.string().min(1).max(12);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

export const applyWaitingQuery = z.strictObject({
  company: companyCode.optional().meta({ description: 'Absent: all companies of the reader.' }),
  companies: companiesParam.optional(),
});
export const appliedWaitingAnswer = z
  .object({
    lines: z.int(),
    applied: z.int(),
    proposed: z.int(),
    onAccount: z.int(),
    unidentified: z.int(),
    byRule: z.int().meta({ description: 'Charges and interest of the bank that a rule posted.' }),
    leftAside: z.array(z.string()).meta({ description: 'What could not be posted now, a sentence each.' }),
  })
  .meta({ id: 'AppliedWaiting' });
export type AppliedWaitingAnswer = z.output<typeof appliedWaitingAnswer>;

export const receiptsQuery = z.strictObject({
  company: companyCode.optional().meta({ description: 'Absent: all companies of the reader.' }),
  companies: companiesParam.optional(),
  queue: z.enum(['proposed', 'unidentified', 'on_account', 'applied']).default('proposed'),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});
const receiptMembers = {
  id: idAnswer,
  company: z.string(),
  version: z.int(),
  valueDate: z.string(),
  amount: z.string(),
  left: z.string().meta({ description: 'What is not applied yet.' }),
  currency: z.string(),
  state: z.string(),
  decision: z.string(),
  confidence: z.number(),
  explanation: z.string(),
  payer: z.string().nullable(),
  payerAccount: z.string().nullable(),
  ultimateName: z.string().nullable().meta({ description: 'For whom the payer paid, as the bank names it.' }),
  text: z.string(),
  customer: z.string().nullable(),
  name: z.string().nullable(),
  bank: z.string(),
};
export const receiptsAnswer = z
  .object({
    rows: z.array(z.object(receiptMembers)),
    counts: z.object({ proposed: z.int(), unidentified: z.int(), on_account: z.int(), applied: z.int() }),
  })
  .meta({ id: 'Receipts' });
export type ReceiptsAnswer = z.output<typeof receiptsAnswer>;

const adjustmentKind = z.enum(adjustmentKinds);
/** An open item that a receipt may pay. */
export const candidateItem = z.object({
  id: idAnswer,
  number: z.string(),
  documentType: z.string(),
  customer: z.string(),
  name: z.string(),
  dueDate: z.string(),
  currency: z.string(),
  open: z.string(),
  blocks: z.array(z.string()),
  suggested: z
    .object({
      amount: z.string(),
      itemAmount: z.string().nullable().meta({ description: 'Of an item in another currency, in its own.' }),
      adjustments: z.array(z.object({ kind: adjustmentKind, amount: z.string(), reason: z.string() })),
    })
    .nullable(),
});
export const receiptPath = z.strictObject({ receiptId: idParam });
export const receiptQuery = z.strictObject({
  company: companyCode,
  customer: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Shows the open items of this customer instead of those suggested.' }),
});
export const receiptAnswer = z
  .object({
    ...receiptMembers,
    postedLater: z.object({ bookedOn: z.string(), postedOn: z.string() }).nullable().meta({
      description: 'That its month was closed when the bank told of it; null: it is posted on the bank’s day.',
    }),
    lastWork: z
      .object({ by: z.string(), at: z.string() })
      .nullable()
      .meta({ description: 'Who worked on it last, and when.' }),
    items: z.array(candidateItem).meta({
      description: 'The first of the open items that it may pay: all that are suggested, then by due day.',
    }),
    itemsInAll: z.int().meta({ description: 'How many open items it may pay; the others are told by its items.' }),
    alternatives: z.int().nullable(),
    runnerUp: z.object({ explanation: z.string(), numbers: z.array(z.string()) }).nullable(),
    appliedTo: z.array(z.object({ id: idAnswer, number: z.string(), amount: z.string() })),
    returned: z
      .object({
        returnedOn: z.string(),
        reason: z.string(),
        lineReceiptId: idAnswer.nullable(),
        fee: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'That the bank took it back, and by which line of its statement.' }),
    judgement: z
      .object({
        evidence: z.enum(evidenceKinds),
        proved: z.boolean(),
        posted: z.boolean(),
        score: z.number(),
        confidence: z.number(),
        observed: z.number().nullable(),
        wrong: z.int().nullable(),
      })
      .nullable()
      .meta({
        description:
          'What the engine said of it last: its evidence, its own figure, and the history behind its confidence.',
      }),
    declined: z
      .array(
        z.object({
          explanation: z.string(),
          reason: z.string(),
          person: z.string(),
          declinedAt: z.string(),
        }),
      )
      .meta({ description: 'What a person declined: it is not proposed for this receipt again.' }),
    said: z
      .object({
        reasonCode: z.string().nullable(),
        original: z.string().nullable(),
        charges: z.string().nullable(),
        chargesCurrency: z.string().nullable(),
        bearer: z.enum(['debtor', 'creditor', 'shared', 'service_level']).nullable(),
        instructed: z.string().nullable(),
        instructedCurrency: z.string().nullable(),
        rate: z.string().nullable(),
      })
      .nullable()
      .meta({
        description:
          'What the bank states beside the amount: why it came back, charges, what was instructed, the rate.',
      }),
    stated: z
      .array(
        z.object({
          reference: z.string(),
          amount: z.string().nullable(),
          discount: z.string().nullable(),
          deduction: z.string().nullable(),
          reason: z.string().nullable(),
          tax: z.string().nullable(),
          memo: z.string().nullable(),
          shares: z.boolean().meta({ description: 'It is paid with the amount of the one before.' }),
        }),
      )
      .meta({ description: 'What the payment itself says of the documents that it pays (ISO 20022).' }),
    returnOf: idAnswer.nullable().meta({ description: 'Of money out: the receipt that it took back.' }),
    clearingIds: z
      .array(idAnswer)
      .meta({ description: 'The applications of its money that stand and can be taken back, the latest first.' }),
    itemId: idAnswer
      .nullable()
      .meta({ description: 'The credit that its money is on the customer’s account; null before it is on one.' }),
    byRule: z
      .string()
      .nullable()
      .meta({ description: 'The rule for lines of the bank that posted it, where that stands.' }),
  })
  .meta({ id: 'Receipt' });
export type { AdjustmentKind } from './rules/matching/model.ts';
export type ReceiptAnswer = z.output<typeof receiptAnswer>;

export const declineBody = z.strictObject({ reason: z.string().trim().min(3).max(500) });
export const withdrawDeclineAnswer = z.object({ withdrawn: z.int() });

export const applyReceiptBody = z.strictObject({
  allocations: z
    .array(
      z.strictObject({
        itemId: idParam,
        amount: decimal,
        itemAmount: decimal.optional().meta({
          description: 'What leaves an item in another currency, in its own; absent: it is in the receipt’s.',
        }),
        adjustments: z
          .array(z.strictObject({ kind: adjustmentKind, amount: decimal, reason: z.string().trim().min(1).max(200) }))
          .max(4)
          .default([]),
      }),
    )
    .min(1)
    .max(mostAllocations),
});
export const itemPath = z.strictObject({ itemId: idParam });
const paymentStep = z
  .enum([
    ...(['promised', 'advised', 'check_in_hand', 'in_bank_file', 'unapplied', 'applied', 'returned'] as const),
    ...(['refund_due', 'refund_on_the_way', 'refund_paid', 'refund_ended'] as const),
  ])
  .meta({ description: 'How far the money has come; of a refund, and of the credit that it pays out, how far back.' });
export const paymentStatusAnswer = z
  .object({
    itemId: idAnswer,
    number: z.string(),
    currency: z.string(),
    open: z.string(),
    status: z.union([z.enum(['paid', 'open']), paymentStep]),
    steps: z.array(
      z.object({
        step: paymentStep,
        day: z.string().nullable(),
        amount: z.string(),
        text: z.string(),
        receiptId: idAnswer.nullable(),
        /** Of a refund that stands in a payment file. */
        paymentFileId: idAnswer.nullable(),
      }),
    ),
  })
  .meta({ id: 'PaymentStatus' });
export type PaymentStatusAnswer = z.output<typeof paymentStatusAnswer>;

export const returnReceiptBody = z.strictObject({
  reason: z.string().trim().min(1).max(300),
  returnedOn: day.optional().meta({ description: 'The day the money went back; absent: today.' }),
  withoutFee: z.boolean().default(false),
});
export const returnReceiptAnswer = z
  .object({
    returnId: idAnswer,
    feeItemId: idAnswer.nullable(),
    existing: z.boolean().meta({ description: 'It had come back before; nothing was changed.' }),
  })
  .meta({ id: 'ReturnedReceipt' });
export const returnBackBody = z.strictObject({ reason: z.string().trim().min(1).max(300) });
export const returnBackAnswer = z
  .object({
    returns: z
      .number()
      .int()
      .meta({ description: 'How many went back: all that the same line of the bank took back.' }),
  })
  .meta({ id: 'ReturnTakenBack' });
export const returnFeeBody = z.strictObject({ currency, amount: decimal, validFrom: day });
export const returnFeesAnswer = z
  .object({
    day: z.string().meta({ description: 'Today in the company.' }),
    companyCurrency: z.string(),
    rows: z.array(
      z.object({
        currency: z.string(),
        amount: z.string().meta({ description: 'Zero: the company bears what a returned payment costs.' }),
        validFrom: z.string(),
        state: z.enum(['to_come', 'in_force', 'past']),
        person: z.string(),
        setAt: z.string(),
      }),
    ),
  })
  .meta({ id: 'ReturnFees' });
export type ReturnFeesAnswer = z.output<typeof returnFeesAnswer>;
export const leaveReceiptBody = z.strictObject({ customer: z.string().min(1).max(100).nullish() });
