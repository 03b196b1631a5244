/** The contract of customers: contacts, settings, governed changes of the master, and how customers stand to each other. Pure. */
import { z } from 'zod';
import { isDay, isEmail } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';
import { relationKinds } from './rules/relations.ts';

/** Text of one line without control characters, so that nothing smuggles a line break into a letter or a payment file. */
const line = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');

export const changeBankAccountInput = z.strictObject({
  accountId: idParam.meta({ description: 'The customer account (the customer in one company).' }),
  account: line(40).meta({ description: 'IBAN, or the account number where there is none.' }),
  bankCode: line(20).nullable().default(null).meta({ description: 'BIC, sort code or routing number.' }),
  holderName: line(140),
  evidence: line(500).meta({
    description: 'How it was verified, such as a call back to a number that was known before.',
  }),
});
export type ChangeBankAccount = z.output<typeof changeBankAccountInput>;

export const changeTermsInput = z.strictObject({
  accountId: idParam,
  paymentTerm: line(40).meta({ description: 'The code of the payment term.' }),
  reason: line(500),
});
export type ChangeTerms = z.output<typeof changeTermsInput>;

const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const number = z.string().trim().min(1).max(100);
const reason = z.string().trim().min(1).max(500);

export const customerQuery = z.strictObject({
  number,
  company: z.string().min(1).max(12).optional(),
  asOf: day.optional().meta({ description: 'Absent: today.' }),
});

export const customerAnswer = z
  .object({
    customer: z.object({ id: idAnswer, number: z.string(), name: z.string(), oneTime: z.boolean() }),
    readsAs: z.object({ number: z.string(), name: z.string() }),
    formerNumbers: z.array(z.object({ number: z.string(), givenUpDate: z.string(), reason: z.string() })),
    relations: z.array(
      z.object({
        relationId: z.string(),
        kind: z.enum(relationKinds),
        number: z.string(),
        otherNumber: z.string(),
        itemsOn: z.enum(['head_office', 'branch']).nullable(),
        lettersTo: z.enum(['customer', 'payer']).nullable(),
        from: z.string(),
        to: z.string().nullable(),
        reason: z.string(),
      }),
    ),
    accounts: z.array(
      z.object({
        company: z.string(),
        portfolio: z.string().nullable(),
        collector: z.string().nullable(),
        substitute: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CustomerStory' });
export type CustomerStoryAnswer = z.output<typeof customerAnswer>;

export const renumberBody = z.strictObject({ number, newNumber: number, from: day, reason });
export const renumberAnswer = z.object({ customerId: idAnswer, number: z.string() });

export const relationBody = z.strictObject({
  kind: z.enum(relationKinds),
  number,
  otherNumber: number,
  itemsOn: z.enum(['head_office', 'branch']).nullable().default(null),
  lettersTo: z.enum(['customer', 'payer']).nullable().default(null).meta({
    description: 'Of an alternative payer: who gets notices and statements; the customer unless it is said.',
  }),
  from: day,
  to: day.nullable().default(null),
  reason,
});
export const relationAnswer = z.object({ relationId: idAnswer });
export const relationParams = z.strictObject({ relationId: idParam });
export const reasonQuery = z.strictObject({ reason });

export const assignBody = z.strictObject({
  companyId: idParam,
  number,
  portfolio: z.string().min(1).max(50).nullable(),
  from: day,
  reason,
});
export const assignAnswer = z.object({ accountId: idAnswer });

const portfolioRow = z
  .object({
    code: z.string(),
    name: z.string(),
    collectorPersonId: idAnswer.nullable(),
    collector: z.string().nullable(),
    accounts: z.int().meta({ description: 'Customer accounts in it, of the companies in which you hold a role.' }),
    substitutes: z
      .array(z.object({ substituteId: idAnswer, personId: idAnswer, person: z.string(), from: day, to: day }))
      .meta({ description: 'Who stands in for the collector, today and later.' }),
  })
  .meta({ id: 'Portfolio' });
export const portfoliosAnswer = z.object({ rows: z.array(portfolioRow) });
export type PortfoliosAnswer = z.output<typeof portfoliosAnswer>;
export const collectorsAnswer = z.object({ rows: z.array(z.object({ id: idAnswer, name: z.string() })) });
export type CollectorsAnswer = z.output<typeof collectorsAnswer>;
const collectorPersonId = idParam
  .nullable()
  .meta({ description: 'The person who looks after its customers; null: nobody.' });
export const newPortfolioBody = z.strictObject({
  code: z.string().min(1).max(50),
  name: line(200),
  collectorPersonId: collectorPersonId.default(null),
});
export const portfolioParams = z.strictObject({ code: z.string().min(1).max(50) });
/** What is left out stays. */
export const portfolioChangeBody = z.strictObject({
  name: line(200).optional(),
  collectorPersonId: collectorPersonId.optional(),
  seen: z
    .strictObject({ name: line(200), collectorPersonId })
    .optional()
    .meta({ description: 'As it was when it was opened: what another one changed meanwhile is not written over.' }),
  reason,
});
export const portfolioAnswer = z.object({ id: idAnswer });
export const substituteBody = z.strictObject({
  portfolio: z.string().min(1).max(50),
  personId: idParam,
  from: day,
  to: day,
  reason,
});
export const substituteAnswer = z.object({ substituteId: idAnswer });
export const substituteParams = z.strictObject({ substituteId: idParam });
const companyCode = z.string().min(1).max(12);
export const customerPath = z.strictObject({ customer: z.string().min(1).max(100) });
export const contactPath = z.strictObject({ ...customerPath.shape, contactId: idParam });
export const inCompany = z.strictObject({ company: companyCode });
export const inCompanyWithReason = z.strictObject({ company: companyCode, reason });

const contactMembers = {
  name: z.string(),
  role: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.string(),
  timeZone: z.string(),
  primary: z.boolean(),
  stopped: z.boolean(),
};

export const contactsAnswer = z
  .object({
    contacts: z.array(
      z.object({
        id: idAnswer,
        version: z.int(),
        ...contactMembers,
        bouncedAt: z.string().nullable().meta({ description: 'Since when mail to the address comes back.' }),
        bounceReason: z.string().nullable(),
      }),
    ),
    addresses: z.array(
      z.object({
        id: idAnswer,
        kind: z.string(),
        lines: z.string(),
        postalCode: z.string().nullable(),
        city: z.string().nullable(),
        country: z.string(),
      }),
    ),
    payers: z.array(z.object({ kind: z.string(), value: z.string() })),
  })
  .meta({ id: 'Contacts' });
export type ContactsAnswer = z.output<typeof contactsAnswer>;

export const contactBody = z.strictObject({
  name: line(200),
  role: line(60).default('accounts_payable'),
  email: z.string().max(200).refine(isEmail, 'is not an e-mail address').nullish(),
  phone: line(40).nullish(),
  language: z.string().regex(/^[a-z]{2}$/),
  timeZone: line(60),
  primary: z.boolean().default(false),
  stopped: z.boolean().default(false),
});
export type ContactBody = z.output<typeof contactBody>;

export const accountSettingsBody = z.strictObject({
  dunningBlockedUntil: z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD').nullable(),
  directDebit: z.boolean(),
  portfolio: line(60).nullable().meta({ description: 'The code of a portfolio; null for none.' }),
});
export type AccountSettingsBody = z.output<typeof accountSettingsBody>;

export const accountSettingsAnswer = z
  .object({
    version: z.int(),
    dunningBlockedUntil: z.string().nullable(),
    directDebit: z.boolean(),
    portfolio: z.string().nullable(),
    portfolios: z.array(z.object({ code: z.string(), name: z.string(), collector: z.string().nullable() })),
  })
  .meta({ id: 'AccountSettings' });
export type AccountSettingsAnswer = z.output<typeof accountSettingsAnswer>;

export const insolvencyBody = z.strictObject({
  openedOn: day.meta({ description: 'The day on which the proceedings were opened.' }),
  courtReference: line(200).meta({ description: 'The court and its number of the case.' }),
  source: line(500).meta({ description: 'Where it is known from, such as a letter of the administrator.' }),
  claimDeadline: day.nullable().default(null).meta({ description: 'The last day on which claims may be filed.' }),
});
export type InsolvencyBody = z.output<typeof insolvencyBody>;
export const claimBody = z.strictObject({
  filedOn: day,
  note: line(500).meta({ description: 'What was claimed, and where the paper is.' }),
});
export type ClaimBody = z.output<typeof claimBody>;

export const versionAnswer = z.object({ id: idAnswer, version: z.int() });
