/** What a change changed, field by field: told with its event and on the timeline of the customer. Pure. */

/** The field as it was and as it is now, as text; null: it was, or is, empty. */
export type Changes = Readonly<Record<string, readonly [from: string | null, to: string | null]>>;

const told = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** The fields that differ, with both values. Only of what is no personal data: events are kept for good. */
export function changesBetween<T extends object>(before: T, after: T, fields: readonly (keyof T & string)[]): Changes {
  return Object.fromEntries(
    fields
      .filter((field) => told(before[field]) !== told(after[field]))
      .map((field) => [field, [told(before[field]), told(after[field])]]),
  );
}

/** The fields that differ, without their values: for what is personal data. */
export function fieldsThatDiffer<T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T & string)[],
): Changes {
  return Object.fromEntries(Object.keys(changesBetween(before, after, fields)).map((field) => [field, [null, null]]));
}
