/** Who gets letters, and how: the account of the recipient, its contact, its postal address. For many accounts at once. */
import { loadAccounts, type Standing } from '#customers';
import { type Sql, sql } from '#platform';
import type { DunningFacts } from '../model.ts';

/** The lines of an address that have something in them. */
export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Whose account a letter about an item goes to; the item's own where the recipient has no account in the company. */
export async function loadRecipientAccounts(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  rows: readonly { readonly customerId: bigint }[],
  standing: Standing,
): Promise<(row: { readonly accountId: bigint; readonly customerId: bigint }) => bigint> {
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

export type Recipient = Omit<DunningFacts, 'companyId' | 'currency' | 'items' | 'procedure' | 'partyKey' | 'party'> & {
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
