/** The open items that one receipt may pay: the first of them with how many there are, any part of them, and some by number. */
import { findWholeCustomer, loadWholes } from '#customers';
import { currencyDigits, type Day, formatAmount, parseAmount, textKey } from '#kernel';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import { candidateWindow } from '../lists.ts';
import type { AdjustmentKind } from '../rules/matching/model.ts';

export interface CandidateItem {
  readonly id: bigint;
  readonly number: string;
  readonly documentType: string;
  readonly customer: string;
  readonly name: string;
  readonly dueDate: Day;
  readonly currency: string;
  readonly open: string;
  readonly blocks: readonly string[];
  /** What the suggestion gives to it, and the differences it closes. */
  readonly suggested: {
    readonly amount: string;
    /** What leaves an item in another currency, in its own. */
    readonly itemAmount: string | null;
    readonly adjustments: readonly {
      readonly kind: AdjustmentKind;
      readonly amount: string;
      readonly reason: string;
    }[];
  } | null;
}

/** An allocation of the suggestion, as a proposal keeps it. */
interface SuggestedAllocation {
  readonly itemId: string;
  readonly receiptAmountMinor: string;
  readonly itemAmountMinor: string;
  readonly adjustments: readonly {
    readonly kind: AdjustmentKind;
    readonly amountMinor: string;
    readonly reason: string;
  }[];
}

/** What decides which items a receipt may pay: where its money stands, its currency and what is suggested. */
export interface CandidateReceipt {
  readonly account_id: bigint | null;
  readonly item_id: bigint | null;
  readonly currency: string;
  readonly proposal: { readonly allocations: readonly SuggestedAllocation[] } | null;
}

/** Whose items: of the customer of the money, or of the one that is named, and of those merged with it; `day`: the day on which holds count. */
export interface CandidatePlace {
  readonly companyId: bigint;
  readonly receiptId: bigint;
  readonly day: Day;
  readonly customer?: string | undefined;
  /** Items that are asked for by their ids are told whoever’s they are: a payment may pay items of several customers. */
  readonly anyones?: boolean;
}

/** The place with the accounts whose items are told. */
type Whole = CandidatePlace & { readonly accountIds: readonly bigint[] };

/** With the customer of the money, or the named one under any of its numbers, all that read as one with it on the day. */
async function wholePlace(
  db: Sql,
  tenantId: bigint,
  place: CandidatePlace,
  receipt: Pick<CandidateReceipt, 'account_id'>,
): Promise<Whole> {
  const { companyId, day, customer: number } = place;
  if (number !== undefined)
    return {
      ...place,
      accountIds: (await findWholeCustomer(db, tenantId, { companyId, day, number }))?.accountIds ?? [],
    };
  if (receipt.account_id === null) return { ...place, accountIds: [] };
  return { ...place, accountIds: (await loadWholes(db, tenantId, { companyId, day })).accountsOf(receipt.account_id) };
}

/** By day, amount or number; with a minus falling. Absent: what is suggested first, then by due day. */
export type CandidateSort = 'due' | '-due' | 'amount' | '-amount' | 'number' | '-number';

export interface CandidateChoice {
  /** A part of the number, of a customer's reference or of the purchase order, or an amount in major units. */
  readonly search?: string | undefined;
  /** An amount in major units that is sought beside the text: what is open, or what it was at first, whichever its sign. */
  readonly amount?: string | undefined;
  readonly items?: readonly bigint[] | undefined;
  readonly sort?: CandidateSort | undefined;
  readonly offset: number;
  readonly limit: number;
}

const orders: Readonly<Record<CandidateSort, RawSql>> = {
  due: sql`i.due_date, i.id`,
  '-due': sql`i.due_date desc, i.id desc`,
  amount: sql`i.open_minor, i.id`,
  '-amount': sql`i.open_minor desc, i.id desc`,
  number: sql`i.number_key, i.id`,
  '-number': sql`i.number_key desc, i.id desc`,
};

const suggestedIds = (receipt: CandidateReceipt): bigint[] =>
  (receipt.proposal?.allocations ?? []).map((one) => BigInt(one.itemId));

/** The items `i` of accounts `a` that the receipt may pay. */
function candidates(tenantId: bigint, place: Whole, receipt: CandidateReceipt): RawSql {
  const ids = suggestedIds(receipt);
  const own = sql`i.account_id = any(${place.accountIds as bigint[]}::bigint[])`;
  const whose = place.anyones
    ? sql`true`
    : place.customer === undefined
      ? sql`(${own} or i.id = any(${ids}::bigint[])
          or i.account_id in (select account_id from receivables.v_item where tenant_id = ${tenantId} and id = any(${ids}::bigint[])))`
      : own;
  return sql`receivables.v_item i join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where i.tenant_id = ${tenantId} and i.company_id = ${place.companyId} and i.open_minor <> 0 and not i.noted
      and (i.currency = ${receipt.currency} or i.id = any(${ids}::bigint[]))
      and i.id is distinct from ${receipt.item_id} and i.aging_class <> 'unapplied' and ${whose}`;
}

/** An amount in minor units; undefined where the text is none in this currency. */
function soughtMinor(text: string | undefined, currency: string): bigint | undefined {
  const [, whole, fraction = ''] = /^[+-]?(\d{1,13})(?:\.(\d*?)0*)?$/.exec(text?.trim() ?? '') ?? [];
  if (whole === undefined || fraction.length > currencyDigits(currency)) return undefined;
  return parseAmount(fraction === '' ? whole : `${whole}.${fraction}`, currency);
}

/** What is asked of the items `i` themselves. */
function asked(choice: Pick<CandidateChoice, 'search' | 'amount' | 'items'>, currency: string): RawSql {
  const search = choice.search?.trim() ?? '';
  const key = textKey(search);
  const amounts = [soughtMinor(search, currency), soughtMinor(choice.amount, currency)].filter(
    (one): one is bigint => one !== undefined,
  );
  const found = [
    ...(key === ''
      ? []
      : [
          sql`position(${key} in i.number_key) > 0`,
          sql`exists (select from unnest(i.reference_keys) reference where position(${key} in reference) > 0)`,
        ]),
    ...(search === '' ? [] : [sql`position(lower(${search}) in lower(i.purchase_order)) > 0`]),
    ...(amounts.length === 0
      ? []
      : [
          sql`i.currency = ${currency} and (abs(i.open_minor) = any(${amounts}::bigint[]) or abs(i.amount_minor) = any(${amounts}::bigint[]))`,
        ]),
  ];
  const ofSearch = found.length === 0 ? sql`` : sql`and (${sql.join(found, sql` or `)})`;
  return choice.items === undefined ? ofSearch : sql`and i.id = any(${choice.items as bigint[]}::bigint[]) ${ofSearch}`;
}

async function read(
  db: Sql,
  tenantId: bigint,
  place: Whole,
  receipt: CandidateReceipt,
  rest: RawSql,
): Promise<CandidateItem[]> {
  const suggested = new Map((receipt.proposal?.allocations ?? []).map((one) => [one.itemId, one]));
  const { rows } = await sql<{
    id: bigint;
    number: string;
    document_type: string;
    customer: string;
    name: string;
    due_date: Day;
    currency: string;
    open_minor: bigint;
    blocks: string[] | null;
  }>`
    select i.id, i.number, i.document_type, a.number as customer, a.name, i.due_date, i.currency, i.open_minor,
      (select array_agg(distinct b.kind order by b.kind) from receivables.v_block b where b.tenant_id = ${tenantId} and b.item_id = i.id
        and b.from_date <= ${place.day} and (b.to_date is null or b.to_date >= ${place.day})) as blocks
    from ${candidates(tenantId, place, receipt)} ${rest}`.execute(db);
  return rows.map((row) => {
    const one = suggested.get(row.id.toString());
    return {
      id: row.id,
      number: row.number,
      documentType: row.document_type,
      customer: row.customer,
      name: row.name,
      dueDate: row.due_date,
      currency: row.currency,
      open: formatAmount(row.open_minor, row.currency),
      blocks: row.blocks ?? [],
      suggested: one
        ? {
            amount: formatAmount(BigInt(one.receiptAmountMinor), receipt.currency),
            itemAmount:
              row.currency === receipt.currency ? null : formatAmount(BigInt(one.itemAmountMinor), row.currency),
            adjustments: one.adjustments.map((x) => ({
              kind: x.kind,
              amount: formatAmount(BigInt(x.amountMinor), receipt.currency),
              reason: x.reason,
            })),
          }
        : null,
    };
  });
}

const inOrder = (receipt: CandidateReceipt, sort: CandidateSort | undefined): RawSql =>
  sort === undefined
    ? sql`order by (i.id = any(${suggestedIds(receipt)}::bigint[])) desc, i.due_date, i.id`
    : sql`order by ${orders[sort]}`;

async function count(
  db: Sql,
  tenantId: bigint,
  place: Whole,
  receipt: CandidateReceipt,
  rest: RawSql,
): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    select count(*)::int as items from ${candidates(tenantId, place, receipt)} ${rest}`.execute(db);
  return rows[0]!.items;
}

/** The first of the items that a receipt may pay, the suggested ones before the others and whole, and how many there are in all. */
export async function firstCandidates(
  db: Sql,
  tenantId: bigint,
  place: CandidatePlace,
  receipt: CandidateReceipt,
): Promise<{ items: readonly CandidateItem[]; itemsInAll: number }> {
  const limit = Math.max(candidateWindow, suggestedIds(receipt).length);
  const within = await wholePlace(db, tenantId, place, receipt);
  const items = await read(db, tenantId, within, receipt, sql`${inOrder(receipt, undefined)} limit ${limit}`);
  const itemsInAll = items.length < limit ? items.length : await count(db, tenantId, within, receipt, sql``);
  return { items, itemsInAll };
}

const loadCandidateReceipt = async (
  db: Sql,
  tenantId: bigint,
  place: CandidatePlace,
): Promise<CandidateReceipt | undefined> =>
  (
    await sql<CandidateReceipt>`
      select account_id, item_id, currency, proposal from cash.v_receipt
      where tenant_id = ${tenantId} and company_id = ${place.companyId} and id = ${place.receiptId}`.execute(db)
  ).rows[0];

/**
 * A window of the open items that a receipt may pay, in the order and of what is asked; `count`: how many the question lets
 * through. Undefined when the company has no such receipt.
 */
export function listCandidates(
  engine: Engine,
  tenantId: bigint,
  place: CandidatePlace,
  choice: CandidateChoice,
): Promise<{ rows: readonly CandidateItem[]; count: number } | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const receipt = await loadCandidateReceipt(db, tenantId, place);
    if (!receipt) return undefined;
    const conditions = asked(choice, receipt.currency);
    const window = sql`${conditions} ${inOrder(receipt, choice.sort)} limit ${choice.limit} offset ${choice.offset}`;
    const within = { ...(await wholePlace(db, tenantId, place, receipt)), anyones: choice.items !== undefined };
    const rows = await read(db, tenantId, within, receipt, window);
    const whole = rows.length < choice.limit && (rows.length > 0 || choice.offset === 0);
    return {
      rows,
      count: whole ? choice.offset + rows.length : await count(db, tenantId, within, receipt, conditions),
    };
  });
}

/**
 * The open items that a receipt may pay with these numbers, in the order of the numbers however they are written, and the
 * numbers that none of them has. Undefined when the company has no such receipt.
 */
export function findCandidates(
  engine: Engine,
  tenantId: bigint,
  place: CandidatePlace,
  numbers: readonly string[],
): Promise<{ found: readonly CandidateItem[]; missing: readonly string[] } | undefined> {
  const wanted = new Map(numbers.map((number) => [textKey(number), number]));
  const places = new Map([...wanted.keys()].map((key, index) => [key, index]));
  const placeOf = (item: CandidateItem): number => places.get(textKey(item.number)) ?? 0;
  return runQuery(engine, tenantId, async (db) => {
    const receipt = await loadCandidateReceipt(db, tenantId, place);
    if (!receipt) return undefined;
    const keys = [...wanted.keys()].filter((key) => key !== '');
    const found = await read(
      db,
      tenantId,
      await wholePlace(db, tenantId, place, receipt),
      receipt,
      sql`and i.number_key = any(${keys}::text[]) ${inOrder(receipt, 'due')}`,
    );
    const there = new Set(found.map((item) => textKey(item.number)));
    return {
      found: found.toSorted((a, b) => placeOf(a) - placeOf(b)),
      missing: [...wanted].flatMap(([key, number]) => (there.has(key) ? [] : [number])),
    };
  });
}
