/** The facts of statements of account: what stands open on the accounts that a customer gets letters for, and what moved. */
import { accountsOfLetters, loadAccounts, loadStanding } from '#customers';
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import type { Debtor } from '../model.ts';
import type { StatementFacts, StatementItem, StatementMovements } from '../statement-model.ts';
import { loadRecipientAccounts, loadRecipients, taxOfOpen } from './recipients.ts';

interface ItemRow {
  account_id: bigint;
  customer_id: bigint;
  number_of_customer: string;
  name_of_customer: string;
  id: bigint;
  number: string;
  document_type: string;
  aging_class: StatementItem['agingClass'];
  document_date: Day;
  due_date: Day;
  currency: string;
  amount_minor: bigint;
  open_minor: bigint;
  tax_minor: bigint;
  disputed: boolean;
}

interface Group {
  readonly accountId: bigint;
  readonly members: Set<bigint>;
  readonly items: StatementItem[];
}

/**
 * Loads what a company's customers would read in a statement, or some accounts'. Items are gathered by who gets the letter: a
 * head office for its branches, the survivor of a merge, a payer to whom a customer's letters go. With `movements` also what was posted since the last statement.
 */
export async function loadStatementFacts(
  db: Sql,
  tenantId: bigint,
  input: { companyId: bigint; asOf: Day; accountIds?: readonly bigint[]; movements: boolean },
): Promise<StatementFacts[]> {
  const standing = await loadStanding(db, tenantId, { day: input.asOf });
  const spokenOf =
    input.accountIds === undefined ? null : await accountsOfLetters(db, tenantId, input.accountIds, standing);
  const { rows } = await sql<ItemRow>`
    select i.account_id, a.customer_id, a.number as number_of_customer, a.name as name_of_customer, i.id, i.number, i.document_type, i.aging_class,
      i.document_date, i.due_date, i.currency, i.amount_minor, i.open_minor, ${taxOfOpen} as tax_minor,
      exists (select 1 from receivables.v_block b where b.tenant_id = ${tenantId} and b.item_id = i.id and b.kind = 'dispute'
        and b.from_date <= ${input.asOf} and (b.to_date is null or b.to_date >= ${input.asOf})) as disputed
    from receivables.v_item i join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where i.tenant_id = ${tenantId} and i.company_id = ${input.companyId} and i.open_minor <> 0 and not i.noted and i.posting_date <= ${input.asOf}
      ${spokenOf === null ? sql`` : sql`and i.account_id = any(${spokenOf as bigint[]}::bigint[])`}
    order by i.account_id, i.due_date, i.id`.execute(db);
  const keyed = rows.map((row) => ({ accountId: row.account_id, customerId: row.customer_id, row }));
  const accounts = await loadRecipientAccounts(db, tenantId, input.companyId, keyed, standing);
  const groups = new Map<bigint, Group>();
  for (const one of keyed) {
    const accountId = accounts.recipientOf(one);
    const debtor = accounts.debtorOf(one);
    const group = groups.get(accountId) ?? { accountId, members: new Set([accountId]), items: [] };
    groups.set(accountId, group);
    group.members.add(one.accountId);
    group.items.push(itemOf(one.row, one.accountId === (debtor?.accountId ?? accountId), debtor));
  }
  const wanted = [...groups.values()].filter((group) => input.accountIds?.includes(group.accountId) ?? true);
  const accountIds = wanted.map((group) => group.accountId);
  const recipients = await loadRecipients(db, tenantId, { accountIds, withoutMessage: null });
  const oneTime = new Set(
    (await loadAccounts(db, tenantId, { accountIds }))
      .filter((account) => account.oneTime)
      .map((account) => account.id),
  );
  const movements = input.movements ? await loadMovements(db, tenantId, wanted, input.asOf) : null;
  return wanted.flatMap((group): StatementFacts[] => {
    const recipient = recipients.get(group.accountId);
    if (!recipient) return [];
    return [
      {
        recipient,
        companyId: input.companyId,
        oneTime: oneTime.has(group.accountId),
        payers: accounts.payersOf(group.accountId),
        items: group.items,
        movements: movements?.get(group.accountId) ?? null,
      },
    ];
  });
}

const itemOf = (row: ItemRow, own: boolean, debtor: Debtor | null): StatementItem => ({
  id: row.id,
  number: row.number,
  documentType: row.document_type,
  agingClass: row.aging_class,
  documentDate: row.document_date,
  dueDate: row.due_date,
  currency: row.currency,
  amountMinor: row.amount_minor,
  openMinor: row.open_minor,
  taxMinor: row.tax_minor,
  disputed: row.disputed,
  branch: own ? null : `${row.name_of_customer} (${row.number_of_customer})`,
  debtor: debtor && `${debtor.name} (${debtor.number})`,
});

/** What moved since the last statement that stands, by recipient; nobody without one. */
async function loadMovements(
  db: Sql,
  tenantId: bigint,
  groups: readonly Group[],
  asOf: Day,
): Promise<Map<bigint, StatementMovements[]>> {
  const pairs = groups.flatMap((group) => [...group.members].map((member) => ({ head: group.accountId, member })));
  const { rows } = await sql<{
    head: bigint;
    currency: string;
    since: Day;
    opening: bigint;
    documents: { number: string; type: string; day: Day; amount: string }[] | null;
  }>`
    with pair as (
      select * from unnest(${pairs.map((one) => one.head)}::bigint[], ${pairs.map((one) => one.member)}::bigint[]) as p(head, member)
    ), last as (
      select account_id as head, max(statement_date) as since from collections.statement
      where tenant_id = ${tenantId} and reversed_at is null and statement_date < ${asOf}
        and account_id = any(${groups.map((group) => group.accountId)}::bigint[])
      group by account_id
    ), opening as (
      select p.head, e.currency, sum(e.amount_minor) filter (where e.effective_date <= l.since)::bigint as minor
      from pair p join last l on l.head = p.head
      join receivables.v_entry e on e.tenant_id = ${tenantId} and e.account_id = p.member and e.effective_date <= ${asOf}
      group by p.head, e.currency
    ), moved as (
      select p.head, i.currency, jsonb_agg(jsonb_build_object('number', i.number, 'type', i.document_type, 'day', i.posting_date,
        'amount', i.amount_minor::text) order by i.posting_date, i.id) as documents
      from pair p join last l on l.head = p.head
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.account_id = p.member and not i.noted
        and i.posting_date > l.since and i.posting_date <= ${asOf}
      group by p.head, i.currency
    )
    select o.head, o.currency, l.since, coalesce(o.minor, 0)::bigint as opening, m.documents
    from opening o join last l on l.head = o.head left join moved m on m.head = o.head and m.currency = o.currency
    order by o.head, o.currency`.execute(db);
  const found = new Map<bigint, StatementMovements[]>();
  for (const row of rows) {
    const group = groups.find((one) => one.accountId === row.head)!;
    const balance = group.items
      .filter((item) => item.currency === row.currency)
      .reduce((sum, item) => sum + item.openMinor, 0n);
    const documents = (row.documents ?? []).map((one) => ({
      number: one.number,
      documentType: one.type,
      postingDate: one.day,
      amountMinor: BigInt(one.amount),
    }));
    const posted = documents.reduce((sum, one) => sum + one.amountMinor, 0n);
    const { currency, since, opening: openingMinor } = row;
    const differenceMinor = balance - openingMinor - posted;
    found.set(row.head, [
      ...(found.get(row.head) ?? []),
      { currency, since, openingMinor, documents, differenceMinor },
    ]);
  }
  return found;
}
