/** Words that every contract shares: ids and pages in requests and answers. Pure, for the web code as well. */
import { z } from 'zod';
import { pageLimit } from '#kernel';

/** An id in a request: a decimal string, as in our answers; becomes a bigint. */
export const idParam = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'an id is a whole number written as a string')
  .transform((text) => BigInt(text))
  .meta({ description: 'An id, as a decimal string.' });

/** An id in an answer; takes a bigint or its text, and is a decimal string in JSON. */
export const idAnswer = z
  .custom<bigint | string>((id) => typeof id === 'bigint' || (typeof id === 'string' && /^\d+$/.test(id)))
  .meta({ id: 'Id', type: 'string', pattern: '^[0-9]+$', description: 'An id, as a decimal string.' });

/** The two query parameters of a listing; spread them into the route's strict query schema. */
export const pageQuery = {
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
};

/** In the body of a route that changes a setting (`asSeen`): members of what was read before it was changed. */
export const seenMember = {
  seen: z.record(z.string().max(40), z.unknown()).optional().meta({
    description:
      'What was seen of it, by members of what is read: where one of them is another by now, nothing is changed. Absent: it is set whatever stands there.',
  }),
};

/** Several companies in a query, by their codes with commas between them; the door checks each and narrows to them. */
export const companiesParam = z
  .string()
  .regex(/^[^,\s]{1,12}(,[^,\s]{1,12}){0,199}$/, 'is not a list of company codes such as DE01,US01')
  .transform((text) => [...new Set(text.split(','))])
  .meta({ description: 'Codes with commas between them; absent: every company in which you may.' });

/** So many of a kind, of those that are done and of those that are left out, are shown one by one; counts and totals are of all. */
export const mostLookedAt = 200;

/** What is done to many is what was looked at, or nothing. */
export const lookedAtDigest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'The digest of the preview: what is done is what was looked at.' });

/** The look at many before something is done to them. */
export const lookedAtPreview = <R extends z.ZodType>(row: R) =>
  z.object({
    count: z.int().meta({ description: 'To how many it would be done.' }),
    leftOut: z.int(),
    totals: z.array(z.object({ currency: z.string(), count: z.int(), amount: z.string() })),
    digest: z.string(),
    rows: z.array(row).meta({
      description: `The first ${mostLookedAt} of those that are left out, then as many of those that are not.`,
    }),
  });

/** What came of doing it to many. */
export const lookedAtAnswer = z
  .object({
    done: z.int().meta({ description: 'To how many it was done.' }),
    ids: z.array(z.string()).meta({ description: 'To which it was done.' }),
    refused: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
    stopped: z.boolean().meta({ description: 'Somebody asked to stop before the last one.' }),
  })
  .meta({ id: 'DoneToMany' });
export type LookedAtAnswer = z.output<typeof lookedAtAnswer>;

/** How far work on many is. */
export const workProgress = z
  .object({ running: z.boolean(), done: z.int(), total: z.int().nullable() })
  .meta({ id: 'WorkProgress' });
