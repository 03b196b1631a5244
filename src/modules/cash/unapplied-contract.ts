/** The contract of unapplied money. Pure. */
import { z } from 'zod';
import { isDay, pageLimit } from '#kernel';
import { companiesParam, idAnswer, idParam } from '#platform/contract';

const company = z.string().min(1).max(12);
const queue = z.enum(['unidentified', 'unapplied', 'on_account', 'dormant']);

const waitsFor = z.enum(['decision', 'payer', 'answer', 'purpose', 'item', 'claim']);
const unappliedSorts = ['received', 'left', 'payer', 'owner', 'queue', 'company'] as const;

const choice = {
  company: company.optional().meta({ description: 'Absent: all companies of the reader.' }),
  companies: companiesParam.optional(),
  queue: queue.optional(),
  owner: z.union([z.enum(['me', 'nobody', 'all']), idParam]).default('all'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is not a currency code')
    .optional(),
  search: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'A part of the payer’s or customer’s name, of a number or of the bank’s text.' }),
  sort: z
    .enum(unappliedSorts.flatMap((sort) => [sort, `-${sort}` as const]))
    .default('received')
    .meta({ description: 'With a minus from large to small; the oldest money first by itself.' }),
};
export const unappliedQuery = z.strictObject({
  ...choice,
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(pageLimit),
});
export type UnappliedQuery = z.output<typeof unappliedQuery>;
export const unappliedFileQuery = z.strictObject(choice);
export const unappliedAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        company: z.string(),
        version: z.int(),
        queue,
        waitsFor: waitsFor.meta({
          description:
            'What it waits for: somebody’s yes or no to what is proposed, the payer’s name, the payer’s answer, what it is for, an item, unclaimed property.',
        }),
        number: z.string().nullable(),
        valueDate: z.string(),
        ageDays: z.int(),
        lastMovedOn: z.string(),
        amount: z.string(),
        left: z.string(),
        currency: z.string(),
        payer: z.string().nullable(),
        customer: z.string().nullable(),
        name: z.string().nullable(),
        text: z.string(),
        explanation: z.string(),
        owner: z.string().nullable(),
        ownerId: idAnswer.nullable(),
        assigned: z
          .boolean()
          .meta({ description: 'A person named the owner; else it is who collects from the customer.' }),
        requestedOn: z.string().nullable().meta({ description: 'When the payer was asked what it is for.' }),
      }),
    ),
    totals: z.array(z.object({ queue, currency: z.string(), count: z.int(), left: z.string() })),
  })
  .meta({ id: 'Unapplied' });
export type UnappliedAnswer = z.output<typeof unappliedAnswer>;

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
const validFrom = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const country = z.string().regex(/^[A-Z]{2}$/);
export const dormancyBody = z.strictObject({
  months: z.int().min(0).max(600).meta({ description: '0: never.' }),
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
          left: z.string(),
          currency: z.string(),
        })
        .meta({ id: 'DormantCredit' }),
    ),
    totals: z.array(z.object({ currency: z.string(), credits: z.int(), left: z.string() })),
  })
  .meta({ id: 'DormantCredits' });
export type DormantCreditsAnswer = z.output<typeof dormantCreditsAnswer>;
