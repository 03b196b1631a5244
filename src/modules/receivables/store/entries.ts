/** The entry table: every amount that moved an item, with its day and sequence. Written while the head is locked. */
import { type Head, sql, type Transaction } from '#platform';
import type { AgingClass } from '../model.ts';

export interface NewEntry {
  readonly itemId: bigint;
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly agingClass: AgingClass;
  readonly currency: string;
  readonly documentDate: string;
  readonly dueDate: string;
  readonly effectiveDate: string;
  readonly amountMinor: bigint;
  readonly companyAmountMinor: bigint;
}

/** What a command's head will write, until something else of its entries must come behind it. */
interface Pending {
  readonly entries: (NewEntry & { readonly ordinal: number })[];
  /** Items at zero (true), or open again: what was said last. */
  readonly atZero: Map<bigint, boolean>;
}

const pending = new WeakMap<Transaction, Pending>();

/**
 * Has entries appended under the command's sequence. Items in `cleared` are at zero: their entries are marked as cleared from
 * their latest day on; items in `reopened` are open again and lose the mark. A reader may skip an entry only when both
 * marks are past. All that a command appends is written at once when it has its sequence, with the marks: an entry of
 * an item that is posted and cleared by one command is written once.
 */
export function appendEntries(
  tx: Transaction,
  entries: readonly NewEntry[],
  marks: { readonly cleared?: readonly bigint[]; readonly reopened?: readonly bigint[] } = {},
): void {
  let waiting = pending.get(tx);
  if (waiting === undefined) {
    const started: Pending = { entries: [], atZero: new Map() };
    pending.set(tx, started);
    waiting = started;
    tx.atHead(async (head) => {
      const days = latestDays(started);
      markOlder(tx, head, started, days);
      if (started.entries.length > 0) insertEntries(tx, head, started.entries, days);
    });
  }
  const first = tx.nextOrdinal(entries.length);
  for (const [index, entry] of entries.entries()) waiting.entries.push({ ...entry, ordinal: first + index });
  for (const id of marks.cleared ?? []) waiting.atZero.set(id, true);
  for (const id of marks.reopened ?? []) waiting.atZero.set(id, false);
}

/** The latest effective day of each item at zero among what is written now; null where nothing of it is. */
type LatestDays = ReadonlyMap<bigint, string | null>;

function latestDays({ entries, atZero }: Pending): LatestDays {
  const days = new Map<bigint, string | null>();
  for (const [id, cleared] of atZero) if (cleared) days.set(id, null);
  for (const { itemId, effectiveDate } of entries) {
    const known = days.get(itemId);
    if (known !== undefined && (known === null || known < effectiveDate)) days.set(itemId, effectiveDate);
  }
  return days;
}

/** Marks the entries that stand in the books already. */
function markOlder(tx: Transaction, head: Head, { atZero }: Pending, days: LatestDays): void {
  const reopened = [...atZero].filter(([, cleared]) => !cleared).map(([id]) => id);
  if (days.size > 0) {
    tx.send(sql`
      update receivables.entry e set cleared_date = c.day, cleared_seq = ${head.seq}
      from (
        select k.item_id, greatest(k.day, max(o.effective_date)) as day
        from unnest(${[...days.keys()]}::bigint[], ${[...days.values()]}::date[]) as k(item_id, day)
        join receivables.entry o on o.tenant_id = ${tx.tenantId} and o.item_id = k.item_id group by k.item_id, k.day
      ) c
      where e.tenant_id = ${tx.tenantId} and e.item_id = c.item_id`);
  }
  if (reopened.length > 0) {
    tx.send(sql`
      update receivables.entry set cleared_date = 'infinity', cleared_seq = 9223372036854775807
      where tenant_id = ${tx.tenantId} and item_id = any(${reopened}::bigint[]) and cleared_date <> 'infinity'`);
  }
}

function insertEntries(tx: Transaction, head: Head, entries: Pending['entries'], days: LatestDays): void {
  const column = <T>(pick: (entry: Pending['entries'][number]) => T): T[] => entries.map(pick);
  // Of an item at zero the day is the latest of its entries, older ones included.
  const marks =
    days.size === 0
      ? { columns: sql``, values: sql``, days: sql``, name: sql`` }
      : {
          columns: sql`, cleared_date, cleared_seq`,
          values: sql`, case when e.cleared is null then 'infinity' else greatest(e.cleared, (
            select max(o.effective_date) from receivables.entry o where o.tenant_id = ${tx.tenantId} and o.item_id = e.item_id)) end,
            case when e.cleared is null then 9223372036854775807 else ${head.seq}::bigint end`,
          days: sql`, ${column((e) => days.get(e.itemId) ?? null)}::date[]`,
          name: sql`, cleared`,
        };
  tx.send(sql`
    insert into receivables.entry (tenant_id, seq, item_id, company_id, account_id, aging_class, currency, document_date, due_date,
      effective_date, amount_minor, company_amount_minor, ordinal${marks.columns})
    select ${tx.tenantId}, ${head.seq}, e.item_id, e.company_id, e.account_id, e.aging_class, e.currency, e.document_date, e.due_date,
      e.effective_date, e.amount_minor, e.company_amount_minor, e.ordinal${marks.values}
    from unnest(${column((e) => e.itemId)}::bigint[], ${column((e) => e.companyId)}::bigint[], ${column((e) => e.accountId)}::bigint[],
      ${column((e) => e.agingClass)}::text[], ${column((e) => e.currency)}::text[], ${column((e) => e.documentDate)}::date[],
      ${column((e) => e.dueDate)}::date[], ${column((e) => e.effectiveDate)}::date[], ${column((e) => e.amountMinor)}::bigint[],
      ${column((e) => e.companyAmountMinor)}::bigint[], ${column((e) => e.ordinal)}::integer[]${marks.days})
      as e(item_id, company_id, account_id, aging_class, currency, document_date, due_date, effective_date, amount_minor,
        company_amount_minor, ordinal${marks.name})`);
}

/**
 * Moves items to other due days: every amount moved so far leaves the old day and enters the new one under this
 * sequence, each with its own effective day. What was known before stays as it was.
 */
export function moveEntries(tx: Transaction, itemIds: readonly bigint[], dueDates: readonly string[]): void {
  // Behind everything appended so far, and before what is appended later.
  pending.delete(tx);
  const firstOrdinal = tx.nextOrdinal(1_000_000);
  tx.atHead(async (head) => {
    await sql`
    insert into receivables.entry (tenant_id, seq, item_id, company_id, account_id, aging_class, currency, document_date, due_date,
      effective_date, amount_minor, company_amount_minor, cleared_date, cleared_seq, ordinal)
    select tenant_id, ${head.seq}, item_id, company_id, account_id, aging_class, currency, document_date,
      case side when 1 then due_date else new_due_date end, effective_date,
      case side when 1 then -amount else amount end, case side when 1 then -company_amount else company_amount end,
      'infinity', 9223372036854775807, ${firstOrdinal} + row_number() over ()
    from (
      select e.tenant_id, e.item_id, e.company_id, e.account_id, e.aging_class, e.currency, e.document_date, e.due_date, e.effective_date,
        d.new_due_date, sum(e.amount_minor) as amount, sum(e.company_amount_minor) as company_amount
      from unnest(${itemIds as bigint[]}::bigint[], ${dueDates as string[]}::date[]) as d(id, new_due_date)
      join receivables.entry e on e.tenant_id = ${tx.tenantId} and e.item_id = d.id
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(e.amount_minor) <> 0
    ) moved cross join generate_series(1, 2) as side`.execute(tx.db);
  });
}
