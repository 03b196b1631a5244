/** The facts of the dunning decision: items with levels and blocks, contact, last notice; for many accounts at once. */
import {
  accountsOfLetters,
  defaultLanguage,
  defaultTimeZone,
  loadAccounts,
  loadStanding,
  type Standing,
} from '#customers';
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import type { OneTimeParty } from '#receivables';
import type { DunningFacts, DunningItem } from '../model.ts';
import { levelGiven, loadProcedures } from '../store.ts';

/**
 * Loads the facts of a company's accounts that have something overdue in a currency, or of the notices that go to some
 * accounts. Items are gathered by who gets the notice: a head office for its branches, the survivor of a merge; on a
 * collective account each customer seen once by itself, at the address of its documents. `withoutMessage`: as they were if
 * that notice had not been claimed, so that it can be looked at once more.
 */
export async function loadDunningFacts(
  db: Sql,
  tenantId: bigint,
  input: { companyId: bigint; asOf: Day; accountIds?: readonly bigint[]; withoutMessage?: bigint },
): Promise<DunningFacts[]> {
  const procedures = await loadProcedures(db, tenantId);
  const standing = await loadStanding(db, tenantId, { day: input.asOf });
  const spokenOf =
    input.accountIds === undefined ? null : await accountsOfLetters(db, tenantId, input.accountIds, standing);
  const rows = await loadOpenItems(db, tenantId, input, spokenOf);
  const recipientOf = await loadRecipientAccounts(db, tenantId, input.companyId, rows, standing);
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const accountId = recipientOf(row);
    const key = `${accountId}/${row.currency}/${row.party?.key ?? ''}`;
    const group = groups.get(key) ?? { accountId, currency: row.currency, party: row.party, items: [] };
    groups.set(key, group);
    group.items.push(row.item);
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
    const facts = { ...account, companyId: input.companyId, currency, items, procedure, partyKey: null, party: null };
    if (group.party === null) return [facts];
    return [
      forParty(facts, group.party, returned.get(`${group.accountId} ${group.party.email?.toLowerCase()}`) ?? null),
    ];
  });
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

interface Party extends OneTimeParty {
  readonly key: string;
}

interface Group {
  readonly accountId: bigint;
  readonly currency: string;
  readonly party: Party | null;
  readonly items: DunningItem[];
}

interface OpenItem {
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly currency: string;
  readonly party: Party | null;
  readonly item: DunningItem;
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
          select max(${levelGiven(tenantId)}) as level, max(n.notice_date) as last_notice_date from collections.notice_item n
          where n.tenant_id = ${tenantId} and n.item_id = i.id and n.message_id <> ${input.withoutMessage} and n.reversed_at is null) l on true`;
  const { rows } = await sql<{
    account_id: bigint;
    customer_id: bigint;
    currency: string;
    id: bigint;
    number: string;
    aging_class: DunningItem['agingClass'];
    due_date: string;
    open_minor: bigint;
    level: number | null;
    last_notice_date: string | null;
    blocks: string[] | null;
    party: Party | null;
  }>`
    select i.account_id, i.customer_id, i.currency, i.id, i.number, i.aging_class, i.due_date, i.open_minor, l.level, l.last_notice_date,
      (select array_agg(b.kind order by b.kind) from receivables.v_block b where b.tenant_id = ${tenantId} and b.item_id = i.id and b.from_date <= ${input.asOf}
        and (b.to_date is null or b.to_date >= ${input.asOf})) as blocks,
      case when p.name is not null then jsonb_build_object('key', p.party_key, 'name', p.name, 'email', p.email, 'lines', p.lines,
        'postalCode', p.postal_code, 'city', p.city, 'country', p.country, 'language', p.language) end as party
    from receivables.v_item i
    ${levels}
    left join receivables.v_item_party p on p.tenant_id = i.tenant_id and p.item_id = i.id
    where i.tenant_id = ${tenantId} and i.company_id = ${input.companyId} and i.open_minor <> 0 and i.chased ${some}
    order by i.account_id, i.currency, i.due_date, i.id`.execute(db);
  return rows.map((row) => ({
    accountId: row.account_id,
    customerId: row.customer_id,
    currency: row.currency,
    party: row.party,
    item: {
      id: row.id,
      number: row.number,
      agingClass: row.aging_class,
      dueDate: row.due_date,
      openMinor: row.open_minor,
      level: row.level ?? 0,
      lastNoticeDate: row.last_notice_date,
      blocks: row.blocks ?? [],
    },
  }));
}

/** Whose account a notice about an item goes to; the item's own where the recipient has no account in the company. */
async function loadRecipientAccounts(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  rows: readonly OpenItem[],
  standing: Standing,
): Promise<(row: OpenItem) => bigint> {
  const elsewhere = [
    ...new Set(
      rows.map((row) => standing.recipientOf(row.customerId)).filter((id, index) => id !== rows[index]!.customerId),
    ),
  ];
  const accounts =
    elsewhere.length === 0 ? [] : await loadAccounts(db, tenantId, { companyId, customerIds: elsewhere });
  const accountOf = new Map(accounts.map((account) => [account.customerId, account.id]));
  return (row) => accountOf.get(standing.recipientOf(row.customerId)) ?? row.accountId;
}

type Recipient = Omit<DunningFacts, 'companyId' | 'currency' | 'items' | 'procedure' | 'partyKey' | 'party'> & {
  readonly procedureCode: string | null;
};

async function loadRecipients(
  db: Sql,
  tenantId: bigint,
  { accountIds, withoutMessage }: { accountIds: readonly bigint[]; withoutMessage: bigint | null },
): Promise<Map<bigint, Recipient>> {
  const { rows } = await sql<{
    id: bigint;
    number: string;
    name: string;
    category: string;
    country: string;
    time_zone: string;
    language: string;
    dunning_procedure: string | null;
    dunning_blocked_until: string | null;
    direct_debit: boolean;
    contact_name: string | null;
    email: string | null;
    contact_language: string | null;
    stopped: boolean | null;
    bounced_at: string | null;
    notice_channel: 'email' | 'letter' | null;
    address: { lines: string; postalCode: string | null; city: string | null; country: string } | null;
    last_notice: string | null;
  }>`
    select a.id, a.number, a.name, a.category, a.country, a.time_zone, a.language, a.dunning_procedure, a.dunning_blocked_until, a.direct_debit,
      a.notice_channel,
      c.name as contact_name, c.email, c.language as contact_language, c.stopped, c.bounced_at, p.address,
      (select max(m.proposed_date) from correspondence.v_message m where m.tenant_id = a.tenant_id and m.account_id = a.id and m.kind = 'dunning_notice'
        -- What came back for good told nobody anything: the letter in its place need not wait.
        and m.state in ('sending', 'sent', 'unknown') and m.bounce is distinct from 'hard' and m.id is distinct from ${withoutMessage}::bigint) as last_notice
    from customers.v_account a
    left join lateral (
      select name, email, language, stopped, bounced_at from customers.v_contact c where c.tenant_id = a.tenant_id and c.customer_id = a.customer_id
      order by (c.bounced_at is not null), c.primary_contact desc, (c.email is null), c.id limit 1
    ) c on true
    left join lateral (
      select jsonb_build_object('lines', d.lines, 'postalCode', d.postal_code, 'city', d.city, 'country', d.country) as address
      from customers.v_address d where d.tenant_id = a.tenant_id and d.customer_id = a.customer_id and d.kind in ('billing', 'legal')
      order by d.kind, d.id limit 1
    ) p on true
    where a.tenant_id = ${tenantId} and a.id = any(${accountIds as bigint[]}::bigint[])`.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        accountId: row.id,
        customerNumber: row.number,
        customerName: row.name,
        category: row.category,
        country: row.country,
        timeZone: row.time_zone,
        language: row.contact_language ?? row.language,
        contact:
          row.contact_name === null
            ? null
            : { name: row.contact_name, email: row.email, stopped: row.stopped ?? false, bouncedAt: row.bounced_at },
        postalAddress: row.address && { ...row.address, lines: linesOf(row.address.lines) },
        noticeChannel: row.notice_channel,
        directDebit: row.direct_debit,
        dunningBlockedUntil: row.dunning_blocked_until,
        lastNoticeSent: row.last_notice,
        procedureCode: row.dunning_procedure,
      },
    ]),
  );
}
