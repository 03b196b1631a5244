/** Finds anything by a name or any number in it: customers, documents, checks, receipts and bank lines. */
import { type Day, formatAmount, textKey } from '#kernel';
import { holdsPart, minorOf } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';

/** What something was found by, where that is not what it is called. */
export type FoundBy =
  | 'receipt-number'
  | 'purchase-order'
  | 'reference'
  | 'structured-reference'
  | 'bank-reference'
  | 'customer-reference'
  | 'account'
  | 'ultimate-party'
  | 'customer'
  | 'contact'
  | 'tax-number'
  | 'own-account'
  | 'amount';

export interface Found {
  readonly kind: 'customer' | 'item' | 'check' | 'receipt' | 'line';
  readonly company: string;
  /** Where it leads: a customer number, a document number, a check number, the id of a receipt, of a line of the bank without one. */
  readonly key: string;
  readonly customer: string | null;
  readonly title: string;
  readonly detail: string;
  readonly day: Day | null;
  readonly amount: string | null;
  readonly currency: string | null;
  /** Absent: by its name, its own number, or the text that stands there. An account is named, not told. */
  readonly foundBy: { readonly what: FoundBy; readonly text: string | null } | null;
}

interface Place {
  readonly db: Sql;
  readonly tenantId: bigint;
  readonly companyIds: readonly bigint[];
  readonly text: string;
  readonly key: string;
  readonly limit: number;
  /** The text as an amount in major units, whichever sign it has in the books; null: it is none. */
  readonly amount: string | null;
  /** So many lines of each company are looked through for a payer and a text. */
  readonly lines: number;
}

/** Takes a tenth of a second for each company that has so many. */
const linesLookedThrough = 100_000;

/**
 * Searches the given companies, at most `limit` of each kind. Customers by a part of the name or the beginning of the
 * number, then by who and what is known of them: a contact's name, address or telephone, a tax number, an account; documents
 * by the beginning of their number, of a purchase order, delivery note or other reference, open ones by their amount; checks of the
 * register by the beginning of their number; receipts, and
 * lines of the bank of which nothing is posted yet, by number, by the beginning of a reference of the bank, of the payer or of
 * the text, and of the payer's account; by payer, text and amount the newest lines of each company, and the receipts of the customers
 * that are found. `linesFrom`: the day from which every line was looked through so; null: all of them were. Nothing is found for
 * less than two letters or digits.
 */
export function searchEverything(
  engine: Engine,
  tenantId: bigint,
  input: {
    companyIds: readonly bigint[];
    text: string;
    limit: number;
    amount?: string | undefined;
    lines?: number;
  },
): Promise<{ rows: Found[]; linesFrom: Day | null }> {
  const text = input.text.trim();
  const key = textKey(text);
  if (key.length < 2) return Promise.resolve({ rows: [], linesFrom: null });
  return runQuery(engine, tenantId, async (db) => {
    const { companyIds, limit, amount = null, lines = linesLookedThrough } = input;
    const place: Place = { db, tenantId, companyIds, text, key, limit, amount, lines };
    const customers = await customersOf(place);
    const accountIds = customers.flatMap((one) => one.accountIds);
    const rows = [
      ...customers.map(({ found }) => found),
      ...(await knownCustomersOf(place, customers)),
      ...(await itemsOf(place)),
      ...(await checksOf(place)),
      ...(await receiptsOf(place, accountIds)),
    ];
    return { rows, linesFrom: await linesFrom(place) };
  });
}

/** A customer, and the accounts under whose names it was found. */
interface FoundCustomer {
  readonly found: Found;
  readonly accountIds: readonly bigint[];
}

async function customersOf({ db, tenantId, companyIds, text, key, limit }: Place): Promise<FoundCustomer[]> {
  // What is shown of a customer is joined to those that are shown, not to each whose name is looked at.
  const order = (a: string): RawSql => {
    const number = sql.ref(`${a}.number`);
    const nameKey = sql.ref(`${a}.name_key`);
    return sql`(${number} = ${text}) desc, starts_with(${number}, ${text}) desc, starts_with(${nameKey}, ${key}) desc, ${nameKey}, ${sql.ref(`${a}.id`)}`;
  };
  const { rows } = await sql<{ id: bigint; company: string; number: string; name: string }>`
    with named as (
      select a.id, a.company_id, a.number, a.name_key from customers.v_account a
      where a.tenant_id = ${tenantId} and a.company_id = any(${companyIds as bigint[]}::bigint[])
        and (starts_with(a.number, ${text}) or position(${key} in a.name_key) > 0)
      order by ${order('a')} limit ${limit}
    )
    select n.id, c.code as company, s.number, s.name
    from named n
    left join collections.v_priority p on p.tenant_id = ${tenantId} and p.account_id = n.id
    join customers.v_account s on s.tenant_id = ${tenantId} and s.id = coalesce(p.merged_into_account_id, n.id)
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = n.company_id
    order by ${order('n')}`.execute(db);
  // Two that were merged are one, under whichever name it was found.
  const found = new Map<string, FoundCustomer>();
  for (const { id, company, number, name } of rows) {
    const place = `${company} ${number}`;
    const shown = { key: number, customer: number, title: name, detail: number };
    const none = { day: null, amount: null, currency: null, foundBy: null };
    found.set(place, {
      found: { kind: 'customer', company, ...shown, ...none },
      accountIds: [...(found.get(place)?.accountIds ?? []), id],
    });
  }
  return [...found.values()];
}

/** A telephone number as it is written anywhere, in digits: the last seven of it name the line, whichever country is before them. */
const telephone = (text: string): string | undefined => {
  const digits = text.replaceAll(/\D/g, '');
  return /^[+\d\s()/.-]+$/.test(text) && digits.length >= 5 ? digits : undefined;
};
const lineDigits = 7;

/** Customers by who and what is known of them, beside those that were found by name and number. */
async function knownCustomersOf(place: Place, known: readonly FoundCustomer[]): Promise<Found[]> {
  const { db, tenantId, companyIds, text, key, limit } = place;
  if (known.length >= limit) return [];
  const digits = telephone(text);
  const phone = sql`translate(k.phone, ' ()/+-.', '')`;
  const ways: RawSql[] = [
    ...(key.length < 3
      ? []
      : [
          sql`select k.customer_id, 1 as place, 'contact' as what, k.name as text from customers.v_contact k
      where k.tenant_id = ${tenantId} and (${holdsPart(sql`k.name`, text)} or ${holdsPart(sql`k.email`, text)}
        ${
          digits === undefined
            ? sql``
            : sql`or ${phone} like ${`%${digits}%`}
              or length(${phone}) >= ${lineDigits} and ${digits.length >= lineDigits} and right(${phone}, ${lineDigits}) = ${digits.slice(-lineDigits)}`
        })`,
        ]),
    ...(key.length < 5 || !/\d/.test(key)
      ? []
      : [
          sql`select customer_id, 2, 'tax-number', tax_number from customers.v_customer_tax_number
      where tenant_id = ${tenantId} and starts_with(upper(translate(tax_number, ' ./-', '')), ${key})`,
        ]),
    ...(key.length < 8 || !/\d/.test(key)
      ? []
      : [
          sql`select a.customer_id, 3, 'own-account', null from customers.v_bank_account b
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = b.account_id
      where b.tenant_id = ${tenantId} and starts_with(b.account_key, ${key})`,
        ]),
  ];
  if (ways.length === 0) return [];
  const { rows } = await sql<{
    id: bigint;
    company: string;
    number: string;
    name: string;
    what: 'contact' | 'tax-number' | 'own-account';
    text: string | null;
  }>`
    select * from (
      select distinct on (a.id) a.id, c.code as company, a.number, a.name, a.name_key, w.what, w.text
      from (${sql.join(ways, sql` union all `)}) w
      join customers.v_account a on a.tenant_id = ${tenantId} and a.customer_id = w.customer_id
        and a.company_id = any(${companyIds as bigint[]}::bigint[])
        and a.id <> all(${known.flatMap((one) => one.accountIds) as bigint[]}::bigint[])
      join company.v_company c on c.tenant_id = ${tenantId} and c.id = a.company_id
      order by a.id, w.place, w.text
    ) f order by name_key, id limit ${limit - known.length}`.execute(db);
  return rows.map(({ company, number, name, what, text: by }) => ({
    ...{ kind: 'customer', company, key: number, customer: number, title: name, detail: number },
    ...{ day: null, amount: null, currency: null, foundBy: { what, text: by } },
  }));
}

/** What an amount is in minor units, for each number of decimals that currencies have. */
function minorsOf(amount: string): readonly bigint[] {
  const [whole, fraction = ''] = amount.split('.');
  const digits = [0, 2, 3, 4].filter((one) => fraction.length <= one);
  const minors = digits.map((one) => BigInt(whole + fraction.padEnd(one, '0')));
  return [...new Set(minors.flatMap((minor) => [minor, -minor]))];
}
/** Whether amounts in minor units of a currency come to the one that is looked for. */
const comesTo = (column: RawSql, currency: RawSql, amount: string): RawSql =>
  sql`${column} = any(${minorsOf(amount) as bigint[]}::bigint[]) and abs(${column}) = ${minorOf(amount, currency, sql`round`)}`;

/** Ranges keep their index under row security; the end of one is its beginning with the last possible letter behind it. */
const begins = (column: RawSql, beginning: string): RawSql =>
  sql`${column} ~>=~ ${beginning} and ${column} ~<~ ${`${beginning}\u{10FFFF}`}`;

/** Of so many references that begin so, in the order of the index, the open documents come first. */
const mostReferences = 500;

interface ItemRow {
  readonly company: string;
  readonly number: string;
  readonly customer: string;
  readonly name: string;
  readonly due_date: Day;
  readonly open_minor: bigint;
  readonly currency: string;
  readonly purchase_order: string | null;
  /** The key of the reference by which it was found; null: by its number, or by its amount. */
  readonly reference: string | null;
  readonly by_amount: boolean;
  /** By what is open of it, and not only by what it was once. */
  readonly by_open: boolean;
  readonly amount_minor: bigint;
}

async function itemsOf({ db, tenantId, companyIds, key, limit, amount }: Place): Promise<Found[]> {
  const companies = sql`${companyIds as bigint[]}::bigint[]`;
  const amounted =
    amount === null
      ? sql`select null::bigint as id where false`
      : sql`
        select id from receivables.v_item
        where tenant_id = ${tenantId} and company_id = any(${companies}) and open_minor <> 0 and not noted
          and (${comesTo(sql`open_minor`, sql`currency`, amount)} or ${comesTo(sql`amount_minor`, sql`currency`, amount)})
        order by due_date, id limit ${limit}`;
  const { rows } = await sql<ItemRow>`
    with numbered as (
      select id from receivables.v_item
      where tenant_id = ${tenantId} and company_id = any(${companies}) and ${begins(sql`number_key`, key)}
      order by (open_minor <> 0) desc, number_key, id limit ${limit}
    ), referred as (
      select r.item_id as id, min(r.key) as key
      from unnest(${companies}) as o(company_id)
      cross join lateral (
        select item_id, key from receivables.v_item_reference
        where tenant_id = ${tenantId} and company_id = o.company_id and ${begins(sql`key`, key)}
        order by key using ~<~ limit ${mostReferences}
      ) r
      where r.item_id not in (select id from numbered)
      group by r.item_id
    ), amounted as (
      select id from (${amounted}) m
      where id not in (select id from numbered) and id not in (select id from referred)
    )
    select c.code as company, i.number, a.number as customer, a.name, i.due_date, i.open_minor, i.amount_minor, i.currency,
      i.purchase_order, f.key as reference, f.by_amount,
      ${amount === null ? sql`false` : comesTo(sql`i.open_minor`, sql`i.currency`, amount)} as by_open
    from (
      select id, null::text as key, false as by_amount from numbered union all select id, key, false from referred
      union all select id, null, true from amounted
    ) f
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = f.id
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = i.company_id
    order by f.by_amount, (f.key is null) desc, (i.open_minor <> 0) desc, coalesce(f.key, i.number_key), i.id limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => ({
    kind: 'item',
    company: row.company,
    key: row.number,
    customer: row.customer,
    title: row.number,
    detail: row.name,
    day: row.due_date,
    amount: formatAmount(row.open_minor, row.currency),
    currency: row.currency,
    foundBy: referenceOf(row),
  }));
}

function referenceOf({ reference, purchase_order: order, ...row }: ItemRow): Found['foundBy'] {
  // What is open stands there; what it was once does not.
  if (row.by_amount) return { what: 'amount', text: row.by_open ? null : formatAmount(row.amount_minor, row.currency) };
  if (reference === null) return null;
  return textKey(order ?? '') === reference
    ? { what: 'purchase-order', text: order }
    : { what: 'reference', text: reference };
}

interface CheckRow {
  readonly company: string;
  readonly number: string;
  readonly customer: string | null;
  readonly called: string | null;
  readonly check_date: Day;
  readonly amount_minor: bigint;
  readonly currency: string;
}

/** Checks by the beginning of their number: the very number first, then the newest. Checks of one number lead to the same place. */
async function checksOf({ db, tenantId, companyIds, key, limit }: Place): Promise<Found[]> {
  if (!/\d/.test(key)) return [];
  const { rows } = await sql<CheckRow>`
    with numbered as (
      select k.id from unnest(${companyIds as bigint[]}::bigint[]) as o(company_id)
      cross join lateral (
        select id from cash.v_check
        where tenant_id = ${tenantId} and company_id = o.company_id and ${begins(sql`number_key`, key)}
        order by (number_key = ${key}) desc, id desc limit ${limit}
      ) k
    )
    select c.code as company, k.number, a.number as customer, coalesce(a.name, k.drawer_name) as called, k.check_date,
      k.amount_minor, k.currency
    from numbered n
    join cash.v_check k on k.tenant_id = ${tenantId} and k.id = n.id
    left join cash.v_receipt r on r.tenant_id = ${tenantId} and r.id = k.receipt_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = coalesce(r.account_id, k.account_id)
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = k.company_id
    order by (k.number_key = ${key}) desc, k.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    ...{ kind: 'check', company: row.company, key: row.number, customer: row.customer },
    ...{ title: row.number, detail: row.called ?? '', day: row.check_date },
    ...{ amount: formatAmount(row.amount_minor, row.currency), currency: row.currency, foundBy: null },
  }));
}

/** What stands between letters and digits in texts of banks is passed over: a number is found through it. */
const passingOver = (key: string): string => [...key].join('[^[:alnum:]]*');

/** By what a line of the bank is looked up, with the fewest letters and digits that are worth it: half a country has accounts that begin so. */
const lookedUp = [
  ['bank_reference', 'bank-reference', 4],
  ['customer_reference', 'customer-reference', 4],
  ['structured_reference', 'structured-reference', 4],
  ['counterparty_account', 'account', 8],
] as const;

/** References as the bank writes them, and without what stands between their letters and digits. Words alone are none. */
function linesLookedUp({ tenantId, companyIds, text, key, limit }: Place): readonly RawSql[] {
  if (!/\d/.test(key)) return [];
  const beginnings = [...new Set([text, text.toUpperCase(), key])];
  return lookedUp
    .filter(([, , fewest]) => key.length >= fewest)
    .flatMap(([column]) =>
      beginnings.map(
        (beginning) => sql`
      select l.id from unnest(${companyIds as bigint[]}::bigint[]) as o(company_id)
      cross join lateral (
        select l.id from cash.v_bank_line l
        where l.tenant_id = ${tenantId} and l.company_id = o.company_id and ${begins(sql.ref(`l.${column}`), beginning)}
        order by ${sql.ref(`l.${column}`)} using ~<~ limit ${limit}
      ) l`,
      ),
    );
}

interface LineRow {
  readonly company: string;
  readonly id: bigint;
  readonly receipt: bigint | null;
  readonly number: string | null;
  readonly customer: string | null;
  readonly customer_name: string | null;
  /** It is of a customer that was found. */
  readonly of_found: boolean;
  readonly payer: string | null;
  readonly ultimate: string | null;
  readonly remittance: string;
  readonly structured_reference: string | null;
  readonly bank_reference: string | null;
  readonly customer_reference: string | null;
  readonly counterparty_account: string | null;
  readonly value_date: Day;
  readonly amount_minor: bigint;
  readonly currency: string;
}

/** The first day of which every line is among those that are looked through, in whichever company it is latest. */
async function linesFrom({ db, tenantId, companyIds, lines }: Place): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`
    select max(l.booking_date) + 1 as day from unnest(${companyIds as bigint[]}::bigint[]) as o(company_id)
    cross join lateral (
      select booking_date from cash.v_bank_line where tenant_id = ${tenantId} and company_id = o.company_id
      order by booking_date desc, id desc offset ${lines} limit 1
    ) l`.execute(db);
  return rows[0]?.day ?? null;
}

/**
 * The newest of each company's lines are looked through until enough are found, and the newest receipts of the customers that
 * were found are beside them however old they are; numbers, references and accounts are looked up by their beginning. What was
 * only advised and is booked meanwhile is found as what is booked.
 */
async function receiptsOf(place: Place, accountIds: readonly bigint[]): Promise<Found[]> {
  const { db, tenantId, companyIds, text, key, limit, amount, lines } = place;
  const { rows } = await sql<LineRow>`
    with found as (${sql.join(
      [
        sql`
      select bank_line_id as id from cash.v_receipt
      where tenant_id = ${tenantId} and company_id = any(${companyIds as bigint[]}::bigint[]) and number = ${text}`,
        sql`
      select l.id from unnest(${companyIds as bigint[]}::bigint[]) as o(company_id)
      cross join lateral (
        select l.id from (
          select id, booking_date, state, remittance, structured_reference, counterparty_name, ultimate_name, amount_minor, currency
          from cash.v_bank_line
          where tenant_id = ${tenantId} and company_id = o.company_id order by booking_date desc, id desc limit ${lines}
        ) l
        where (l.remittance ~* ${passingOver(key)} or l.structured_reference ~* ${passingOver(key)}
            or ${holdsPart(sql`l.counterparty_name`, text)} or ${holdsPart(sql`l.ultimate_name`, text)}
            ${amount === null ? sql`` : sql`or ${comesTo(sql`l.amount_minor`, sql`l.currency`, amount)}`})
          and ${stillAwaited(tenantId)}
        order by l.booking_date desc, l.id desc limit ${limit}
      ) l`,
        sql`
      select r.bank_line_id from unnest(${accountIds as bigint[]}::bigint[]) as a(account_id)
      cross join lateral (
        select bank_line_id from cash.v_receipt where tenant_id = ${tenantId} and account_id = a.account_id
        order by value_date desc limit ${limit}
      ) r`,
        ...linesLookedUp(place),
      ],
      sql` union `,
    )})
    select c.code as company, l.id, r.id as receipt, r.number, a.number as customer, a.name as customer_name,
      coalesce(r.account_id = any(${accountIds as bigint[]}::bigint[]), false) as of_found, l.counterparty_name as payer,
      l.ultimate_name as ultimate, l.remittance, l.structured_reference, l.bank_reference, l.customer_reference,
      l.counterparty_account, coalesce(r.value_date, l.value_date) as value_date,
      coalesce(r.amount_minor, l.amount_minor) as amount_minor, coalesce(r.currency, l.currency) as currency
    from found f
    join cash.v_bank_line l on l.tenant_id = ${tenantId} and l.id = f.id and ${stillAwaited(tenantId)}
    left join cash.v_receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = l.id
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = coalesce(r.company_id, l.company_id)
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
    where r.id is null or r.company_id = any(${companyIds as bigint[]}::bigint[])
    order by coalesce(r.value_date, l.value_date) desc, r.id desc nulls last, l.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    kind: row.receipt === null ? 'line' : 'receipt',
    company: row.company,
    key: (row.receipt ?? row.id).toString(),
    customer: row.customer,
    title: row.payer ?? row.number ?? (row.receipt === null ? 'Line of the bank' : 'Receipt'),
    detail: row.remittance.slice(0, 120),
    day: row.value_date,
    amount: formatAmount(row.amount_minor, row.currency),
    currency: row.currency,
    foundBy: lineFoundBy(row, place),
  }));
}

/** What was only advised comes to be booked: from then on it is no line of its own. */
const stillAwaited = (tenantId: bigint): RawSql =>
  sql`(l.state <> 'advised' or exists (select from cash.v_line_to_come t where t.tenant_id = ${tenantId} and t.id = l.id))`;

/** Why a line was found, unless its payer or its text, which stand there, say it. */
function lineFoundBy(row: LineRow, { text, key, amount }: Place): Found['foundBy'] {
  const part = text.toLowerCase();
  const holds = (own: string | null): boolean => own?.toLowerCase().includes(part) === true;
  if (row.number === text) return { what: 'receipt-number', text };
  if (holds(row.payer) || textKey(row.remittance).includes(key)) return null;
  if (holds(row.ultimate)) return { what: 'ultimate-party', text: row.ultimate };
  for (const [column, what] of lookedUp) {
    const own = textKey(row[column] ?? '');
    if (what === 'structured-reference' ? own.includes(key) : own.startsWith(key))
      return { what, text: what === 'account' ? null : row[column] };
  }
  if (row.of_found) return { what: 'customer', text: row.customer_name };
  return amount === null ? null : { what: 'amount', text: null };
}
