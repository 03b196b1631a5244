/** The business day of each company at a glance, from the published views of the modules that own the facts. */

import type { z } from 'zod';
import { countOwnMoney } from '#cash';
import { loadCompanies } from '#company';
import { type Day, dayInZone, formatAmount } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { agingIn } from '#receivables';
import type { todayAnswer } from '../contract.ts';
import { countUnreadFiles } from './unread-files.ts';

export type Today = z.input<typeof todayAnswer>;
export type CompanyToday = Today['companies'][number];

/** How long a broken promise stays news, in days. */
const brokenNewsDays = 14;

interface Place {
  readonly db: Sql;
  readonly tenantId: bigint;
  readonly companyId: bigint;
  readonly day: Day;
}

/**
 * Today of the given companies by code, on one snapshot, for a person: what is theirs is counted for them. The business day is the one that priorities were made for, and
 * before the first day run the calendar day in the company's zone. Overdue is what debits are open past their due
 * day, as on the worklist: the gross aging's; open is net of all credits. Amounts are decimal strings in major units.
 */
export function loadToday(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyIds: readonly bigint[]; readonly personId: bigint; readonly wholeTenant?: boolean },
): Promise<Today> {
  const now = engine.clock.now();
  return runQuery(engine, tenantId, async (db) => {
    const days = await businessDaysIn(db, tenantId);
    const companies: CompanyToday[] = [];
    for (const company of await loadCompanies(db, tenantId)) {
      if (!of.companyIds.includes(company.id)) continue;
      const calendarDay = dayInZone(now, company.timeZone);
      const day = days.get(company.id) ?? calendarDay;
      const place = { db, tenantId, companyId: company.id, day };
      companies.push({
        company: company.code,
        name: company.name,
        currency: company.currency,
        businessDay: day,
        ...(await balancesOf(place)),
        cash: await cashOf(place),
        cashWork: await cashWorkOf(place),
        // Counted on the day that the lists count on.
        ownMoney: await countOwnMoney(db, tenantId, { id: company.id, day: calendarDay, personId: of.personId }),
        documentsToLookAt: await documentsToLookAtOf(place),
        heldLoads: await heldLoadsOf(place),
        unknownMessages: await unknownMessagesOf(place),
        promises: await promisesOf(place),
        notices: await noticesOf(place),
        worklistSize: await worklistSizeOf(place),
        banks: await banksOf(place),
      });
    }
    return {
      companies,
      unreadFiles: of.wholeTenant ? await countUnreadFiles(db, tenantId) : 0,
      lastRun: await lastRunOf(db, tenantId),
    };
  });
}

/** The business day of each company that has had a day run, by the company's id. */
export const loadBusinessDays = (engine: Engine, tenantId: bigint): Promise<ReadonlyMap<bigint, Day>> =>
  runQuery(engine, tenantId, (db) => businessDaysIn(db, tenantId));

async function businessDaysIn(db: Sql, tenantId: bigint): Promise<Map<bigint, Day>> {
  const { rows } = await sql<{ company_id: bigint; day: Day }>`
    select company_id, day from collections.v_business_day where tenant_id = ${tenantId}`.execute(db);
  return new Map(rows.map((row) => [row.company_id, row.day]));
}

async function balancesOf(place: Place): Promise<Pick<CompanyToday, 'openTotals' | 'overdue'>> {
  const { totals } = await agingIn(place.db, place.tenantId, {
    companyId: place.companyId,
    asOf: place.day,
    asKnown: null,
    by: 'company',
    buckets: [],
    basis: 'due',
    view: 'gross-debit',
  });
  const money = (currency: string, amountMinor: bigint) => ({ currency, amount: formatAmount(amountMinor, currency) });
  return {
    openTotals: totals.map((total) => money(total.currency, total.totalMinor)),
    // Without buckets the columns are: credits, current, overdue.
    overdue: totals
      .filter((total) => total.amountsMinor[2] !== 0n)
      .map((total) => money(total.currency, total.amountsMinor[2]!)),
  };
}

/** What the bank brought on the last day that it brought something, up to the business day. */
async function cashOf({ db, tenantId, companyId, day }: Place): Promise<CompanyToday['cash']> {
  const latest = await sql<{ day: Day | null }>`
    select max(posting_date) as day from cash.v_receipt
    where tenant_id = ${tenantId} and company_id = ${companyId} and posting_date <= ${day}`.execute(db);
  const posted = latest.rows[0]!.day;
  if (posted === null) return null;
  const lines = await sql<{ lines: number }>`
    select count(*)::integer as lines from cash.v_bank_line
    where tenant_id = ${tenantId} and company_id = ${companyId} and booking_date = ${posted}`.execute(db);
  const { rows } = await sql<{ currency: string; fate: string; receipts: number; amount: bigint }>`
    select currency, case when state in ('applied', 'part_applied') then 'applied' when decision = 'propose' then 'proposed'
        when state = 'unidentified' then 'unidentified' when state = 'unapplied' then 'on_account' else 'other' end as fate,
      count(*)::integer as receipts, sum(amount_minor)::bigint as amount
    from cash.v_receipt where tenant_id = ${tenantId} and company_id = ${companyId} and posting_date = ${posted}
    group by 1, 2 order by 1`.execute(db);
  const count = (fate: string): number =>
    rows.filter((row) => row.fate === fate).reduce((sum, row) => sum + row.receipts, 0);
  return {
    day: posted,
    linesRead: lines.rows[0]!.lines,
    applied: count('applied'),
    appliedAmounts: rows
      .filter((row) => row.fate === 'applied')
      .map((row) => ({ currency: row.currency, amount: formatAmount(row.amount, row.currency) })),
    proposed: count('proposed'),
    unidentified: count('unidentified'),
    onAccount: count('on_account'),
  };
}

/** Statements, settlements and lockbox batches that nothing was posted of yet, and payments that the bank has to be told about. */
async function cashWorkOf({ db, tenantId, companyId }: Place): Promise<CompanyToday['cashWork']> {
  const { rows } = await sql<CompanyToday['cashWork']>`
    select (select count(*)::integer from cash.v_statement s join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = s.bank_account_id
        where s.tenant_id = ${tenantId} and s.state = 'held' and b.company_id = ${companyId}) as "heldStatements",
      (count(*) filter (where state = 'held'))::integer as "heldSettlements",
      (count(*) filter (where state = 'waiting'))::integer as "waitingSettlements",
      (select count(*)::integer from cash.v_held_batch
        where tenant_id = ${tenantId} and company_id = ${companyId} and released_reason is null and discarded_reason is null) as "heldBatches",
      (select count(*)::integer from cash.v_payment_to_stop where tenant_id = ${tenantId} and company_id = ${companyId}) as "paymentsToStop"
    from cash.v_settlement
    where tenant_id = ${tenantId} and company_id = ${companyId} and credited_line_id is null and state in ('held', 'waiting')`.execute(
    db,
  );
  return rows[0]!;
}

/** Offsets with documents that came by their customers' links and that nobody has looked at. */
async function documentsToLookAtOf({ db, tenantId, companyId }: Place): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct offset_id)::integer as count from offsets.v_document_to_look_at
    where tenant_id = ${tenantId} and company_id = ${companyId}`.execute(db);
  return rows[0]!.count;
}

/** Files of the ERP's items that are held: nothing of them counts until a person lets them in or discards them. */
async function heldLoadsOf({ db, tenantId, companyId }: Place): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from integrations.v_erp_load
    where tenant_id = ${tenantId} and company_id = ${companyId} and state = 'held'`.execute(db);
  return rows[0]!.count;
}

/** Messages that may or may not have left: nothing sends them again before a person has said so. */
async function unknownMessagesOf({ db, tenantId, companyId }: Place): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from correspondence.v_message
    where tenant_id = ${tenantId} and company_id = ${companyId} and state = 'unknown' and bounce is null`.execute(db);
  return rows[0]!.count;
}

async function promisesOf({ db, tenantId, companyId, day }: Place): Promise<CompanyToday['promises']> {
  const { rows } = await sql<{ open: number; due_today: number; broken: number }>`
    select count(*) filter (where state = 'open')::integer as open,
      count(*) filter (where state = 'open' and promised_date = ${day})::integer as due_today,
      count(*) filter (where state = 'broken' and judged_date > ${day}::date - ${brokenNewsDays}::integer)::integer as broken
    from promises.v_promise where tenant_id = ${tenantId} and company_id = ${companyId}`.execute(db);
  return { open: rows[0]!.open, dueToday: rows[0]!.due_today, broken: rows[0]!.broken };
}

async function noticesOf({ db, tenantId, companyId, day }: Place): Promise<CompanyToday['notices']> {
  const messages = await sql<{ sent: number; proposed: number }>`
    select count(*) filter (where state = 'sent')::integer as sent,
      count(*) filter (where state in ('proposed', 'sending'))::integer as proposed
    from correspondence.v_message
    where tenant_id = ${tenantId} and company_id = ${companyId} and kind = 'dunning_notice' and proposed_date = ${day}`.execute(
    db,
  );
  const { rows } = await sql<{ code: string; example: string; count: number }>`
    select code, min(reason) as example, count(*)::integer as count from (
      -- A reminder that was held back for several reasons counts once.
      select s.message_id, min(s.check_code) as code, min(s.reason) as reason from correspondence.v_suppression s
      join correspondence.v_message m on m.tenant_id = ${tenantId} and m.id = s.message_id and m.kind = 'dunning_notice'
      where s.tenant_id = ${tenantId} and s.company_id = ${companyId} and s.proposed_date = ${day} and s.state = 'suppressed'
      group by s.message_id
    ) held group by code order by count(*) desc, code`.execute(db);
  return { ...messages.rows[0]!, suppressed: rows };
}

async function worklistSizeOf({ db, tenantId, companyId }: Place): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select count(*)::integer as size from collections.v_priority
    where tenant_id = ${tenantId} and company_id = ${companyId} and listed`.execute(db);
  return rows[0]!.size;
}

async function banksOf({ db, tenantId, companyId }: Place): Promise<CompanyToday['banks']> {
  const { rows } = await sql<{ name: string; read_to: Day | null }>`
    select name, read_to from cash.v_bank_account
    where tenant_id = ${tenantId} and company_id = ${companyId} and closed_on is null order by name, id`.execute(db);
  return rows.map((row) => ({ name: row.name, readTo: row.read_to }));
}

async function lastRunOf(db: Sql, tenantId: bigint): Promise<Today['lastRun']> {
  const { rows } = await sql<{
    state: NonNullable<Today['lastRun']>['state'];
    stage: string | null;
    started_at: string;
    ended_at: string | null;
  }>`
    select state, split_part(stage, ' ', 1) as stage, started_at, ended_at
    from platform.job where tenant_id = ${tenantId} and kind = 'day-run' order by id desc limit 1`.execute(db);
  const row = rows[0];
  // A stage is named with its company, which may be one that the reader does not see: the first word is enough.
  return row ? { state: row.state, stage: row.stage, startedAt: row.started_at, endedAt: row.ended_at } : null;
}
