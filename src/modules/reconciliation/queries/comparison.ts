/** The comparison of a customer's statement with our ledger: facts of both sides, put together by the rule. */
import { loadWholes } from '#customers';
import { type Day, textKey } from '#kernel';
import { type Sql, sql } from '#platform';
import type { Comparison, ComparisonFacts, KnownDocument, LaterMoney, OurLine, TheirLine } from '../model.ts';
import { decided } from '../rules/agreed-balance.ts';
import { compare, summed } from '../rules/compare.ts';
import { digitsOfKey, keysOfText } from '../rules/references.ts';
import {
  type CustomerStatement,
  loadDecisions,
  loadTheirLines,
  type StoredDecision,
} from '../store/customer-statements.ts';

/** How long after the statement's day money is looked for that was on its way. */
const laterDays = 60;

export interface StatementComparison extends Comparison {
  readonly decisions: ReadonlyMap<string, StoredDecision>;
}

/** Compares a kept statement with our ledger as it is known now, with what persons said about its lines. */
export async function compareStatement(
  db: Sql,
  tenantId: bigint,
  statement: CustomerStatement,
): Promise<StatementComparison> {
  const theirs = await loadTheirLines(db, tenantId, statement.id);
  const facts = await loadComparisonFacts(db, tenantId, statement, theirs);
  const decisions = await loadDecisions(db, tenantId, statement.id);
  return { ...summed(decided(compare(facts).lines, decisions)), decisions };
}

/** Whose account is compared, in which currency, as of when. */
export interface ComparedAccount {
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly currency: string;
  readonly asOf: Day;
  readonly kind: 'open_items' | 'movements';
  readonly fromDate: Day | null;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
}

/** The accounts that read as one with a compared one on its day: who took over another customer states what both owe. */
export const wholeOf = async (
  db: Sql,
  tenantId: bigint,
  of: Pick<ComparedAccount, 'companyId' | 'accountId' | 'asOf'>,
): Promise<readonly bigint[]> =>
  (await loadWholes(db, tenantId, { companyId: of.companyId, day: of.asOf })).accountsOf(of.accountId);

/** What is compared: the account with those that read as one with it. */
type Compared = ComparedAccount & { readonly accountIds: readonly bigint[] };

const amongOurs = (of: Pick<Compared, 'accountIds'>, column = sql`i.account_id`) =>
  sql`${column} = any(${of.accountIds as bigint[]}::bigint[])`;

/** Everything that the comparison needs of our ledger, as of the statement's day and as known now. */
export async function loadComparisonFacts(
  db: Sql,
  tenantId: bigint,
  compared: ComparedAccount,
  theirs: readonly TheirLine[],
): Promise<ComparisonFacts> {
  const of: Compared = { ...compared, accountIds: await wholeOf(db, tenantId, compared) };
  const items = await loadOurItems(db, tenantId, of);
  const balance = await balanceOn(db, tenantId, of, of.asOf);
  const ours = of.kind === 'open_items' ? items : withoutReversed(items);
  return {
    asOf: of.asOf,
    kind: of.kind,
    theirs,
    theirOpeningMinor: of.openingMinor,
    theirClosingMinor: of.closingMinor,
    ours: ours.map(({ reversedBy: _, ...line }) => line),
    ourOpeningMinor: balance - ours.reduce((sum, line) => sum + line.amountMinor, 0n),
    known: await loadKnownDocuments(db, tenantId, of, theirs),
    laterMoney: await loadLaterMoney(db, tenantId, of),
  };
}

/** Our balance of accounts that read as one in a currency at the end of a day; up to a sequence, as it was known then. */
export async function balanceOn(
  db: Sql,
  tenantId: bigint,
  of: Pick<Compared, 'accountIds' | 'currency'>,
  day: Day,
  knownSeq: bigint | null = null,
): Promise<bigint> {
  const { rows } = await sql<{ balance: bigint }>`
    select coalesce(sum(e.amount_minor), 0)::bigint as balance
    from receivables.v_item i join receivables.v_entry e on e.tenant_id = ${tenantId} and e.item_id = i.id
    where i.tenant_id = ${tenantId} and ${amongOurs(of)} and i.currency = ${of.currency} and i.posting_date <= ${day}
      and e.effective_date <= ${day} and (${knownSeq}::bigint is null or e.seq <= ${knownSeq}::bigint)`.execute(db);
  return rows[0]!.balance;
}

interface OurItem extends OurLine {
  readonly reversedBy: bigint | null;
}

/** What is open on the day, or what was posted from the first day on. */
async function loadOurItems(db: Sql, tenantId: bigint, of: Compared): Promise<OurItem[]> {
  const movements = of.kind === 'movements';
  const { rows } = await sql<{
    id: bigint;
    number: string;
    reference_keys: string[];
    document_type: string;
    document_date: string;
    due_date: string;
    amount_minor: bigint;
    original_minor: bigint;
    tax_minor: bigint;
    discount_minor: bigint | null;
    purchase_order: string | null;
    reversed_by: bigint | null;
    disputed: boolean;
    settled_on: string | null;
    settled_by: string | null;
  }>`
    select i.id, i.number, i.reference_keys, i.document_type, i.document_date, i.due_date,
      ${movements ? sql`i.amount_minor` : sql`e.open`} as amount_minor, i.amount_minor as original_minor, i.tax_minor, i.discount_minor,
      i.purchase_order, i.reversed_by, l.settled_on, l.settled_by,
      exists (select from receivables.v_block b where b.tenant_id = ${tenantId} and b.item_id = i.id and b.kind = 'dispute') as disputed
    from receivables.v_item i
    join lateral (
      select sum(x.amount_minor)::bigint as open from receivables.v_entry x
      where x.tenant_id = ${tenantId} and x.item_id = i.id and x.effective_date <= ${of.asOf}
    ) e on true
    left join lateral (
      select a.effective_date as settled_on, c.document_type as settled_by
      from receivables.v_allocation a join receivables.v_item c on c.tenant_id = ${tenantId} and c.id = a.credit_item_id
      where a.tenant_id = ${tenantId} and a.debit_item_id = i.id and a.effective_date > ${of.asOf} and a.reversal_of is null
        and not exists (select from receivables.v_clearing r where r.tenant_id = ${tenantId} and r.reversal_of = a.clearing_id)
      order by a.effective_date, a.id limit 1
    ) l on true
    where i.tenant_id = ${tenantId} and ${amongOurs(of)} and i.currency = ${of.currency} and not i.noted
      and i.posting_date <= ${of.asOf} and ${movements ? sql`i.posting_date >= ${of.fromDate}` : sql`e.open <> 0`}
    order by i.document_date, i.number, i.id`.execute(db);
  return rows.map((row) => ({
    itemId: row.id,
    number: row.number,
    references: row.reference_keys,
    documentType: row.document_type,
    documentDate: row.document_date,
    dueDate: row.due_date,
    amountMinor: row.amount_minor,
    originalMinor: row.original_minor,
    taxMinor: row.tax_minor,
    discountMinor: row.discount_minor,
    purchaseOrder: row.purchase_order,
    disputed: row.disputed,
    settledLater:
      row.settled_on === null
        ? null
        : {
            on: row.settled_on,
            by: ['payment', 'on_account', 'down_payment'].includes(row.settled_by!) ? 'payment' : 'credit',
          },
    reversedBy: row.reversed_by,
  }));
}

/** A document and its reversal of the same span say nothing to anybody; they add up to nothing. */
function withoutReversed(items: readonly OurItem[]): OurItem[] {
  const ids = new Set(items.map((item) => item.itemId));
  const reversals = new Set(
    items.flatMap((item) => (item.reversedBy !== null && ids.has(item.reversedBy) ? [item.reversedBy] : [])),
  );
  return items.filter((item) => !reversals.has(item.itemId) && !(item.reversedBy !== null && ids.has(item.reversedBy)));
}

/** Documents that lines of theirs name and that are in no balance of the day: settled, cancelled, later, or another account's. */
async function loadKnownDocuments(
  db: Sql,
  tenantId: bigint,
  of: Compared,
  theirs: readonly TheirLine[],
): Promise<KnownDocument[]> {
  const keys = [...new Set(theirs.flatMap((line) => keysOfText([line.reference, line.otherReference], line.memo)))];
  const digits = [...new Set(keys.map(digitsOfKey).filter((one) => one !== null))];
  if (keys.length === 0) return [];
  const { rows } = await sql<{
    number: string;
    reference_keys: string[];
    document_date: string;
    posting_date: string;
    original_minor: bigint;
    own: boolean;
    reversed_on: string | null;
    settled_on: string | null;
    settled_by: string | null;
    customer: string;
  }>`
    with named as (
      select i.* from receivables.v_item i
      where i.tenant_id = ${tenantId} and ${amongOurs(of)} and i.currency = ${of.currency} and not i.noted
        and (i.number_key = any(${keys}::text[]) or i.reference_keys && ${keys}::text[]
          or ltrim(substring(i.number_key from '\d+$'), '0') = any(${digits}::text[]))
      union all
      select i.* from receivables.v_item i
      where i.tenant_id = ${tenantId} and i.company_id = ${of.companyId} and i.number_key = any(${keys}::text[])
        and not ${amongOurs(of)} and i.currency = ${of.currency} and not i.noted
    )
    select i.number, i.reference_keys, i.document_date, i.posting_date, i.amount_minor as original_minor,
      ${amongOurs(of)} as own, r.posting_date as reversed_on, l.settled_on, l.settled_by, c.number as customer
    from named i
    join customers.v_account c on c.tenant_id = ${tenantId} and c.id = i.account_id
    left join receivables.v_item r on r.tenant_id = ${tenantId} and r.id = i.reversed_by
    left join lateral (
      select a.effective_date as settled_on, o.document_type as settled_by
      from receivables.v_allocation a
      join receivables.v_item o on o.tenant_id = ${tenantId} and o.id = case when a.debit_item_id = i.id then a.credit_item_id else a.debit_item_id end
      where a.tenant_id = ${tenantId} and (a.debit_item_id = i.id or a.credit_item_id = i.id) and a.effective_date <= ${of.asOf}
        and a.reversal_of is null
        and not exists (select from receivables.v_clearing x where x.tenant_id = ${tenantId} and x.reversal_of = a.clearing_id)
      order by a.debit_amount_minor desc, a.id limit 1
    ) l on true
    order by i.id limit 20000`.execute(db);
  return rows.flatMap((row): KnownDocument[] => {
    const state: KnownDocument['state'] | null = !row.own
      ? 'other_account'
      : row.posting_date > of.asOf
        ? 'later'
        : row.reversed_on !== null && row.reversed_on <= of.asOf
          ? 'cancelled'
          : row.settled_by === null
            ? null
            : ['payment', 'on_account', 'down_payment'].includes(row.settled_by)
              ? 'settled_by_payment'
              : 'settled_by_credit';
    if (state === null) return [];
    return [
      {
        number: row.number,
        references: row.reference_keys.map(textKey),
        documentDate: row.document_date,
        originalMinor: row.original_minor,
        state,
        on: state === 'cancelled' ? row.reversed_on : state === 'later' ? row.posting_date : row.settled_on,
        customer: row.own ? null : row.customer,
      },
    ];
  });
}

async function loadLaterMoney(db: Sql, tenantId: bigint, of: Compared): Promise<LaterMoney[]> {
  const { rows } = await sql<{ value_date: string; amount_minor: bigint; number: string | null }>`
    select value_date, amount_minor, number from cash.v_receipt
    where tenant_id = ${tenantId} and ${amongOurs(of, sql`account_id`)} and currency = ${of.currency} and amount_minor > 0
      and value_date > ${of.asOf} and value_date <= ${of.asOf}::date + ${laterDays}::integer
      and state in ('applied', 'part_applied', 'unapplied')
    order by value_date, id`.execute(db);
  return rows.map((row) => ({ on: row.value_date, amountMinor: row.amount_minor, number: row.number ?? '' }));
}

/** Numbers and signs of our documents that lines of theirs may name: what decides which sign the file gives to what is owed. */
export async function loadSigns(
  db: Sql,
  tenantId: bigint,
  of: { accountIds: readonly bigint[]; currency: string },
): Promise<{ number: string; references: string[]; originalMinor: bigint }[]> {
  const { rows } = await sql<{ number: string; reference_keys: string[]; amount_minor: bigint }>`
    select number, reference_keys, amount_minor from receivables.v_item
    where tenant_id = ${tenantId} and ${amongOurs(of, sql`account_id`)} and currency = ${of.currency} and not noted and reversed_by is null
      and document_type <> 'reversal'
    order by posting_date desc, id desc limit 20000`.execute(db);
  return rows.map((row) => ({ number: row.number, references: row.reference_keys, originalMinor: row.amount_minor }));
}
