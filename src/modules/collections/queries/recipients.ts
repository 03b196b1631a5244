/** Who gets letters, and how: the account of the recipient, its contact, its postal address. For many accounts at once. */
import { loadAccounts, type Standing } from '#customers';
import { type Sql, sql } from '#platform';
import type { Debtor, DunningFacts } from '../model.ts';

/** The share of an item's tax in what is open of it (i an item), rounded half away from zero. Most are wholly open. */
export const taxOfOpen = sql`case when i.tax_minor = 0 then 0 when i.open_minor = i.amount_minor then i.tax_minor else round(i.tax_minor::numeric * i.open_minor / i.amount_minor) end::bigint`;

/** The lines of an address that have something in them. */
export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

interface Held {
  readonly accountId: bigint;
  readonly customerId: bigint;
}

/** Who is written to about items, who owes them, and who pays for whom. */
export interface RecipientAccounts {
  /** The account of who gets the letter: the payer, else the head office, else who the customer reads as, as far as each has one in the company. */
  readonly recipientOf: (row: Held) => bigint;
  /** Who owes, where the letter goes to its payer; null where it goes to who owes. */
  readonly debtorOf: (row: Held) => Debtor | null;
  /** Names of those who pay for the customer of a recipient's account. */
  readonly payersOf: (accountId: bigint) => readonly string[];
}

/** Works out who gets the letters about the items of a company on the day of the standing. */
export async function loadRecipientAccounts(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  rows: readonly Held[],
  standing: Standing,
): Promise<RecipientAccounts> {
  const customers = new Map<
    bigint,
    { readonly payer: ReturnType<Standing['payerOfLetters']>; readonly ownId: bigint }
  >();
  const payersOfCustomer = new Map<bigint, readonly bigint[]>();
  for (const { customerId } of rows) {
    if (customers.has(customerId)) continue;
    const ownId = standing.headOfficeOf(customerId)?.customerId ?? standing.holderOf(customerId);
    customers.set(customerId, { payer: standing.payerOfLetters(customerId), ownId });
    payersOfCustomer.set(ownId, standing.payersOf(ownId));
  }
  const elsewhere = new Set<bigint>();
  for (const [customerId, { payer, ownId }] of customers) {
    if (ownId !== customerId) elsewhere.add(ownId);
    if (payer !== null) elsewhere.add(payer.payerId).add(payer.debtorId).add(customerId);
  }
  const named = new Set([...payersOfCustomer.values()].flat());
  const accounts =
    elsewhere.size === 0 ? [] : await loadAccounts(db, tenantId, { companyId, customerIds: [...elsewhere] });
  const accountOf = new Map(accounts.map((account) => [account.customerId, account]));
  const nameOf = await loadNames(db, tenantId, [...named]);
  const customerOf = new Map(rows.map((row) => [row.accountId, row.customerId]));
  for (const account of accounts) customerOf.set(account.id, account.customerId);
  const paidFor = (row: Held) => {
    const payer = customers.get(row.customerId)?.payer ?? null;
    const account = payer && accountOf.get(payer.payerId);
    return payer && account
      ? { account, debtor: accountOf.get(payer.debtorId) ?? accountOf.get(row.customerId) }
      : null;
  };
  return {
    recipientOf: (row) =>
      paidFor(row)?.account.id ?? accountOf.get(customers.get(row.customerId)!.ownId)?.id ?? row.accountId,
    debtorOf: (row) => {
      const debtor = paidFor(row)?.debtor;
      return debtor ? { accountId: debtor.id, number: debtor.number, name: debtor.name } : null;
    },
    payersOf: (accountId) => {
      const customerId = customerOf.get(accountId);
      if (customerId === undefined) return [];
      return (payersOfCustomer.get(customerId) ?? []).flatMap((id) => nameOf.get(id) ?? []);
    },
  };
}

async function loadNames(db: Sql, tenantId: bigint, customerIds: readonly bigint[]): Promise<Map<bigint, string>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await sql<{ id: bigint; name: string }>`
    select id, name from customers.v_customer where tenant_id = ${tenantId} and id = any(${customerIds as bigint[]}::bigint[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

export type Recipient = Omit<
  DunningFacts,
  'companyId' | 'currency' | 'items' | 'payers' | 'procedure' | 'partyKey' | 'party'
> & {
  readonly procedureCode: string | null;
};

export async function loadRecipients(
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
    insolvent_since: string | null;
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
    with wanted as materialized (
      select * from customers.v_account where tenant_id = ${tenantId} and id = any(${accountIds as bigint[]}::bigint[])
    )
    select a.id, a.number, a.name, a.category, a.country, a.time_zone, a.language, a.dunning_procedure, a.dunning_blocked_until, a.direct_debit,
      a.notice_channel, a.insolvent_since,
      c.name as contact_name, c.email, c.language as contact_language, c.stopped, c.bounced_at, p.address,
      (select max(m.proposed_date) from correspondence.v_message m where m.tenant_id = a.tenant_id and m.account_id = a.id and m.kind = 'dunning_notice'
        -- What came back for good told nobody anything: the letter in its place need not wait.
        and m.state in ('sending', 'sent', 'unknown') and m.bounce is distinct from 'hard' and m.id is distinct from ${withoutMessage}::bigint) as last_notice
    from wanted a
    left join (
      select distinct on (customer_id) customer_id, name, email, language, stopped, bounced_at from customers.v_contact
      where tenant_id = ${tenantId} and customer_id = any(array(select customer_id from wanted))
      order by customer_id, (bounced_at is not null), primary_contact desc, (email is null), id
    ) c on c.customer_id = a.customer_id
    left join (
      select distinct on (customer_id) customer_id,
        jsonb_build_object('lines', lines, 'postalCode', postal_code, 'city', city, 'country', country) as address
      from customers.v_address where tenant_id = ${tenantId} and customer_id = any(array(select customer_id from wanted)) and kind in ('billing', 'legal')
      order by customer_id, kind, id
    ) p on p.customer_id = a.customer_id`.execute(db);
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
        insolventSince: row.insolvent_since,
        lastNoticeSent: row.last_notice,
        procedureCode: row.dunning_procedure,
      },
    ]),
  );
}
