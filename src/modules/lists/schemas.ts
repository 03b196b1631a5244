/** What a list may be asked for and what it answers, from its shape. */
import { z } from 'zod';
import { companiesParam, idAnswer } from '#platform/contract';
import { type ListColumn, type ListShape, listMembers, mostChosen, wholly } from './contract.ts';

const listIds = z
  .string()
  .regex(/^[1-9]\d{0,17}(,[1-9]\d{0,17}){0,999}$/, 'are not ids of at most 1,000 rows, such as 12,15')
  .transform((text) => text.split(',').map(BigInt));
const listDay = z.iso.date();
const values = (text: string): string[] => text.split(',');
const listFilters: Readonly<Record<Exclude<ListColumn['kind'], 'instant'>, z.ZodType>> = {
  text: z
    .string()
    .min(1)
    .max(300)
    .meta({ description: 'A part of it; after `=` the whole of it, and `=` alone what is empty.' }),
  code: z.string().min(1).max(100).meta({ description: 'The whole of it; `=` asks for what is empty.' }),
  choice: z
    .string()
    .max(400)
    .regex(/^(=|[\w.-]+)(,(=|[\w.-]+)){0,30}$/, 'is not a choice, or several with commas between them')
    .meta({ description: 'One of them, or several with commas between them; `=` asks for what is empty.' })
    .transform(values),
  id: z
    .string()
    .regex(/^[1-9]\d{0,17}(,[1-9]\d{0,17}){0,30}$/, 'is not an id, or several with commas between them')
    .transform(values),
  day: listDay,
  count: z.coerce.number().int().min(-99_999_999).max(99_999_999),
  money: z.string().regex(/^-?\d{1,16}(\.\d{1,4})?$/, 'is not an amount, such as 120.50'),
};

/** The filter of a column; where it may be empty, what asks for that as well. */
function listFilter({ kind, nullable, asOne }: ListColumn): z.ZodType {
  if (asOne)
    return listFilters[kind as keyof typeof listFilters].meta({
      description: 'A customer with all who read as it; after `=` that number alone, and `=` alone what is empty.',
    });
  const filter = listFilters[kind as keyof typeof listFilters];
  return nullable && kind !== 'text' && kind !== 'code' ? z.union([z.literal(wholly), filter]) : filter;
}

/** What a list may be asked for: a filter for each column, and what chooses rows by their ids. */
export function listChoice(shape: ListShape) {
  const filters = Object.entries(shape.columns).flatMap(([key, column]) =>
    listMembers(key, column).map((member) => [member, listFilter(column).optional()] as const),
  );
  const sorted = Object.keys(shape.columns)
    .filter((key) => !shape.columns[key]!.sought)
    .join('|');
  const groups = Object.keys(shape.columns).filter((key) => shape.columns[key]!.group);
  return {
    ...(!shape.ofTenant && { company: z.string().min(1).max(12).optional(), companies: companiesParam.optional() }),
    ...Object.fromEntries(filters),
    search: z.string().max(100).optional().meta({ description: 'A part of what the rows are called or numbered.' }),
    items: listIds.optional().meta({ description: 'These rows alone, by their ids.' }),
    without: listIds.optional().meta({ description: 'All but these rows, by their ids.' }),
    sort: z
      .string()
      .regex(new RegExp(`^-?(${sorted})$`))
      .default(shape.sort)
      .meta({ description: 'A column; with a minus before it, falling.' }),
    ...(groups.length > 0 && { group: z.enum(groups as [string, ...string[]]).optional() }),
  };
}

const listTotal = z.object({
  currency: z.string(),
  items: z.int(),
  open: z.string(),
  second: z.string().optional(),
});
const listPart = listTotal.omit({ items: true });
/** The answer of a list. */
export function listAnswer(shape: ListShape, detail?: z.ZodType) {
  const told = Object.entries(shape.columns).filter(([, { sought }]) => !sought);
  const cells = told.map(([key, { kind, nullable }]) => {
    const cell = kind === 'count' ? z.number() : z.string();
    return [key, nullable ? cell.nullable() : cell] as const;
  });
  return z.object({
    rows: z.array(
      z.object({
        id: idAnswer,
        ...Object.fromEntries(cells),
        ...(detail && { detail }),
        ...(shape.whole !== undefined && { parts: z.array(listPart).optional() }),
      }),
    ),
    totals: z.array(listTotal),
    ...(shape.whole !== undefined && { count: z.int().optional() }),
  });
}
/** The groups of a list, with what each comes to. */
export const listGroupsAnswer = z.object({
  groups: z.array(listTotal.extend({ key: z.string(), label: z.string().nullable() })),
  rows: z
    .array(z.object({ key: z.string().nullable(), rows: z.int() }))
    .optional()
    .meta({
      description:
        'Rows of each group whichever their currencies, where they have parts of several; without a key: all.',
    }),
});

/** A column of numbers, as it was pasted. */
export const pastedNumbers = z.strictObject({ numbers: z.array(z.string().max(100)).min(1).max(mostChosen) });
const figure = z.object({ currency: z.string(), open: z.string() });
/** The rows of a list that have these numbers. */
export const listFound = z.object({
  found: z.array(figure.extend({ id: idAnswer, also: z.array(figure).optional() })),
  missing: z.array(z.string()),
});
