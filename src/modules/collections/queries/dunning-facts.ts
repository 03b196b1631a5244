/** The facts of the dunning decision: items with levels and blocks, contact, last notice; for many accounts at once. */
import { accountsOfLetters, defaultLanguage, defaultTimeZone, loadStanding } from '#customers';
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import type { OneTimeParty } from '#receivables';
import type { DunningFacts, DunningItem } from '../model.ts';
import { levelGiven, loadProcedures, noticesThatCount } from '../store.ts';
import { linesOf, loadRecipientAccounts, loadRecipients, taxOfOpen } from './recipients.ts';

/**
 * Loads the facts of a company's accounts that have something overdue in a currency, or of the notices that go to some
 * accounts. Items are gathered by who gets the notice: a head office for its branches, the survivor of a merge, a payer to whom
 * a customer's letters go, with the procedure of that recipient; on a collective account each customer seen once by itself, at the address of its documents. `withoutMessage`: as they were if
 * that notice had not been claimed, so that it can be looked at once more.
 */
export async function loadDunningFacts(
  db: Sql,
  tenantId: bigint,
  input: { companyId: bigint; asOf: Day; accountIds?: readonly bigint[]; withoutMessage?: bigint },
): Promise<DunningFacts[]> {
  const [procedures, standing] = await Promise.all([
    loadProcedures(db, tenantId, input.asOf),
    loadStanding(db, tenantId, { day: input.asOf }),
  ]);
  const spokenOf =
    input.accountIds === undefined ? null : await accountsOfLetters(db, tenantId, input.accountIds, standing);
  const rows = await loadOpenItems(db, tenantId, input, spokenOf);
  const { recipientOf, debtorOf, payersOf } = await loadRecipientAccounts(
    db,
    tenantId,
    input.companyId,
    rows,
    standing,
  );
  const recipients = rows.map(recipientOf);
  const elsewhere = rows.flatMap((row, place) => (recipients[place] === row.accountId ? [] : [row.accountId]));
  const heldBackOf = await loadHeldBack(db, tenantId, { accountIds: [...new Set(elsewhere)], asOf: input.asOf });
  const groups = new Map<string, Group>();
  for (const [place, row] of rows.entries()) {
    const accountId = recipients[place]!;
    const key = `${accountId}/${row.currency}/${row.party?.key ?? ''}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { accountId, currency: row.currency, party: row.party, items: [], lastNotice: null };
      groups.set(key, group);
    }
    // Who was merged was written to under its own account; the survivor is not written to again within the days between.
    const earlier = standing.holderOf(row.customerId) === row.customerId ? null : row.last_notice_date;
    if (earlier !== null && earlier > (group.lastNotice ?? '')) group.lastNotice = earlier;
    group.items.push({
      id: row.id,
      number: row.number,
      agingClass: row.aging_class,
      dueDate: row.due_date,
      openMinor: row.open_minor,
      taxMinor: row.tax_minor,
      level: row.level ?? 0,
      lastNoticeDate: row.last_notice_date,
      blocks: row.blocks ?? unblocked,
      debtor: debtorOf(row),
      heldBack: accountId === row.accountId ? null : heldBackOf(row),
    });
  }
  const overdue = [...groups.values()].filter((group) =>
    group.items.some((item) => item.agingClass === 'debit' && item.openMinor > 0n && item.dueDate < input.asOf),
  );
  const accounts = await loadRecipients(db, tenantId, {
    accountIds: [...new Set(overdue.map((group) => group.accountId))],
    withoutMessage: input.withoutMessage ?? null,
  });
  const returned = await loadReturnedAddresses(
    db,
    tenantId,
    overdue.filter((group) => group.party !== null).map((group) => group.accountId),
  );
  return overdue.flatMap((group) => {
    const account = accounts.get(group.accountId);
    const procedure = account && procedures.get(account.procedureCode ?? 'standard');
    // Without a procedure nobody is dunned: the policy has not been set.
    if (!account || !procedure) return [];
    const { currency, items } = group;
    // The account comes last: to an object that begins as a copy, so many properties are added slowly, and slow it stays.
    const facts = {
      companyId: input.companyId,
      payers: payersOf(group.accountId),
      currency,
      items,
      procedure,
      partyKey: null,
      party: null,
      ...account,
      lastNoticeSent: laterOf(account.lastNoticeSent, group.lastNotice),
    };
    if (group.party === null) return [facts];
    return [
      forParty(facts, group.party, returned.get(`${group.accountId} ${group.party.email?.toLowerCase()}`) ?? null),
    ];
  });
}

const laterOf = (one: Day | null, other: Day | null): Day | null =>
  one === null || (other !== null && other > one) ? other : one;

/** Of nearly every item: made once. */
const unblocked: readonly string[] = [];

interface Party extends OneTimeParty {
  readonly key: string;
}

interface Group {
  readonly accountId: bigint;
  readonly currency: string;
  readonly party: Party | null;
  readonly items: DunningItem[];
  /** When a merged customer's items were last reminded of. */
  lastNotice: Day | null;
}

/** What the planner asks of the recipient's own account, asked of other accounts whose items its letter speaks of. */
async function loadHeldBack(
  db: Sql,
  tenantId: bigint,
  of: { readonly accountIds: readonly bigint[]; readonly asOf: Day },
): Promise<(row: OpenItem) => DunningItem['heldBack']> {
  const { rows } =
    of.accountIds.length === 0
      ? { rows: [] }
      : await sql<HeldAccount>`
          select id, number, category, direct_debit, dunning_blocked_until, insolvent_since from customers.v_account
          where tenant_id = ${tenantId} and id = any(${of.accountIds as bigint[]}::bigint[])`.execute(db);
  const accounts = new Map(rows.map((row) => [row.id, row]));
  return (row) => heldBack(row.number, accounts.get(row.accountId)!, of.asOf);
}

interface HeldAccount {
  readonly id: bigint;
  readonly number: string;
  readonly category: string;
  readonly direct_debit: boolean;
  readonly dunning_blocked_until: Day | null;
  readonly insolvent_since: Day | null;
}

function heldBack(itemNumber: string, account: HeldAccount, asOf: Day): DunningItem['heldBack'] {
  const { number, category, direct_debit, dunning_blocked_until, insolvent_since } = account;
  if (insolvent_since !== null)
    return { code: 'insolvent', reason: `${itemNumber}: customer ${number} is insolvent since ${insolvent_since}` };
  if (category !== 'third_party' && category !== 'public_body')
    return { code: 'category', reason: `${itemNumber}: ${category.replace('_', ' ')} customers are not dunned` };
  if (dunning_blocked_until !== null && dunning_blocked_until >= asOf)
    return {
      code: 'dunning_block',
      reason: `${itemNumber}: dunning of ${number} is blocked until ${dunning_blocked_until}`,
    };
  return direct_debit ? { code: 'direct_debit', reason: `${itemNumber} is collected by direct debit` } : null;
}

/** An open item as it is read. */
interface OpenItem {
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly currency: string;
  readonly id: bigint;
  readonly number: string;
  readonly aging_class: DunningItem['agingClass'];
  readonly due_date: Day;
  readonly open_minor: bigint;
  readonly tax_minor: bigint;
  readonly level: number | null;
  readonly last_notice_date: Day | null;
  readonly blocks: string[] | null;
  readonly party: Party | null;
}

/** A customer seen once gets its notice at its document's address, and is not silenced by a notice to another one. */
function forParty(facts: DunningFacts, party: Party, bouncedAt: string | null): DunningFacts {
  const days = facts.items.flatMap((item) => (item.lastNoticeDate === null ? [] : [item.lastNoticeDate]));
  return {
    ...facts,
    partyKey: party.key,
    party,
    customerName: party.name,
    country: party.country,
    timeZone: defaultTimeZone(party.country),
    language: party.language ?? defaultLanguage(party.country),
    contact: { name: party.name, email: party.email ?? null, stopped: false, bouncedAt },
    postalAddress: party.lines
      ? {
          lines: linesOf(party.lines),
          postalCode: party.postalCode ?? null,
          city: party.city ?? null,
          country: party.country,
        }
      : null,
    lastNoticeSent: days.sort().at(-1) ?? null,
  };
}

/** Customers seen once have no contact that could be marked: which of their addresses sent a mail back for good, and when. */
async function loadReturnedAddresses(
  db: Sql,
  tenantId: bigint,
  accountIds: readonly bigint[],
): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const { rows } = await sql<{ account_id: bigint; address: string; bounced_at: string }>`
    select account_id, lower(recipient_address) as address, max(bounced_at) as bounced_at from correspondence.v_message
    where tenant_id = ${tenantId} and account_id = any(${[...new Set(accountIds)]}::bigint[]) and bounce = 'hard' and recipient_address is not null
    group by account_id, lower(recipient_address)`.execute(db);
  return new Map(rows.map((row) => [`${row.account_id} ${row.address}`, row.bounced_at]));
}

async function loadOpenItems(
  db: Sql,
  tenantId: bigint,
  input: { companyId: bigint; asOf: Day; withoutMessage?: bigint },
  accountIds: readonly bigint[] | null,
): Promise<OpenItem[]> {
  const some = accountIds === null ? sql`` : sql`and account_id = any(${accountIds as bigint[]}::bigint[])`;
  const levels =
    input.withoutMessage === undefined
      ? sql`left join collections.item_level l on l.tenant_id = i.tenant_id and l.item_id = i.id`
      : sql`left join lateral (
          select max(${levelGiven(tenantId)}) as level, max(n.notice_date) as last_notice_date
          from (${noticesThatCount(tenantId, (item) => sql`and ${item} = i.id`)}) n
          where n.message_id <> ${input.withoutMessage} and n.reversed_at is null) l on true`;
  const { rows } = await sql<OpenItem>`
    select i.account_id as "accountId", i.customer_id as "customerId", i.currency, i.id, i.number, i.aging_class, i.due_date, i.open_minor,
      ${taxOfOpen} as tax_minor, l.level, l.last_notice_date, b.kinds as blocks,
      case when p.name is not null then jsonb_build_object('key', p.party_key, 'name', p.name, 'email', p.email, 'lines', p.lines,
        'postalCode', p.postal_code, 'city', p.city, 'country', p.country, 'language', p.language) end as party
    from (select * from receivables.v_item where tenant_id = ${tenantId} and company_id = ${input.companyId} and open_minor <> 0 and chased ${some}) i
    ${levels}
    -- Few items are blocked: these are gathered once and not looked for item by item.
    left join (
      select item_id, array_agg(kind order by kind) as kinds from receivables.v_block
      where tenant_id = ${tenantId} and from_date <= ${input.asOf} and (to_date is null or to_date >= ${input.asOf}) ${some} group by item_id
    ) b on b.item_id = i.id
    left join receivables.v_item_party p on p.tenant_id = i.tenant_id and p.item_id = i.id
    -- What is not yet due is in no notice; it counts where it was in one before its day was moved.
    where i.open_minor < 0 or i.due_date < ${input.asOf} or l.last_notice_date is not null
    order by i.account_id, i.currency, i.due_date, i.id`.execute(db);
  return rows;
}
