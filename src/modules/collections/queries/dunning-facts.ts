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
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const accountId = recipientOf(row);
    const key = `${accountId}/${row.currency}/${row.party?.key ?? ''}`;
    const group = groups.get(key) ?? {
      accountId,
      currency: row.currency,
      party: row.party,
      items: [],
      lastNotice: null,
    };
    groups.set(key, group);
    // Who was merged was written to under its own account; the survivor is not written to again within the days between.
    const earlier = standing.holderOf(row.customerId) === row.customerId ? null : row.item.lastNoticeDate;
    if (earlier !== null && earlier > (group.lastNotice ?? '')) group.lastNotice = earlier;
    group.items.push({
      ...row.item,
      debtor: debtorOf(row),
      heldBack: row.accountId === accountId ? null : heldBack(row, input.asOf),
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
    const facts = {
      ...account,
      companyId: input.companyId,
      payers: payersOf(group.accountId),
      lastNoticeSent:
        [account.lastNoticeSent, group.lastNotice]
          .filter((day) => day !== null)
          .sort()
          .at(-1) ?? null,
      currency,
      items,
      procedure,
      partyKey: null,
      party: null,
    };
    if (group.party === null) return [facts];
    return [
      forParty(facts, group.party, returned.get(`${group.accountId} ${group.party.email?.toLowerCase()}`) ?? null),
    ];
  });
}

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

/** What the planner asks of the recipient's own account, asked of another account whose items its letter speaks of. */
function heldBack({ item, account }: OpenItem, asOf: Day): DunningItem['heldBack'] {
  const { number, category, direct_debit, dunning_blocked_until, insolvent_since } = account;
  if (insolvent_since !== null)
    return { code: 'insolvent', reason: `${item.number}: customer ${number} is insolvent since ${insolvent_since}` };
  if (category !== 'third_party' && category !== 'public_body')
    return { code: 'category', reason: `${item.number}: ${category.replace('_', ' ')} customers are not dunned` };
  if (dunning_blocked_until !== null && dunning_blocked_until >= asOf)
    return {
      code: 'dunning_block',
      reason: `${item.number}: dunning of ${number} is blocked until ${dunning_blocked_until}`,
    };
  return direct_debit ? { code: 'direct_debit', reason: `${item.number} is collected by direct debit` } : null;
}

interface OpenItem {
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly account: {
    readonly number: string;
    readonly category: string;
    readonly direct_debit: boolean;
    readonly dunning_blocked_until: Day | null;
    readonly insolvent_since: Day | null;
  };
  readonly currency: string;
  readonly party: Party | null;
  readonly item: Omit<DunningItem, 'debtor' | 'heldBack'>;
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
  const some = accountIds === null ? sql`` : sql`and i.account_id = any(${accountIds as bigint[]}::bigint[])`;
  const levels =
    input.withoutMessage === undefined
      ? sql`left join collections.item_level l on l.tenant_id = i.tenant_id and l.item_id = i.id`
      : sql`left join lateral (
          select max(${levelGiven(tenantId)}) as level, max(n.notice_date) as last_notice_date
          from (${noticesThatCount(tenantId, (item) => sql`and ${item} = i.id`)}) n
          where n.message_id <> ${input.withoutMessage} and n.reversed_at is null) l on true`;
  const { rows } = await sql<{
    account_id: bigint;
    customer_id: bigint;
    currency: string;
    id: bigint;
    number: string;
    aging_class: DunningItem['agingClass'];
    due_date: string;
    open_minor: bigint;
    tax_minor: bigint;
    level: number | null;
    last_notice_date: string | null;
    blocks: string[] | null;
    party: Party | null;
    account: OpenItem['account'];
  }>`
    select i.account_id, i.customer_id,
      jsonb_build_object('number', a.number, 'category', a.category, 'direct_debit', a.direct_debit, 'dunning_blocked_until', a.dunning_blocked_until,
        'insolvent_since', a.insolvent_since) as account, i.currency, i.id, i.number, i.aging_class, i.due_date, i.open_minor,
      ${taxOfOpen} as tax_minor, l.level, l.last_notice_date,
      (select array_agg(b.kind order by b.kind) from receivables.v_block b where b.tenant_id = ${tenantId} and b.item_id = i.id and b.from_date <= ${input.asOf}
        and (b.to_date is null or b.to_date >= ${input.asOf})) as blocks,
      case when p.name is not null then jsonb_build_object('key', p.party_key, 'name', p.name, 'email', p.email, 'lines', p.lines,
        'postalCode', p.postal_code, 'city', p.city, 'country', p.country, 'language', p.language) end as party
    from receivables.v_item i
    join customers.v_account a on a.tenant_id = i.tenant_id and a.id = i.account_id
    ${levels}
    left join receivables.v_item_party p on p.tenant_id = i.tenant_id and p.item_id = i.id
    where i.tenant_id = ${tenantId} and i.company_id = ${input.companyId} and i.open_minor <> 0 and i.chased ${some}
    order by i.account_id, i.currency, i.due_date, i.id`.execute(db);
  return rows.map((row) => ({
    accountId: row.account_id,
    customerId: row.customer_id,
    account: row.account,
    currency: row.currency,
    party: row.party,
    item: {
      id: row.id,
      number: row.number,
      agingClass: row.aging_class,
      dueDate: row.due_date,
      openMinor: row.open_minor,
      taxMinor: row.tax_minor,
      level: row.level ?? 0,
      lastNoticeDate: row.last_notice_date,
      blocks: row.blocks ?? [],
    },
  }));
}
