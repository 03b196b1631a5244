/** Statements of account: proposes those of a period; the send path decides about each at the moment of sending. */
import { type Company, loadOpenCompany } from '#company';
import { proposeMessagesIn, recordNotProposedIn } from '#correspondence';
import { type Day, done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery, type Sql, sql } from '#platform';
import { loadStatementFacts } from '../queries/statement-facts.ts';
import { contactTimesFrom } from '../rules/contact-hours.ts';
import { planStatement } from '../rules/plan-statement.ts';
import type { StatementFacts, StatementPlan } from '../statement-model.ts';
import { type ProposeResult, staleBank } from './run-dunning.ts';

type Planned<K extends StatementPlan['kind']> = {
  readonly facts: StatementFacts;
  readonly plan: Extract<StatementPlan, { kind: K }>;
};

export interface StatementPreview {
  readonly period: string;
  readonly asOf: Day;
  readonly statements: readonly (Planned<'statement'> & {
    /** There is one already: proposed, on its way, or sent. */
    readonly already: boolean;
  })[];
  readonly suppressed: readonly Planned<'suppressed'>[];
}

interface StatementRun {
  readonly company: Company;
  readonly asOf: Day;
  /** A month `YYYY-MM`; a day `YYYY-MM-DD` for statements that somebody asked for. */
  readonly period: string;
  readonly movements: boolean;
  /** Only these customers, by number. */
  readonly customers?: ReadonlySet<string>;
}

/** What a run would send and what not and why; changes nothing. */
export function previewStatements(engine: Engine, tenantId: bigint, input: StatementRun): Promise<StatementPreview> {
  return runQuery(engine, tenantId, async (db) => {
    const { asOf, period, movements } = input;
    const all = await loadStatementFacts(db, tenantId, { companyId: input.company.id, asOf, movements });
    const facts = all.filter((one) => input.customers?.has(one.recipient.customerNumber) ?? true);
    const plans = facts.map((one) => ({ facts: one, plan: planStatement(one, asOf) }));
    const had = await accountsWithStatement(
      db,
      tenantId,
      facts.map((one) => one.recipient.accountId),
      period,
    );
    return {
      period,
      asOf,
      statements: plans
        .filter((one): one is Planned<'statement'> => one.plan.kind === 'statement')
        .map((one) => ({ ...one, already: had.has(one.facts.recipient.accountId) })),
      suppressed: plans.filter((one): one is Planned<'suppressed'> => one.plan.kind === 'suppressed'),
    };
  });
}

/** Accounts that have a statement of the period, or one that waits. */
async function accountsWithStatement(
  db: Sql,
  tenantId: bigint,
  accountIds: readonly bigint[],
  period: string,
): Promise<Set<bigint>> {
  const { rows } = await sql<{ account_id: bigint }>`
    select account_id from collections.statement
    where tenant_id = ${tenantId} and account_id = any(${accountIds}::bigint[]) and period = ${period} and reversed_at is null
    union
    select account_id from correspondence.v_message
    where tenant_id = ${tenantId} and account_id = any(${accountIds}::bigint[]) and kind = 'statement' and state in ('proposed', 'sending')
      and facts ->> 'period' = ${period}`.execute(db);
  return new Set(rows.map((row) => row.account_id));
}

/**
 * Proposes the statements of a period, one per customer (a head office for its branches), and records once which customers
 * cannot get one and why. Who has its statement of the period gets no other; one that did not leave is proposed again on
 * another day. Held as a whole when a bank account is not read up to `freshSince`.
 */
export async function proposeStatements(
  engine: Engine,
  caller: Caller,
  input: StatementRun & { readonly freshSince: Day | null },
): Promise<Outcome<ProposeResult>> {
  const { tenantId } = caller;
  const { company, asOf, period, movements } = input;
  const stale = input.freshSince === null ? null : await staleBank(engine, tenantId, company.id, input.freshSince);
  if (stale !== null) return done({ proposed: 0, suppressed: [], held: stale });
  const preview = await previewStatements(engine, tenantId, input);
  const due = preview.statements.filter((one) => !one.already);
  const message = ({ facts }: { facts: StatementFacts }, channel: 'email' | 'letter', key: string) => ({
    companyId: company.id,
    accountId: facts.recipient.accountId,
    kind: 'statement',
    channel,
    currency: facts.items.some((item) => item.currency === company.currency)
      ? company.currency
      : facts.items[0]!.currency,
    language: facts.recipient.language,
    recipientName: facts.recipient.contact?.name ?? null,
    recipientAddress: facts.recipient.contact?.email ?? null,
    sourceKey: `statement ${facts.recipient.accountId} ${period} ${key}`,
    proposedDate: asOf,
  });
  const counts = new Map<string, { code: string; reason: string; count: number }>();
  for (const { plan } of preview.suppressed) {
    const known = counts.get(plan.code) ?? { code: plan.code, reason: plan.reason, count: 0 };
    counts.set(plan.code, { ...known, count: known.count + 1 });
  }
  const suppressed = [...counts.values()];
  if (due.length + preview.suppressed.length === 0) return done({ proposed: 0, suppressed, held: null });
  const description = {
    operation: 'collections.propose-statements',
    reason: `Statements of account for ${period}, as of ${asOf}.`,
    input: { company: company.code, asOf, period, customers: input.customers ? [...input.customers] : null },
  };
  const outcome = await runCommand(engine, caller, description, async (tx) => {
    const writer = await loadOpenCompany(tx.db, tx.tenantId, company.id, tx.now);
    const notBefore = contactTimesFrom(tx.now, writer!);
    const written = await proposeMessagesIn(
      tx,
      due.map((one) => ({
        notBefore: one.plan.channel === 'letter' ? null : notBefore(one.facts.recipient),
        facts: { period, movements },
        ...message(one, one.plan.channel, asOf),
      })),
    );
    await recordNotProposedIn(
      tx,
      preview.suppressed.map((one) => ({
        facts: { period },
        suppression: { code: one.plan.code, reason: one.plan.reason },
        ...message(one, 'email', one.plan.code),
      })),
    );
    return done({ proposed: written.length });
  });
  return outcome.ok ? done({ proposed: outcome.value.proposed, suppressed, held: null }) : outcome;
}
