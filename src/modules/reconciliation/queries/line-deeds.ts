/**
 * What was done about the lines of a reconciliation since the statement was kept, and what may be done next. Nothing of it is
 * stored: letters, disputes and clearings are read where they stand, so a reversal or another way of doing it is never missed.
 */
import { type Day, formatAmount } from '#kernel';
import { type Sql, sql } from '#platform';
import type { ComparedLine } from '../model.ts';
import { type LooseMoney, type NextStep, nextStepsOf } from '../rules/next-steps.ts';
import type { CustomerStatement } from '../store/customer-statements.ts';
import { wholeOf } from './comparison.ts';

/** Something that was done about a line. */
export interface LineDeed {
  /** `letter` and `dispute`, or the type of the document that cleared ours: a payment, a deduction, a write-off. */
  readonly what: string;
  readonly day: Day;
  /** Of a letter: proposed, sending, sent, suppressed, failed, unknown; of the others what they are. */
  readonly state: string;
  readonly amountMinor: bigint | null;
  readonly number: string | null;
  readonly person: string | null;
}

export interface LineWork {
  readonly deeds: readonly LineDeed[];
  readonly steps: readonly NextStep[];
}

/** The name of the block that a dispute from a reconciliation is. */
export const disputeSource = (statementId: bigint, key: string): string => `reconciliation ${statementId} ${key}`;

interface OurNow {
  readonly itemId: bigint;
  readonly openMinor: bigint;
  readonly disputed: boolean;
}

/** The work on the lines of a comparison, by line: deeds in their order, and the steps that are left. */
export async function loadLineWork(
  db: Sql,
  tenantId: bigint,
  statement: CustomerStatement,
  lines: readonly ComparedLine[],
): Promise<Map<string, LineWork>> {
  const accountIds = await wholeOf(db, tenantId, statement);
  const differing = lines.filter((line) => line.reason !== null);
  const itemIds = differing.flatMap((line) => (line.ours === null ? [] : [line.ours.itemId]));
  const [letters, disputes, clearings, ours, money] = [
    await loadLetters(db, tenantId, statement),
    await loadDisputes(db, tenantId, statement, accountIds),
    await loadClearings(db, tenantId, statement, itemIds),
    await loadOursNow(db, tenantId, itemIds),
    await loadLooseMoney(db, tenantId, statement, accountIds),
  ];
  return new Map(
    differing.map((line) => {
      const itemId = line.ours?.itemId ?? null;
      const now = ours.find((one) => one.itemId === itemId);
      const deeds = [
        ...letters.filter((one) => one.keys.includes(line.key)),
        ...disputes.filter((one) => one.key === line.key),
        ...clearings.filter((one) => one.itemId === itemId),
      ].map(
        ({ what, day, state, amountMinor, number, person }): LineDeed => ({
          ...{ what, day, state, amountMinor, number, person },
        }),
      );
      const steps = nextStepsOf(line, {
        openMinor: now?.openMinor ?? 0n,
        disputed: now?.disputed ?? false,
        money,
      });
      return [line.key, { deeds: deeds.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)), steps }];
    }),
  );
}

async function loadLetters(db: Sql, tenantId: bigint, statement: CustomerStatement) {
  const { rows } = await sql<{ day: Day; state: string; keys: string[] }>`
    select proposed_date as day, state, array(select jsonb_array_elements_text(facts -> 'keys')) as keys
    from correspondence.v_message
    where tenant_id = ${tenantId} and account_id = ${statement.accountId} and kind = 'reconciliation_letter'
      and facts ->> 'statementId' = ${statement.id.toString()} order by id`.execute(db);
  return rows.map((row) => ({ what: 'letter', amountMinor: null, number: null, person: null, ...row }));
}

/** The disputes that stand from a statement, by the name of their block. */
export async function loadDisputeSources(db: Sql, tenantId: bigint, statement: CustomerStatement): Promise<string[]> {
  const accountIds = await wholeOf(db, tenantId, statement);
  const { rows } = await sql<{ source: string }>`
    select distinct b.source from receivables.v_block b
    where b.tenant_id = ${tenantId} and b.account_id = any(${accountIds as bigint[]}::bigint[]) and starts_with(b.source, ${disputeSource(statement.id, '')})`.execute(
    db,
  );
  return rows.map((row) => row.source);
}

async function loadDisputes(db: Sql, tenantId: bigint, statement: CustomerStatement, accountIds: readonly bigint[]) {
  const prefix = disputeSource(statement.id, '');
  const { rows } = await sql<{ day: Day; source: string; amountMinor: bigint | null; person: string | null }>`
    select b.from_date as day, b.source, b.amount_minor as "amountMinor", p.name as person
    from receivables.v_block b
    left join platform.audit a on a.tenant_id = ${tenantId} and a.seq = b.seq
    left join platform.person p on p.id = a.person_id
    where b.tenant_id = ${tenantId} and b.account_id = any(${accountIds as bigint[]}::bigint[]) and starts_with(b.source, ${prefix})
    order by b.id`.execute(db);
  return rows.map(({ source, ...row }) => ({
    ...{ what: 'dispute', state: 'open', number: null, key: source.slice(prefix.length) },
    ...row,
  }));
}

/** What cleared our documents after the statement was kept, as far as it stands. */
async function loadClearings(db: Sql, tenantId: bigint, statement: CustomerStatement, itemIds: readonly bigint[]) {
  const { rows } = await sql<{
    itemId: bigint;
    what: string;
    day: Day;
    amountMinor: bigint;
    number: string;
    person: string;
  }>`
    select d.id as "itemId", c.document_type as what, l.effective_date as day, l.debit_amount_minor as "amountMinor", c.number, p.name as person
    from receivables.v_item d
    join receivables.v_allocation l on l.tenant_id = ${tenantId} and l.debit_item_id = d.id and l.reversal_of is null
    join receivables.v_item c on c.tenant_id = ${tenantId} and c.id = l.credit_item_id
    join platform.audit a on a.tenant_id = ${tenantId} and a.command_id = l.command_id
    join platform.person p on p.id = a.person_id
    where d.tenant_id = ${tenantId} and d.id = any(${itemIds as bigint[]}::bigint[])
      and a.seq > (select k.seq from reconciliation.customer_statement s
        join platform.audit k on k.tenant_id = ${tenantId} and k.command_id = s.command_id
        where s.tenant_id = ${tenantId} and s.id = ${statement.id})
      and not exists (select from receivables.v_clearing r where r.tenant_id = ${tenantId} and r.reversal_of = l.clearing_id)
    order by l.id`.execute(db);
  return rows.map((row) => ({ state: 'posted', ...row }));
}

async function loadOursNow(db: Sql, tenantId: bigint, itemIds: readonly bigint[]): Promise<OurNow[]> {
  const { rows } = await sql<OurNow>`
    select i.id as "itemId", i.open_minor as "openMinor",
      exists (select from receivables.v_block b where b.tenant_id = ${tenantId} and b.item_id = i.id and b.kind = 'dispute') as disputed
    from receivables.v_item i where i.tenant_id = ${tenantId} and i.id = any(${itemIds as bigint[]}::bigint[])`.execute(
    db,
  );
  return rows;
}

/** Whole receipts that no item has yet: the customer's, and those of nobody. */
async function loadLooseMoney(
  db: Sql,
  tenantId: bigint,
  statement: CustomerStatement,
  accountIds: readonly bigint[],
): Promise<LooseMoney[]> {
  const { rows } = await sql<LooseMoney>`
    select r.id as "receiptId", r.amount_minor as "amountMinor" from cash.v_receipt r
    where r.tenant_id = ${tenantId} and r.company_id = ${statement.companyId} and r.currency = ${statement.currency}
      and r.state in ('unapplied', 'unidentified') and (r.account_id = any(${accountIds as bigint[]}::bigint[]) or r.account_id is null)
      and r.amount_minor > 0 order by r.id`.execute(db);
  return rows;
}

/** The work on a line as JSON; amounts in the statement's currency. */
export const lineWorkToJson = (work: LineWork | undefined, currency: string) => ({
  deeds: (work?.deeds ?? []).map(({ amountMinor, ...deed }) => ({
    ...deed,
    amount: amountMinor === null ? null : formatAmount(amountMinor, currency),
  })),
  steps: (work?.steps ?? []).map(({ kind, amountMinor, receiptId }) => ({
    kind,
    amount: amountMinor === null ? null : formatAmount(amountMinor, currency),
    receiptId: receiptId?.toString() ?? null,
  })),
});
