/** The only writer of the customers' tables. */
import { textKey } from '#kernel';
import { type RawSql, type Sql, sql, type Transaction } from '#platform';
import type {
  CustomerAccount,
  CustomerAccountRecord,
  CustomerBankAccount,
  CustomerCategory,
  CustomerRecord,
} from './model.ts';
import { defaultLanguage, defaultTimeZone } from './rules/country-defaults.ts';

/**
 * Inserts or changes customers by number; returns their ids by number. Parents are linked afterwards. Of a known customer,
 * what the record leaves out stays as it is.
 */
export async function upsertCustomers(
  tx: Transaction,
  records: readonly CustomerRecord[],
): Promise<Map<string, bigint>> {
  const column = <T>(pick: (record: CustomerRecord) => T): T[] => records.map(pick);
  const numbers = column((r) => r.number);
  await sql`
    select id from customers.customer where tenant_id = ${tx.tenantId} and number = any(${numbers}::text[])
    order by id for update`.execute(tx.db);
  const { rows } = await sql<{ id: bigint; number: string }>`
    insert into customers.customer as old
      (tenant_id, number, name, name_key, category, natural_person, country, language, time_zone, tax_number, source, one_time)
    select ${tx.tenantId}, r.number, r.name, r.name_key, coalesce(r.category, k.category, 'third_party'),
      coalesce(r.natural_person, k.natural_person, false), r.country, coalesce(r.language, k.language, r.usual_language),
      coalesce(r.time_zone, k.time_zone, r.usual_zone), case when r.tax_number_told then r.tax_number else k.tax_number end,
      r.source, r.one_time
    from unnest(${numbers}::text[], ${column((r) => r.name)}::text[], ${column((r) => textKey(r.name))}::text[],
      ${column((r) => r.category ?? null)}::text[], ${column((r) => r.naturalPerson ?? null)}::boolean[],
      ${column((r) => r.country)}::text[], ${column((r) => r.language ?? null)}::text[],
      ${column((r) => defaultLanguage(r.country))}::text[], ${column((r) => r.timeZone ?? null)}::text[],
      ${column((r) => defaultTimeZone(r.country))}::text[], ${column((r) => r.taxNumber ?? null)}::text[],
      ${column((r) => r.taxNumber !== undefined)}::boolean[], ${column((r) => r.source ?? tx.source)}::text[],
      ${column((r) => r.oneTime ?? false)}::boolean[]) as r(number, name, name_key, category, natural_person, country, language,
      usual_language, time_zone, usual_zone, tax_number, tax_number_told, source, one_time)
    left join customers.customer k on k.tenant_id = ${tx.tenantId} and k.number = r.number
    on conflict (tenant_id, number) do update set name = excluded.name, name_key = excluded.name_key, category = excluded.category,
      natural_person = excluded.natural_person, country = excluded.country, language = excluded.language,
      time_zone = excluded.time_zone, tax_number = excluded.tax_number, one_time = old.one_time or excluded.one_time, archived_at = null, version = old.version + 1
    returning id, number`.execute(tx.db);
  return new Map(rows.map((row) => [row.number, row.id]));
}

/** Links children to parents, or takes the link away (null); numbers that exist nowhere come back as a list. */
export async function linkParents(
  tx: Transaction,
  links: readonly { id: bigint; parentNumber: string | null }[],
): Promise<string[]> {
  if (links.length === 0) return [];
  const wanted = links.flatMap((link) => (link.parentNumber === null ? [] : [link.parentNumber]));
  const { rows } = await sql<{ number: string; id: bigint }>`
    select number, id from customers.customer
    where tenant_id = ${tx.tenantId} and number = any(${wanted}::text[])`.execute(tx.db);
  const parents = new Map(rows.map((row) => [row.number, row.id]));
  const parentOf = ({ parentNumber }: { parentNumber: string | null }): bigint | null =>
    parentNumber === null ? null : parents.get(parentNumber)!;
  const known = links.filter((link) => link.parentNumber === null || parents.has(link.parentNumber));
  await sql`
    update customers.customer c set parent_id = l.parent_id
    from unnest(${known.map((l) => l.id)}::bigint[], ${known.map(parentOf)}::bigint[]) as l(id, parent_id)
    where c.tenant_id = ${tx.tenantId} and c.id = l.id and c.parent_id is distinct from l.parent_id`.execute(tx.db);
  return wanted.filter((number) => !parents.has(number));
}

/** The accounts that are there of these customers in these companies. */
export async function knownAccountIds(
  tx: Transaction,
  accounts: readonly { readonly customerId: bigint; readonly companyId: bigint }[],
): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select a.id from unnest(${accounts.map((a) => a.customerId)}::bigint[], ${accounts.map((a) => a.companyId)}::bigint[])
      as w(customer_id, company_id)
    join customers.account a on a.tenant_id = ${tx.tenantId} and a.company_id = w.company_id and a.customer_id = w.customer_id`.execute(
    tx.db,
  );
  return rows.map((row) => row.id);
}

/**
 * Makes accounts, or changes those that are there and locked: what is left out stays as it is, and so does the payment term,
 * which only `updatePaymentTerm` changes.
 */
export async function upsertAccounts(
  tx: Transaction,
  accounts: readonly (CustomerAccountRecord & { customerId: bigint })[],
): Promise<bigint[]> {
  if (accounts.length === 0) return [];
  const column = <T>(pick: (account: CustomerAccountRecord & { customerId: bigint }) => T): T[] => accounts.map(pick);
  const { rows } = await sql<{ id: bigint }>`
    insert into customers.account as old
      (tenant_id, customer_id, company_id, payment_term_id, portfolio_id, dunning_procedure, direct_debit, notice_channel)
    select ${tx.tenantId}, a.customer_id, a.company_id, a.payment_term_id,
      case when a.portfolio_told then a.portfolio_id else k.portfolio_id end,
      case when a.procedure_told then a.dunning_procedure else k.dunning_procedure end,
      coalesce(a.direct_debit, k.direct_debit, false),
      case when a.channel_told then a.notice_channel else k.notice_channel end
    from unnest(${column((a) => a.customerId)}::bigint[], ${column((a) => a.companyId)}::bigint[],
      ${column((a) => a.paymentTermId ?? null)}::bigint[],
      ${column((a) => a.portfolioId ?? null)}::bigint[], ${column((a) => a.portfolioId !== undefined)}::boolean[],
      ${column((a) => a.dunningProcedure ?? null)}::text[], ${column((a) => a.dunningProcedure !== undefined)}::boolean[],
      ${column((a) => a.directDebit ?? null)}::boolean[],
      ${column((a) => a.noticeChannel ?? null)}::text[], ${column((a) => a.noticeChannel !== undefined)}::boolean[])
      as a(customer_id, company_id, payment_term_id, portfolio_id, portfolio_told, dunning_procedure, procedure_told,
        direct_debit, notice_channel, channel_told)
    left join customers.account k on k.tenant_id = ${tx.tenantId} and k.company_id = a.company_id and k.customer_id = a.customer_id
    on conflict (tenant_id, company_id, customer_id) do update set portfolio_id = excluded.portfolio_id,
      dunning_procedure = excluded.dunning_procedure, direct_debit = excluded.direct_debit, notice_channel = excluded.notice_channel,
      version = old.version + 1
    returning id`.execute(tx.db);
  return rows.map((row) => row.id);
}

/**
 * Adds the contacts, addresses and payer identities that are not there yet; a contact (by its name) and an address (by its
 * kind) that are there are brought up to date in what is told of them.
 */
export async function saveDetails(
  tx: Transaction,
  records: readonly (CustomerRecord & { id: bigint })[],
): Promise<void> {
  const contacts = records.flatMap((record) =>
    (record.contacts ?? []).map((contact) => ({
      ...contact,
      customerId: record.id,
      usualLanguage: record.language ?? defaultLanguage(record.country),
      usualZone: record.timeZone ?? defaultTimeZone(record.country),
    })),
  );
  if (contacts.length > 0) {
    const rows = sql`
      select * from unnest(${contacts.map((c) => c.customerId)}::bigint[], ${contacts.map((c) => c.name)}::text[],
        ${contacts.map((c) => c.role ?? null)}::text[],
        ${contacts.map((c) => c.email ?? null)}::text[], ${contacts.map((c) => c.email !== undefined)}::boolean[],
        ${contacts.map((c) => c.phone ?? null)}::text[], ${contacts.map((c) => c.phone !== undefined)}::boolean[],
        ${contacts.map((c) => c.language ?? null)}::text[], ${contacts.map((c) => c.usualLanguage)}::text[],
        ${contacts.map((c) => c.timeZone ?? null)}::text[], ${contacts.map((c) => c.usualZone)}::text[],
        ${contacts.map((c) => c.primary ?? null)}::boolean[])
        as n(customer_id, name, role, email, email_told, phone, phone_told, language, usual_language, time_zone, usual_zone, primary_contact)`;
    await sql`
      with n as (${rows}), changed as (
        update customers.contact c set role = coalesce(n.role, c.role), email = case when n.email_told then n.email else c.email end,
          bounced_at = case when not n.email_told or c.email is not distinct from n.email then c.bounced_at end,
          bounce_reason = case when not n.email_told or c.email is not distinct from n.email then c.bounce_reason end,
          phone = case when n.phone_told then n.phone else c.phone end, language = coalesce(n.language, c.language),
          time_zone = coalesce(n.time_zone, c.time_zone), primary_contact = coalesce(n.primary_contact, c.primary_contact),
          version = c.version + 1
        from n where c.tenant_id = ${tx.tenantId} and c.customer_id = n.customer_id and c.name = n.name and c.archived_at is null
        returning c.customer_id, c.name
      )
      insert into customers.contact (tenant_id, customer_id, name, role, email, phone, language, time_zone, primary_contact)
      select ${tx.tenantId}, n.customer_id, n.name, coalesce(n.role, 'accounts_payable'), n.email, n.phone,
        coalesce(n.language, n.usual_language), coalesce(n.time_zone, n.usual_zone), coalesce(n.primary_contact, false) from n
      where not exists (select 1 from changed x where x.customer_id = n.customer_id and x.name = n.name)`.execute(
      tx.db,
    );
  }
  const addresses = records.flatMap((record) =>
    (record.addresses ?? []).map((address) => ({ ...address, customerId: record.id })),
  );
  if (addresses.length > 0) {
    await sql`
      with n as (select * from unnest(${addresses.map((a) => a.customerId)}::bigint[], ${addresses.map((a) => a.kind ?? 'billing')}::text[],
        ${addresses.map((a) => a.lines ?? null)}::text[],
        ${addresses.map((a) => a.postalCode ?? null)}::text[], ${addresses.map((a) => a.postalCode !== undefined)}::boolean[],
        ${addresses.map((a) => a.city ?? null)}::text[], ${addresses.map((a) => a.city !== undefined)}::boolean[],
        ${addresses.map((a) => a.country)}::text[])
        as n(customer_id, kind, lines, postal_code, postal_code_told, city, city_told, country)), changed as (
        update customers.address a set lines = coalesce(n.lines, a.lines),
          postal_code = case when n.postal_code_told then n.postal_code else a.postal_code end,
          city = case when n.city_told then n.city else a.city end, country = n.country
        from n where a.tenant_id = ${tx.tenantId} and a.customer_id = n.customer_id and a.kind = n.kind and a.archived_at is null
        returning a.customer_id, a.kind
      )
      insert into customers.address (tenant_id, customer_id, kind, lines, postal_code, city, country)
      select ${tx.tenantId}, n.customer_id, n.kind, coalesce(n.lines, ''), n.postal_code, n.city, n.country from n
      where not exists (select 1 from changed x where x.customer_id = n.customer_id and x.kind = n.kind)`.execute(
      tx.db,
    );
  }
  const identities = records.flatMap((record) => [
    ...(record.payerAccounts ?? []).map((value) => ({ customerId: record.id, kind: 'account', value })),
    ...(record.payerNames ?? []).map((value) => ({ customerId: record.id, kind: 'name', value })),
  ]);
  if (identities.length > 0) {
    await sql`
      insert into customers.payer_identity (tenant_id, customer_id, kind, value_key, value, source)
      select ${tx.tenantId}, i.customer_id, i.kind, i.value_key, i.value, ${tx.source}
      from unnest(${identities.map((i) => i.customerId)}::bigint[], ${identities.map((i) => i.kind)}::text[],
        ${identities.map((i) => textKey(i.value))}::text[], ${identities.map((i) => i.value)}::text[]) as i(customer_id, kind, value_key, value)
      on conflict (tenant_id, kind, value_key, customer_id) do update set archived_at = null`.execute(tx.db);
  }
}

/** The id of a new portfolio; undefined where the code is taken. */
export async function insertPortfolio(
  tx: Transaction,
  portfolio: { code: string; name: string; collectorPersonId: bigint | null },
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into customers.portfolio (tenant_id, code, name, collector_person_id)
    values (${tx.tenantId}, ${portfolio.code}, ${portfolio.name}, ${portfolio.collectorPersonId})
    on conflict (tenant_id, code) do nothing returning id`.execute(tx.db);
  return rows[0]?.id;
}

export async function lockPortfolio(
  tx: Transaction,
  code: string,
): Promise<{ id: bigint; name: string; collectorPersonId: bigint | null } | undefined> {
  const { rows } = await sql<{ id: bigint; name: string; collectorPersonId: bigint | null }>`
    select id, name, collector_person_id as "collectorPersonId" from customers.portfolio
    where tenant_id = ${tx.tenantId} and code = ${code} for update`.execute(tx.db);
  return rows[0];
}

export async function changePortfolioRow(
  tx: Transaction,
  id: bigint,
  { name, collectorPersonId }: { name: string; collectorPersonId: bigint | null },
): Promise<void> {
  await sql`update customers.portfolio set name = ${name}, collector_person_id = ${collectorPersonId}
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db);
}

interface AccountRow {
  id: bigint;
  customer_id: bigint;
  company_id: bigint;
  number: string;
  name: string;
  category: CustomerCategory;
  parent_id: bigint | null;
  country: string;
  language: string;
  time_zone: string;
  payment_term_id: bigint | null;
  portfolio_id: bigint | null;
  dunning_procedure: string | null;
  dunning_blocked_until: string | null;
  direct_debit: boolean;
  one_time: boolean;
  version: number;
}

const toAccount = (row: AccountRow): CustomerAccount => ({
  id: row.id,
  customerId: row.customer_id,
  companyId: row.company_id,
  number: row.number,
  name: row.name,
  category: row.category,
  parentId: row.parent_id,
  country: row.country,
  language: row.language,
  timeZone: row.time_zone,
  paymentTermId: row.payment_term_id,
  portfolioId: row.portfolio_id,
  dunningProcedure: row.dunning_procedure,
  dunningBlockedUntil: row.dunning_blocked_until,
  directDebit: row.direct_debit,
  oneTime: row.one_time,
  version: row.version,
});

/**
 * Locks customer accounts in id order (`FOR UPDATE`): from here on nothing about their items changes under us. Returns
 * the accounts; missing ids are absent.
 */
export async function lockAccounts(tx: Transaction, accountIds: Iterable<bigint>): Promise<CustomerAccount[]> {
  const ids = [...accountIds];
  holdAccounts(tx, ids);
  return loadAccounts(tx.db, tx.tenantId, { accountIds: [...new Set(ids)] });
}

/**
 * The same where nothing of the accounts themselves is read: the locks are sent, and what is asked for behind them sees what is
 * there once they are held. False: this command held them all before, and what it read since stands.
 */
export function holdAccounts(tx: Transaction, accountIds: Iterable<bigint>): boolean {
  const ids = [...new Set(accountIds)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const fresh = ids.filter((id) => tx.claimLock('account', id.toString(), id));
  if (fresh.length === 0) return false;
  tx.send(sql`
    select id from customers.account where tenant_id = ${tx.tenantId} and id = any(${fresh}::bigint[]) order by id for update`);
  return true;
}

/**
 * The accounts of these ids, each once and each by its own key, for a `from`. Where they are joined by their ids at large the
 * planner thinks the keys under row security dearer than they are, and reads every customer of the tenant for a thousand of them.
 */
export const accountsByIds = (tenantId: bigint, accountIds: readonly bigint[]): RawSql => sql`(
  select one.* from unnest(${[...new Set(accountIds)]}::bigint[]) as wanted(id) cross join lateral (
    select * from customers.v_account where tenant_id = ${tenantId} and id = wanted.id offset 0) one)`;

/** Reads customer accounts by id, or all of a company's. */
export async function loadAccounts(
  db: Sql,
  tenantId: bigint,
  by: { accountIds: readonly bigint[] } | { companyId: bigint } | { companyId: bigint; customerIds: readonly bigint[] },
): Promise<CustomerAccount[]> {
  const accounts =
    'accountIds' in by
      ? accountsByIds(tenantId, by.accountIds)
      : sql`(select * from customers.v_account where tenant_id = ${tenantId} and company_id = ${by.companyId}
          ${'customerIds' in by ? sql`and customer_id = any(${by.customerIds as bigint[]}::bigint[])` : sql``})`;
  const { rows } = await sql<AccountRow>`
    select id, customer_id, company_id, number, name, category, parent_id, country, language, time_zone, payment_term_id,
      portfolio_id, dunning_procedure, dunning_blocked_until, direct_debit, one_time, version
    from ${accounts} a order by id`.execute(db);
  return rows.map(toAccount);
}

/** The accounts of customers, in every company. */
export async function accountIdsOf(db: Sql, tenantId: bigint, customerIds: readonly bigint[]): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select id from customers.account where tenant_id = ${tenantId} and customer_id = any(${customerIds as bigint[]}::bigint[]) order by id`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/**
 * All customer numbers and portfolio codes of a tenant: what an import may refer to. The numbers with the one in force: its
 * own, or, of one that was given up, that of the customer who had it last.
 */
export async function loadCustomerKeys(
  db: Sql,
  tenantId: bigint,
): Promise<{ numbers: ReadonlyMap<string, string>; portfolios: ReadonlyMap<string, bigint> }> {
  const customers = await sql<{ asked: string; number: string }>`
    select a.number as asked, c.number from customers.number_alias a
    join customers.customer c on c.tenant_id = ${tenantId} and c.id = a.customer_id
    where a.tenant_id = ${tenantId} order by a.seq`.execute(db);
  const own = await sql<{
    number: string;
  }>`select number from customers.customer where tenant_id = ${tenantId}`.execute(db);
  const portfolios = await sql<{ code: string; id: bigint }>`
    select code, id from customers.portfolio where tenant_id = ${tenantId}`.execute(db);
  return {
    numbers: new Map([
      ...customers.rows.map((row) => [row.asked, row.number] as const),
      ...own.rows.map((row) => [row.number, row.number] as const),
    ]),
    portfolios: new Map(portfolios.rows.map((row) => [row.code, row.id])),
  };
}

/** Who stands below whom, by number, and who has an account in the company. */
export async function loadFamilies(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<{ headOf: ReadonlyMap<string, string>; inCompany: ReadonlySet<string> }> {
  const below = await sql<{ number: string; head: string }>`
    select c.number, h.number as head from customers.customer c
    join customers.customer h on h.tenant_id = ${tenantId} and h.id = c.parent_id
    where c.tenant_id = ${tenantId} and c.parent_id is not null`.execute(db);
  const here = await sql<{ number: string }>`
    select c.number from customers.account a join customers.customer c on c.tenant_id = ${tenantId} and c.id = a.customer_id
    where a.tenant_id = ${tenantId} and a.company_id = ${companyId}`.execute(db);
  return {
    headOf: new Map(below.rows.map((row) => [row.number, row.head])),
    inCompany: new Set(here.rows.map((row) => row.number)),
  };
}

/** The bank account in force of each customer account; none where two persons have not confirmed one. */
export async function loadBankAccounts(
  db: Sql,
  tenantId: bigint,
  accountIds: readonly bigint[],
): Promise<CustomerBankAccount[]> {
  const { rows } = await sql<CustomerBankAccount>`
    select id, account_id as "accountId", account_key as "accountKey", account_text as account, bank_code as "bankCode",
      holder_name as "holderName"
    from customers.bank_account
    where tenant_id = ${tenantId} and account_id = any(${accountIds}::bigint[]) and ended_at is null order by account_id`.execute(
    db,
  );
  return rows;
}

/** Puts a bank account in force; the one before ends at the same instant. */
export async function replaceBankAccount(
  tx: Transaction,
  bankAccount: Omit<CustomerBankAccount, 'id'> & { readonly evidence: string },
): Promise<bigint> {
  const now = tx.now.toISOString();
  await sql`update customers.bank_account set ended_at = ${now}::timestamptz
    where tenant_id = ${tx.tenantId} and account_id = ${bankAccount.accountId} and ended_at is null`.execute(tx.db);
  const { rows } = await sql<{ id: bigint }>`
    insert into customers.bank_account (tenant_id, account_id, account_key, account_text, bank_code, holder_name, evidence, command_id, started_at)
    values (${tx.tenantId}, ${bankAccount.accountId}, ${bankAccount.accountKey}, ${bankAccount.account}, ${bankAccount.bankCode},
      ${bankAccount.holderName}, ${bankAccount.evidence}, ${tx.commandId}, ${now}::timestamptz) returning id`.execute(
    tx.db,
  );
  return rows[0]!.id;
}

/** Gives a locked customer account another payment term. */
export async function updatePaymentTerm(tx: Transaction, accountId: bigint, paymentTermId: bigint): Promise<void> {
  await sql`update customers.account set payment_term_id = ${paymentTermId}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${accountId}`.execute(tx.db);
}

export interface ContactWrite {
  readonly name: string;
  readonly role: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string;
  readonly timeZone: string;
  readonly primary: boolean;
  readonly stopped: boolean;
}

export async function insertContact(
  tx: Transaction,
  customerId: bigint,
  contact: ContactWrite,
): Promise<{ id: bigint; version: number }> {
  const { rows } = await sql<{ id: bigint; version: number }>`
    insert into customers.contact (tenant_id, customer_id, name, role, email, phone, language, time_zone, primary_contact, stopped)
    values (${tx.tenantId}, ${customerId}, ${contact.name}, ${contact.role}, ${contact.email}, ${contact.phone}, ${contact.language},
      ${contact.timeZone}, ${contact.primary}, ${contact.stopped}) returning id, version`.execute(tx.db);
  return rows[0]!;
}

/** Changes a contact if it still has this version; undefined when it has another or is gone. */
export async function updateContact(
  tx: Transaction,
  key: { id: bigint; customerId: bigint; version: number },
  contact: ContactWrite,
): Promise<{ id: bigint; version: number } | undefined> {
  const { rows } = await sql<{ id: bigint; version: number }>`
    update customers.contact set name = ${contact.name}, role = ${contact.role}, email = ${contact.email}, phone = ${contact.phone},
      bounced_at = case when lower(email) is not distinct from lower(${contact.email}::text) then bounced_at end,
      bounce_reason = case when lower(email) is not distinct from lower(${contact.email}::text) then bounce_reason end,
      language = ${contact.language}, time_zone = ${contact.timeZone}, primary_contact = ${contact.primary}, stopped = ${contact.stopped},
      version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${key.id} and customer_id = ${key.customerId} and version = ${key.version} and archived_at is null
    returning id, version`.execute(tx.db);
  return rows[0];
}

/** Marks the contacts of a customer that have this address: mail to it comes back. Answers how many. */
export async function setBounced(
  tx: Transaction,
  { customerId, address, reason }: { customerId: bigint; address: string; reason: string },
): Promise<number> {
  const { rows } = await sql`
    update customers.contact set bounced_at = ${tx.now.toISOString()}::timestamptz, bounce_reason = ${reason}, version = version + 1
    where tenant_id = ${tx.tenantId} and customer_id = ${customerId} and lower(email) = lower(${address}) and bounced_at is null
      and archived_at is null returning id`.execute(tx.db);
  return rows.length;
}

/** Takes the mark off a contact; its new version, or why there is none. */
export async function clearBounced(
  tx: Transaction,
  customerId: bigint,
  contactId: bigint,
): Promise<number | 'absent' | 'not-bounced'> {
  const { rows } = await sql<{ version: number | null }>`
    with cleared as (
      update customers.contact set bounced_at = null, bounce_reason = null, version = version + 1
      where tenant_id = ${tx.tenantId} and customer_id = ${customerId} and id = ${contactId} and archived_at is null and bounced_at is not null
      returning id, version
    )
    select cleared.version from customers.contact c left join cleared on cleared.id = c.id
    where c.tenant_id = ${tx.tenantId} and c.customer_id = ${customerId} and c.id = ${contactId} and c.archived_at is null`.execute(
    tx.db,
  );
  if (!rows[0]) return 'absent';
  return rows[0].version ?? 'not-bounced';
}

/** There is one primary contact: the others of the customer step back. */
export async function demoteOtherContacts(tx: Transaction, customerId: bigint, contactId: bigint): Promise<void> {
  await sql`update customers.contact set primary_contact = false, version = version + 1
    where tenant_id = ${tx.tenantId} and customer_id = ${customerId} and id <> ${contactId} and primary_contact`.execute(
    tx.db,
  );
}

/** Changes the settings of an account that is locked; `portfolio` is a code, null for none. */
export async function updateAccountSettings(
  tx: Transaction,
  accountId: bigint,
  settings: { dunningBlockedUntil: string | null; directDebit: boolean; portfolio: string | null },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update customers.account set dunning_blocked_until = ${settings.dunningBlockedUntil}, direct_debit = ${settings.directDebit},
      portfolio_id = (select id from customers.portfolio where tenant_id = ${tx.tenantId} and code = ${settings.portfolio}), version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${accountId} returning version`.execute(tx.db);
  return rows[0]!.version;
}
