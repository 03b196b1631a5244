/** The contract of receivables: what its routes take and answer. Pure. */
import { z } from 'zod';
import { isDay, pageLimit } from '#kernel';
import { companiesParam, idAnswer, idParam, pageQuery } from '#platform/contract';
import { customerFileKinds, documentFileKinds, keptFileKinds } from './model.ts';

/** A decimal amount in major units of the currency beside it; receivable positive, credit negative. */
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const dayParam = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const instantParam = z.iso.datetime({ message: 'is not an instant YYYY-MM-DDTHH:MM:SSZ' });
const companyCode = z.string().min(1).max(12);
const bucketName = /^(unapplied|current|\d{1,5}-\d{1,5}|\d{1,5}\+)$/;

/** What an aging and the items behind its cells have in common. */
const agingChoice = {
  company: companyCode,
  asOf: dayParam.optional().meta({ description: 'Absent: today in the time zone of the company.' }),
  asKnown: instantParam.optional().meta({ description: 'Nothing recorded after this instant counts.' }),
  basis: z.enum(['due', 'document']).default('due'),
  view: z.enum(['net', 'gross-debit']).default('net'),
};

export const agingQuery = z.strictObject({
  ...agingChoice,
  by: z.enum(['customer', 'portfolio', 'company']).default('customer'),
  buckets: z
    .string()
    .regex(/^\d{1,4}(,\d{1,4}){0,11}$/, 'is not a list of days such as 30,60,90,120')
    .default('30,60,90,120')
    .transform((text) => text.split(',').map(Number)),
});

const agingSort = z
  .string()
  .regex(/^-?(number|name|total|unapplied|current|\d{1,5}-\d{1,5}|\d{1,5}\+)$/, 'is not a column of the aging')
  .default('-total')
  .meta({ description: 'A column of the aging by its name; with a minus before it, falling. Within each currency.' });
export const exportAgingQuery = agingQuery.extend({ sort: agingSort });

export const groupAgingQuery = agingQuery.extend({
  company: companyCode.optional().meta({ description: 'Absent: every company in which you may.' }),
  companies: companiesParam.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .meta({ description: 'The group currency; absent: a line per currency.' }),
  rates: z.enum(['historical', 'closing']).default('historical').meta({
    description:
      'What the books carry the items at (ties to the control accounts), or every item at the rate of the day.',
  }),
});

export const exportGroupAgingQuery = groupAgingQuery.extend({ sort: agingSort });

const agingTotal = z.object({ currency: z.string(), amounts: z.array(amount), total: amount });
export const agingAnswer = z
  .object({
    asOf: z.string(),
    asKnown: z.string().nullable(),
    basis: z.enum(['due', 'document']),
    buckets: z.array(z.string()),
    rows: z.array(
      z.object({
        key: z.string(),
        customer: z.string().optional(),
        name: z.string(),
        ...agingTotal.shape,
      }),
    ),
    totals: z.array(agingTotal),
  })
  .meta({ id: 'Aging' });
export const groupAgingAnswer = agingAnswer
  .extend({
    group: z
      .object({ currency: z.string(), rates: z.enum(['historical', 'closing']), used: z.array(z.string()) })
      .nullable(),
    companies: z.array(
      z.object({
        company: z.string(),
        currency: z.string(),
        balance: amount.meta({ description: 'As the books of the company carry it.' }),
        inGroupCurrency: amount.nullable(),
      }),
    ),
  })
  .meta({ id: 'GroupAging' });

export type AgingAnswer = z.output<typeof agingAnswer>;
export type GroupAgingAnswer = z.output<typeof groupAgingAnswer>;

const several = (text: string): string[] => text.split(',');
const daysLate = z.coerce.number().int().min(0).max(99_999);
const amountLimit = z.string().regex(/^-?\d{1,16}(\.\d{1,4})?$/, 'is not an amount, such as 120.50');
const itemFilters = {
  type: z
    .string()
    .regex(/^[a-z_]{1,40}(,[a-z_]{1,40}){0,15}$/, 'is not a document type, or several with commas between them')
    .transform(several)
    .optional()
    .meta({ description: 'A document type, such as invoice or credit_memo, or several with commas between them.' }),
  held: z
    .string()
    .max(60)
    .transform(several)
    .pipe(z.array(z.enum(['any', 'none', 'dispute', 'promise', 'plan', 'legal', 'stop'])))
    .optional()
    .meta({ description: 'What holds them, or several with commas between them; `any` and `none` as well.' }),
  search: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'The beginning of a number or reference, or a part of the customer’s name.' }),
  number: z.string().max(100).optional().meta({ description: 'The beginning of the document’s number.' }),
  reference: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'The beginning of a purchase order, delivery note or other reference of the document.' }),
  name: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'A part of the customer’s name, or its number’s beginning.' }),
  documentFrom: dayParam.optional(),
  documentTo: dayParam.optional(),
  dueFrom: dayParam.optional(),
  dueTo: dayParam.optional(),
  lateFrom: daysLate.optional().meta({ description: 'At least so many days after the due day.' }),
  lateTo: daysLate.optional(),
  amountFrom: amountLimit.optional().meta({ description: 'In major units of each item’s own currency.' }),
  amountTo: amountLimit.optional(),
  openFrom: amountLimit.optional(),
  openTo: amountLimit.optional(),
  sort: z
    .string()
    .regex(/^-?(due|document|number|customer|amount|open|type|late|company)$/)
    .default('due')
    .meta({
      description: 'A column; with a minus before it, falling. The cursor continues the order by due day only.',
    }),
};
const offsetQuery = z.coerce.number().int().min(0).max(10_000_000).optional();

const itemGroup = z.enum(['customer', 'type', 'currency', 'month', 'company']);

/** Ids of items as an address takes them. */
const itemIds = z
  .string()
  .regex(/^[1-9]\d{0,17}(,[1-9]\d{0,17}){0,999}$/, 'are not ids of at most 1,000 items, such as 12,15')
  .transform((text) => text.split(',').map(BigInt));

export const itemsQuery = z.strictObject({
  ...agingChoice,
  company: companyCode.optional(),
  companies: companiesParam.optional(),
  ...pageQuery,
  limit: z.coerce.number().int().min(0).max(pageLimit).default(50).meta({ description: 'With 0 the totals alone.' }),
  ...itemFilters,
  items: itemIds.optional().meta({ description: 'These items alone, by their ids.' }),
  without: itemIds.optional().meta({ description: 'All but these items, by their ids.' }),
  group: itemGroup.optional().meta({ description: 'Rows of one group follow each other; see the groups of items.' }),
  offset: offsetQuery.meta({ description: 'Begins so many items further on.' }),
  totals: z
    .enum(['no'])
    .optional()
    .meta({ description: 'Rows alone: the totals are those of any other page of the same filters.' }),
  customer: z.string().min(1).max(100).optional().meta({ description: "The customer's number." }),
  portfolio: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: 'The code of the portfolio that held the customer on the day; `none` for no portfolio.' }),
  bucket: z
    .string()
    .regex(bucketName, 'is not the name of an aging bucket, such as unapplied, current, 31-60 or 121+')
    .optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}(,[A-Z]{3}){0,30}$/, 'is not a currency, or several with commas between them')
    .transform(several)
    .optional(),
});

export const itemsAnswer = z
  .object({
    asOf: z.string(),
    rows: z.array(
      z.object({
        id: idAnswer,
        company: z.string(),
        customer: z.string(),
        name: z.string(),
        mergedCustomer: z
          .string()
          .nullable()
          .meta({ description: 'The customer it was posted for, where that was merged into this one.' }),
        party: z.string().nullable().meta({ description: 'The branch or one-time customer the document is for.' }),
        partyKey: z.string().nullable().meta({ description: 'Names the one-time customer, as its reminders do.' }),
        number: z.string(),
        references: z
          .array(z.string())
          .meta({ description: 'The purchase order, then other references by letters and digits alone.' }),
        documentType: z.string(),
        documentDate: z.string(),
        dueDate: z.string(),
        daysOverdue: z.int().meta({ description: 'Days after the due day; negative before it.' }),
        currency: z.string(),
        amount,
        open: amount,
        blocks: z.array(z.enum(['dispute', 'promise', 'plan', 'legal', 'stop'])),
      }),
    ),
    totals: z.array(z.object({ currency: z.string(), items: z.int(), open: amount })),
    next: z.string().nullable(),
  })
  .meta({ id: 'Items' });
export type ItemsAnswer = z.output<typeof itemsAnswer>;

export const itemGroupsQuery = itemsQuery
  .omit({ after: true, limit: true, offset: true, totals: true })
  .extend({ group: itemGroup });
export const itemGroupsAnswer = z
  .object({
    groups: z.array(
      z.object({
        key: z.string(),
        label: z.string().nullable().meta({ description: 'A name beside the key, such as the customer’s.' }),
        currency: z.string(),
        items: z.int(),
        open: amount,
      }),
    ),
  })
  .meta({ id: 'ItemGroups' });

export const documentsQuery = z.strictObject({
  company: companyCode,
  customer: z.string().min(1).max(100).meta({ description: "The customer's number." }),
  ...pageQuery,
});
export const documentsAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        customer: z.string().meta({ description: 'The customer it was posted for: it itself, or one merged into it.' }),
        number: z.string(),
        documentType: z.string(),
        documentDate: z.string(),
        dueDate: z.string(),
        currency: z.string(),
        amount,
        open: amount,
        settledDate: z.string().nullable().meta({ description: 'The day on which nothing was left open of it.' }),
        reversed: z.boolean(),
        purchaseOrder: z.string().nullable(),
        text: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'Documents' });
export type DocumentsAnswer = z.output<typeof documentsAnswer>;

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month YYYY-MM');

export const revaluationQuery = z.strictObject({ company: companyCode, month });
export const revalueBody = z.strictObject({
  companyId: idParam,
  month,
  through: z.boolean().default(false).meta({
    description: 'The open months before it as well, from the first that holds postings on, each at its own rates.',
  }),
});

export const revaluationAnswer = z
  .object({
    company: z.string(),
    month: z.string(),
    companyCurrency: z.string(),
    rows: z.array(
      z.object({
        controlAccount: z.string(),
        currency: z.string(),
        open: amount,
        carried: amount.meta({ description: 'What the control account carries it at, in company currency.' }),
        revalued: amount.meta({ description: 'What it is worth at the closing rate, in company currency.' }),
        rate: z.string(),
        posted: amount,
        due: amount.meta({ description: 'What a run would still post.' }),
      }),
    ),
  })
  .meta({ id: 'Revaluation' });
export type RevaluationAnswer = z.output<typeof revaluationAnswer>;

export const controlAccountsQuery = z.strictObject({ company: companyCode, month });
export const controlAccountsAnswer = z
  .object({
    day: z.string().meta({ description: 'The last day of the month: both sides are told as of its end.' }),
    companyCurrency: z.string(),
    rows: z.array(
      z.object({
        account: z.string(),
        name: z.string(),
        documentTypes: z
          .array(z.string())
          .nullable()
          .meta({ description: 'The types of the items that stand in it; null: all that are open in this currency.' }),
        currency: z.string(),
        ledger: amount,
        items: amount.meta({ description: 'What the open items come to.' }),
        difference: amount.meta({ description: 'Ledger less items: 0 where the account ties out.' }),
        companyLedger: amount.meta({ description: 'In company currency, as it is carried.' }),
        companyDifference: amount,
      }),
    ),
  })
  .meta({ id: 'ControlAccounts' });
export type ControlAccountsAnswer = z.output<typeof controlAccountsAnswer>;

export const findItemsQuery = z.strictObject({
  company: companyCode.optional(),
  companies: companiesParam.optional(),
  customer: z.string().min(1).max(100).optional().meta({ description: 'Only items of the customer of this number.' }),
  asOf: dayParam.optional().meta({ description: 'The day on which the customer has this number. Absent: today.' }),
});
export const findItemsBody = z.strictObject({ numbers: z.array(z.string().max(100)).min(1).max(5_000) });
export const findItemsAnswer = z
  .object({
    found: z.array(z.object({ id: idAnswer, number: z.string(), currency: z.string(), open: amount })),
    missing: z.array(z.string()),
  })
  .meta({ id: 'FoundItems' });

/** The columns that a file of items can do without. */
export const itemColumns = ['company', 'type', 'documentDate', 'late', 'held', 'amount', 'references'] as const;
export type ItemColumn = (typeof itemColumns)[number];

export const exportItemsQuery = itemsQuery.omit({ after: true, limit: true, offset: true, totals: true }).extend({
  hide: z
    .string()
    .max(100)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(itemColumns)))
    .optional()
    .meta({ description: `Columns that the file does without: ${itemColumns.join(', ')}.` }),
});

/** Text of one line without control characters. */
const line = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');
const positiveAmount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/, 'is not an amount, such as 120.50');
const reasonCode = line(30).optional().meta({ description: 'A reason code of the company.' });
/** An id in a body that is passed on as it came. */
const idText = z.string().regex(/^[1-9]\d{0,17}$/, 'an id is a whole number written as a string');

/** What every command on part of an item takes. */
const partOfItem = {
  itemId: idParam,
  amount: positiveAmount.optional().meta({ description: "In the item's currency; absent: all that is open." }),
  postingDate: dayParam.optional().meta({ description: 'Absent: today in the time zone of the company.' }),
  reason: line(500),
};

export const openDeductionInput = z.strictObject({ ...partOfItem, reasonCode });
export type OpenDeduction = z.output<typeof openDeductionInput>;
export const holdRetentionInput = z.strictObject({ ...partOfItem, until: dayParam });
export type HoldRetention = z.output<typeof holdRetentionInput>;
export const acceptBillInput = z.strictObject({
  ...partOfItem,
  instrument: line(60).meta({ description: 'The number of the bill or check.' }),
  maturity: dayParam,
});
export type AcceptBill = z.output<typeof acceptBillInput>;
export const withholdTaxInput = z.strictObject({ ...partOfItem, expectedBy: dayParam.optional() });
export type WithholdTax = z.output<typeof withholdTaxInput>;
export const receiveCertificateInput = z.strictObject({ ...partOfItem, certificate: line(60) });
export type ReceiveCertificate = z.output<typeof receiveCertificateInput>;
export const takeDownPaymentInput = z.strictObject({
  ...partOfItem,
  requestItemId: idParam.optional().meta({ description: 'The request that it answers.' }),
  taxCode: line(20).optional().meta({ description: 'The tax contained in it; absent: none is due yet.' }),
});
export type TakeDownPayment = z.output<typeof takeDownPaymentInput>;
export const transferItemInput = z.strictObject({ ...partOfItem, toAccountId: idParam, reasonCode });
export type TransferItem = z.output<typeof transferItemInput>;
export const transferItemBody = transferItemInput.omit({ itemId: true }).extend({ toAccountId: idText });
export const writeOffInput = z.strictObject({
  ...partOfItem,
  reasonCode,
  against: z.enum(['loss', 'allowance']).default('loss').meta({ description: 'What bears the net amount.' }),
});
export type WriteOff = z.output<typeof writeOffInput>;
/** Items that a person has chosen; a governed command keeps what was asked for, so there they stay as they came. */
const chosenItems = z.array(idParam).min(1).max(500);
export const moveDueDaysInput = z.strictObject({
  itemIds: chosenItems.meta({ description: 'Items of one customer.' }),
  dueDate: dayParam,
  reason: line(500),
});
export type MoveDueDays = z.output<typeof moveDueDaysInput>;
export const moveDueDaysBody = moveDueDaysInput.extend({ itemIds: z.array(idText).min(1).max(500) });
export const stopItemsInput = z.strictObject({
  itemIds: chosenItems,
  until: dayParam.nullable().default(null).meta({ description: 'The last day of the stop; null: until it is ended.' }),
  reason: line(500),
});
export type StopItems = z.output<typeof stopItemsInput>;
export const freeItemsInput = stopItemsInput.omit({ until: true });
export type FreeItems = z.output<typeof freeItemsInput>;
export const stoppedAnswer = z.object({ items: z.int() });
export const recoverWriteOffInput = z.strictObject({
  ...partOfItem,
  creditItemId: idParam.optional().meta({ description: 'The money that came: it clears the recovery at once.' }),
});
export type RecoverWriteOff = z.output<typeof recoverWriteOffInput>;
export const refundCreditInput = z.strictObject({
  ...partOfItem,
  reasonCode,
  payTo: line(40).optional().meta({
    description:
      "The account that it is paid to: one that the money came from, or the customer's bank account in force. Absent: the one that it came from, else the one in force.",
  }),
  byCheck: z.boolean().optional().meta({
    description: 'It will be paid by a check of ours, written to the customer: no account is named.',
  }),
});
export type RefundCredit = z.output<typeof refundCreditInput>;
export const reverseDocumentInput = z.strictObject({
  itemId: idParam,
  postingDate: dayParam.optional(),
  reason: line(500),
});
export type ReverseOneDocument = z.output<typeof reverseDocumentInput>;

export const clearByHandInput = z.strictObject({
  allocations: z
    .array(
      z.strictObject({
        creditItemId: idParam,
        debitItemId: idParam,
        amount: positiveAmount
          .optional()
          .meta({ description: 'In the currency of the credit; absent: what both have open.' }),
      }),
    )
    .min(1)
    .max(1000),
  postingDate: dayParam.optional(),
  reason: line(500),
});
export type ClearByHand = z.output<typeof clearByHandInput>;
export const takeClearingBackInput = z.strictObject({
  clearingId: idParam,
  postingDate: dayParam.optional(),
  reason: line(500),
});
export type TakeClearingBack = z.output<typeof takeClearingBackInput>;
export const clearingAnswer = z.object({ clearingId: idAnswer }).meta({ id: 'Clearing' });

const manualTypes = [
  'invoice',
  'debit_memo',
  'credit_memo',
  'finance_charge',
  'on_account',
  'down_payment_request',
  'down_payment',
  'bill_of_exchange',
  'retention',
  'adjustment',
] as const;
export const postDocumentInput = z.strictObject({
  accountId: idParam,
  documentType: z.enum(manualTypes),
  number: line(40).optional().meta({ description: 'Absent: Dunwell numbers it.' }),
  documentDate: dayParam,
  postingDate: dayParam.optional(),
  dueDate: dayParam.optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  amount: z
    .string()
    .regex(/^-?\d{1,16}(\.\d{1,4})?$/)
    .meta({ description: 'Receivable positive, credit negative.' }),
  taxes: z
    .array(z.strictObject({ code: line(20), country: line(2).optional(), base: amount, tax: amount }))
    .max(20)
    .optional(),
  reasonCode,
  linkedItemId: idParam.optional(),
  settles: z.boolean().default(false).meta({ description: 'Clears the linked item at once.' }),
  text: line(500).optional(),
  reason: line(500),
});
export type PostOneDocument = z.output<typeof postDocumentInput>;
export const postDocumentBody = postDocumentInput.extend({
  accountId: idText,
  linkedItemId: idText.optional(),
});

export const claimReliefInput = z.strictObject({
  companyId: idParam,
  reliefIds: z.array(idParam).min(1).max(1000).optional().meta({ description: 'Absent: all whose condition is met.' }),
  postingDate: dayParam.optional(),
  reason: line(500),
});
export type ClaimRelief = z.output<typeof claimReliefInput>;
export const claimReliefAnswer = z.object({ claimed: z.int() });

/** What a command on a document made. */
export const documentAnswer = z
  .object({ number: z.string(), itemId: idAnswer, amount, currency: z.string() })
  .meta({ id: 'Document' });

export const queueQuery = z.strictObject({ company: companyCode });
export const refundsQuery = z.strictObject({
  company: companyCode,
  from: dayParam.optional().meta({ description: 'Posted on this day or later. Absent: from the first of the month.' }),
  to: dayParam.optional().meta({ description: 'Posted on this day or earlier. Absent: today.' }),
});
export const refundsAnswer = z
  .object({
    rows: z.array(
      z.object({
        itemId: idAnswer,
        number: z.string(),
        postingDate: z.string(),
        customer: z.string(),
        customerName: z.string(),
        amount,
        currency: z.string(),
        credit: z.string().nullable().meta({ description: 'The credit that it pays out.' }),
        payTo: z
          .object({
            account: z.string(),
            bankCode: z.string().nullable(),
            holderName: z.string().nullable(),
            basis: z.enum(['originating', 'verified']).meta({
              description: 'The account that the money came from, or one that two persons put in force.',
            }),
          })
          .nullable()
          .meta({ description: 'Null: posted before accounts were kept with refunds.' }),
      }),
    ),
  })
  .meta({ id: 'Refunds' });
export const refundPreviewAnswer = z
  .object({
    number: z.string(),
    customer: z.string(),
    customerName: z.string(),
    currency: z.string(),
    open: amount.meta({ description: 'What can be refunded of it.' }),
    accounts: z
      .array(
        z.object({
          account: z.string(),
          holderName: z.string().nullable(),
          basis: z.enum(['originating', 'verified']),
        }),
      )
      .meta({
        description: 'Where its money may go; the first is meant where nothing is said and nothing hinders it.',
      }),
    byCheck: z.boolean().meta({ description: 'A check of ours may pay it.' }),
    hindrance: z
      .string()
      .nullable()
      .meta({ description: 'Why no account is meant where nothing is said: it came from several, or none is known.' }),
  })
  .meta({ id: 'RefundPreview' });
export type RefundPreviewAnswer = z.output<typeof refundPreviewAnswer>;
export const reliefsAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        customer: z.string(),
        writeOff: z.string(),
        country: z.string(),
        taxCode: z.string().nullable(),
        currency: z.string(),
        tax: amount,
        waiting: amount,
        condition: z.string(),
        conditionDate: z.string().nullable(),
        claimUntil: z.string().nullable(),
        policySource: z.string().nullable(),
        state: z.enum(['waiting', 'due', 'lapsed', 'judge']),
      }),
    ),
  })
  .meta({ id: 'BadDebtReliefs' });
/** A file is sent as the body; its name stands in the query. */
export const attachCertificateQuery = z.strictObject({ fileName: z.string().trim().min(1).max(200) });
/** Beside the columns of the list of certificates. */
export const certificateDetail = z.object({
  files: z
    .array(z.object({ id: idAnswer, fileName: z.string() }))
    .meta({ description: 'The certificate as a file, the newest first.' }),
});
export type CertificateDetail = z.output<typeof certificateDetail>;

const fileName = z.string().trim().min(1).max(200);
export const attachToItemQuery = z.strictObject({ kind: z.enum(documentFileKinds).default('invoice'), fileName });
export const attachToCustomerQuery = z.strictObject({
  company: z.string().min(1).max(12),
  kind: z.enum(customerFileKinds).default('other'),
  fileName,
});
export const attachedFileAnswer = z.object({
  existing: z.boolean().meta({ description: 'The very same file was attached there already.' }),
  id: idAnswer.nullable().meta({ description: 'Null for one that was there already.' }),
});
export type AttachedFileAnswer = z.output<typeof attachedFileAnswer>;
/** Why a file is taken away or brought back. */
export const fileReasonBody = z.strictObject({ reason: z.string().trim().min(3).max(500) });

const documentFile = z.object({
  id: idAnswer,
  customer: z.string(),
  number: z.string().meta({ description: 'The document that it is a copy of; empty for a customer’s own paper.' }),
  kind: z.enum(keptFileKinds),
  fileName: z.string(),
  sizeBytes: z.int(),
  attachedAt: z.string(),
});
export const documentFilesAnswer = z.object({ files: z.array(documentFile) });
export type DocumentFilesAnswer = z.output<typeof documentFilesAnswer>;
export const documentFilesPageAnswer = z.object({ files: z.array(documentFile), next: idAnswer.nullable() });
export type DocumentFilesPageAnswer = z.output<typeof documentFilesPageAnswer>;
export const customerFilesQuery = z.strictObject({
  company: z.string().min(1).max(12),
  before: idParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
