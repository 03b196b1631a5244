/** The contract of unapplied money. Pure. */
import { z } from 'zod';
import { isDay } from '#kernel';
import { companiesParam, idAnswer, idParam } from '#platform/contract';
import { ownedByDefault } from './lists.ts';

const company = z.string().min(1).max(12);
export const ownersQuery = z.strictObject({ company: company.optional(), companies: companiesParam.optional() });
export const ownersAnswer = z
  .object({ rows: z.array(z.object({ id: idAnswer, name: z.string(), me: z.boolean() })) })
  .meta({ id: 'Owners' });
export type OwnersAnswer = z.output<typeof ownersAnswer>;

export const ownerQuery = z.strictObject({ company });
export const ownerPath = z.strictObject({ receiptId: idParam });
export const ownerBody = z.strictObject({
  owner: z.union([z.literal('me'), z.literal('collector'), idParam]).meta({
    description: 'The person; `me`; `collector`: back to who collects from the customer.',
  }),
});
export const defaultOwnerBody = z.strictObject({
  kind: z.enum(ownedByDefault),
  owner: idParam.nullable().meta({ description: 'The person; null: nobody.' }),
});
export const defaultOwnersAnswer = z
  .object({
    rows: z.array(
      z.object({
        kind: z.enum(ownedByDefault),
        ownerId: idAnswer.nullable(),
        owner: z.string().nullable(),
        set: z.object({ person: z.string(), at: z.string() }).nullable().meta({ description: 'Null: never set.' }),
      }),
    ),
  })
  .meta({ id: 'DefaultOwners' });
export type DefaultOwnersAnswer = z.output<typeof defaultOwnersAnswer>;

const validFrom = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const country = z.string().regex(/^[A-Z]{2}$/);
/** So long before a credit is dormant its customer is asked, unless a rule says otherwise. */
export const standardLetterDays = 90;
export const dormancyBody = z.strictObject({
  months: z.int().min(0).max(600).meta({ description: '0: never.' }),
  letterDays: z.int().min(0).max(730).default(standardLetterDays).meta({
    description: 'So many days before, the customer is asked what to do with the credit; 0: nobody is asked.',
  }),
  validFrom,
  country: country.nullable().default(null).meta({
    description: 'The country of the customers it is about; null: of every country without a rule of its own.',
  }),
  source: z.string().trim().max(500).nullable().default(null).meta({ description: 'The law or policy that says so.' }),
});
export type DormancyBody = z.input<typeof dormancyBody>;
export const dormancyAnswer = z
  .object({
    day: z.string(),
    rows: z.array(
      z.object({
        country: z.string().nullable(),
        months: z.int(),
        letterDays: z.int(),
        validFrom: z.string(),
        source: z.string().nullable(),
        person: z.string(),
        recordedAt: z.string(),
        state: z.enum(['in_force', 'to_come', 'past']),
      }),
    ),
  })
  .meta({ id: 'DormancyRules' });
export type DormancyAnswer = z.output<typeof dormancyAnswer>;

export const dormantCreditsAnswer = z
  .object({
    rows: z.array(
      z
        .object({
          itemId: idAnswer,
          number: z.string(),
          documentType: z.string(),
          customer: z.string(),
          customerName: z.string(),
          country: z.string(),
          postingDate: z.string(),
          lastMovedOn: z.string().meta({ description: 'The last day on which it or any part of it moved.' }),
          dormantSince: z.string(),
          months: z.int().meta({ description: 'What the rule in force says.' }),
          askedOn: z
            .string()
            .nullable()
            .meta({ description: 'When the customer was asked what to do with it, since it last moved.' }),
          left: z.string(),
          currency: z.string(),
        })
        .meta({ id: 'DormantCredit' }),
    ),
    totals: z.array(z.object({ currency: z.string(), credits: z.int(), left: z.string() })),
  })
  .meta({ id: 'DormantCredits' });
export type DormantCreditsAnswer = z.output<typeof dormantCreditsAnswer>;
