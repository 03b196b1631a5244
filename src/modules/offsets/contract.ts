/** The contract of offsets: what its routes and commands take and answer. Pure. */
import { z } from 'zod';
import { isCurrency, isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';
import { documentKinds, exclusionCodes, offsetBases, offsetKinds, offsetStates } from './model.ts';

const companyCode = z.string().min(1).max(12);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const currency = z.string().refine(isCurrency, 'is not an ISO 4217 currency');
/** Text of one line without control characters. */
const line = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');
const positiveAmount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/, 'is not an amount, such as 120.50');
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}/\\]*$/u, 'a file name without path');
const money = z.string().meta({ description: 'A decimal string; positive.' });

export const offsetPath = z.strictObject({ offsetId: idParam });
/** Ids of governed commands are passed on as they came: what is approved is kept in that form. */
export const offsetText = z.strictObject({ offsetId: z.string().regex(/^[1-9]\d{0,17}$/) });
export const companyQuery = z.strictObject({ company: companyCode });
export const reasonBody = z.strictObject({ reason: line(500) });

const requiredDocument = z.object({
  kind: z.enum(documentKinds),
  state: z.enum(['here', 'on_file', 'to_look_at', 'missing']),
});

const offsetAnswerShape = {
  id: idAnswer,
  customerId: idAnswer,
  customer: z.string(),
  name: z.string(),
  kind: z.enum(offsetKinds),
  basis: z.enum(offsetBases),
  agreement: z.string().nullable().meta({ description: 'The reference of the netting agreement.' }),
  currency: z.string(),
  amount: money,
  origin: z.enum(['policy', 'hand']),
  sentence: z.string(),
  state: z.enum(offsetStates),
  proposedDate: z.string(),
  proposedBy: z.string(),
  postingDate: z.string().nullable(),
  version: z.int(),
  documents: z.array(requiredDocument).meta({ description: 'What policy asks for it, with the gaps.' }),
  gaps: z.int().meta({ description: 'Documents that are missing.' }),
  toLookAt: z.int().meta({ description: 'Files that came by the link and that nobody has looked at.' }),
  request: z
    .object({ dueDate: z.string(), reminders: z.int(), remindOn: z.string().nullable(), complete: z.boolean() })
    .nullable(),
};

/** Beside the columns of a list of offsets. */
export const listedOffsetAnswer = z.object(offsetAnswerShape);
export type ListedOffsetAnswer = z.output<typeof listedOffsetAnswer>;

const offsetLine = z.object({
  side: z.enum(['debit', 'credit']),
  itemId: idAnswer.nullable(),
  payableId: idAnswer.nullable(),
  number: z.string(),
  what: z.string().meta({ description: 'The document type; `payable` for what we owe the supplier.' }),
  party: z.string(),
  partyName: z.string(),
  documentDate: z.string(),
  dueDate: z.string(),
  daysOverdue: z.int(),
  open: money.meta({ description: 'What is open of it now.' }),
  amount: money.meta({ description: 'What the offset takes.' }),
  running: money.meta({ description: 'The sum of its side down to here.' }),
});

export const offsetAnswer = z
  .object({
    ...offsetAnswerShape,
    debits: z.array(offsetLine),
    credits: z.array(offsetLine),
    excluded: z.array(
      z.object({
        side: z.enum(['debit', 'credit']),
        number: z.string(),
        code: z.enum(exclusionCodes),
        reason: z.string(),
        amount: money,
      }),
    ),
    pairs: z
      .array(z.object({ credit: z.string(), debit: z.string(), amount: money }))
      .meta({ description: 'Which credit settles which debit.' }),
    postings: z.array(z.object({ clearingId: idAnswer, number: z.string().nullable(), standing: z.boolean() })),
    settled: z.object({ person: z.string(), at: z.string(), reason: z.string() }).nullable(),
    kept: z.array(
      z.object({
        id: idAnswer,
        kind: z.enum(documentKinds),
        fileName: z.string(),
        sizeBytes: z.int(),
        receivedAt: z.string(),
        person: z.string(),
        byLink: z.boolean(),
        acceptedBy: z.string().nullable().meta({ description: 'Who said that it counts.' }),
        rejected: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Offset' });
export type OffsetAnswer = z.output<typeof offsetAnswer>;

export const proposedAnswer = z
  .object({
    proposed: z.int(),
    revised: z.int(),
    unchanged: z.int(),
    withdrawn: z.int(),
    tooSmall: z.int().meta({ description: "Below the policy's smallest amount." }),
  })
  .meta({ id: 'ProposedOffsets' });

export const proposeByHandInput = z.strictObject({
  itemIds: z.array(idParam).min(1).max(500),
  payableIds: z.array(idParam).max(500).default([]),
  amount: positiveAmount.optional().meta({ description: 'Absent: all that both sides have.' }),
  reason: line(500),
});
export type ProposeByHand = z.output<typeof proposeByHandInput>;
export const chosenAnswer = z.object({ offsetId: idAnswer, existing: z.boolean() }).meta({ id: 'ChosenOffset' });

export const executeOffsetInput = z.strictObject({
  offsetId: idParam,
  postingDate: day.optional().meta({ description: 'Absent: today in the time zone of the company.' }),
  reason: line(500),
});
export type ExecuteOffset = z.output<typeof executeOffsetInput>;
export const executeOffsetBody = executeOffsetInput.omit({ offsetId: true });
export const reverseOffsetBody = z.strictObject({ postingDate: day.optional(), reason: line(500) });

export const offerPayablesBody = z.strictObject({
  payables: z
    .array(
      z.strictObject({
        vendorNumber: line(60),
        vendorName: line(200),
        taxNumber: line(60).nullable().default(null),
        number: line(60),
        documentDate: day,
        dueDate: day.optional(),
        currency,
        amount: positiveAmount,
      }),
    )
    .min(1)
    .max(1_000),
});
export const offeredAnswer = z.object({ offered: z.int(), known: z.int() }).meta({ id: 'OfferedPayables' });
export const vendorLinksAnswer = z
  .object({
    rows: z.array(
      z.object({ vendorNumber: z.string(), customer: z.string(), evidence: z.string(), person: z.string() }),
    ),
  })
  .meta({ id: 'VendorLinks' });
export type VendorLinksAnswer = z.output<typeof vendorLinksAnswer>;
export const payablePath = z.strictObject({ payableId: idParam });
export const linkVendorBody = z.strictObject({ vendorNumber: line(60), customer: line(60), evidence: line(300) });
export const unlinkVendorBody = z.strictObject({ vendorNumber: line(60), reason: line(500) });

/** So many customers, and as many suppliers, are named in one agreement: a group with its subsidiaries in many countries. */
export const mostParties = 5_000;

export const recordAgreementBody = z.strictObject({
  reference: line(100),
  companies: z.array(companyCode).min(1).max(50),
  customers: z.array(line(60)).max(mostParties).default([]),
  vendors: z.array(line(60)).max(mostParties).default([]),
  currencies: z.array(currency).max(50).default([]).meta({ description: 'Empty: every currency.' }),
  validFrom: day,
  validTo: day.nullable().default(null),
});
export type RecordAgreement = z.output<typeof recordAgreementBody>;
export const agreementPath = z.strictObject({ agreementId: idParam });
export const withdrawAgreementBody = z.strictObject({ from: day.optional(), reason: line(500) });
export const agreementAnswer = z
  .object({
    id: idAnswer,
    reference: z.string(),
    companies: z.array(z.string()),
    customers: z.array(z.object({ number: z.string(), name: z.string() })),
    vendors: z.array(z.string()),
    currencies: z.array(z.string()).meta({ description: 'Empty: every currency.' }),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    hasCopy: z.boolean(),
    fileName: z.string().nullable(),
    recordedBy: z.string(),
    recordedAt: z.string(),
    withdrawn: z
      .object({
        from: z.string().meta({ description: 'The first day on which it does not hold any more.' }),
        reason: z.string(),
        person: z.string(),
        at: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'NettingAgreement' });
export type AgreementAnswer = z.output<typeof agreementAnswer>;
export const agreementsAnswer = z.object({ rows: z.array(agreementAnswer) }).meta({ id: 'NettingAgreements' });
export type AgreementsAnswer = z.output<typeof agreementsAnswer>;
export const agreementCopyQuery = z.strictObject({ fileName });
export const recordedAnswer = z.object({ agreementId: idAnswer }).meta({ id: 'RecordedAgreement' });

const documentKind = z.enum(documentKinds);
export const keepDocumentQuery = z.strictObject({ kind: documentKind, fileName });
export const documentPath = z.strictObject({ offsetId: idParam, documentId: idParam });
export const requestBody = z.strictObject({
  kinds: z.array(documentKind).min(1).max(documentKinds.length).optional().meta({
    description: 'Absent: what is missing.',
  }),
  dueDate: day.optional().meta({ description: 'Absent: as many days from today as the policy says.' }),
});

export const requestedAnswer = z.object({ requestId: idAnswer }).meta({ id: 'RequestedDocuments' });
export const requestPreviewAnswer = z
  .object({ subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'OffsetRequestPreview' });

export const policyBody = z.strictObject({
  validFrom: day,
  daysOverdue: z.int().min(0).max(3_650),
  minimum: positiveAmount.meta({ description: 'In the currency of the company.' }),
  creditDocuments: z.array(documentKind),
  payableDocuments: z.array(documentKind),
  agreementDocuments: z.array(documentKind),
  requestDays: z.int().min(1).max(365),
  reminderDays: z.int().min(1).max(365),
  reminders: z.int().min(0).max(20),
  proposedDaily: z.boolean(),
  reason: line(500).optional(),
});
const policyRules = { ...policyBody.omit({ validFrom: true, reason: true }).shape, minimum: money };
export const policyAnswer = z
  .object({
    ...policyRules,
    currency: z.string(),
    recorded: z.boolean().meta({ description: 'False: what comes with Dunwell; the company has said nothing.' }),
    validFrom: z.string().nullable(),
    versions: z
      .array(
        z.object({
          ...policyRules,
          version: idAnswer,
          validFrom: z.string(),
          person: z.string(),
          setAt: z.string(),
          reason: z.string(),
        }),
      )
      .meta({ description: 'Every version, the one that begins last first.' }),
  })
  .meta({ id: 'OffsetPolicy' });
export type PolicyAnswer = z.output<typeof policyAnswer>;
