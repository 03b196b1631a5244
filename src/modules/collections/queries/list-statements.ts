/** Statements of account that were sent, newest first: to whom, for which period, what they said, and what became of them. */
import type { Company } from '#company';
import { type Letter, loadTemplate, type TemplateProse } from '#correspondence';
import { findCustomerKey } from '#customers';
import { type Day, done, type Outcome, refuse } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import { loadReadTo } from '../notice-message.ts';
import { byCurrency } from '../rules/plan-statement.ts';
import { writeStatement } from '../statement-letter.ts';
import type { StatementBalance } from '../statement-message.ts';
import { loadStatementFacts } from './statement-facts.ts';

export interface ListedStatement {
  readonly messageId: bigint;
  readonly customer: string;
  readonly name: string;
  readonly period: string;
  readonly day: Day;
  readonly channel: 'email' | 'letter';
  readonly recipient: string | null;
  /** The state of its message; `bounced` when it came back. */
  readonly state: string;
  readonly balances: readonly StatementBalance[];
}

/** Up to `limit` + 1 statements of a company, those before a message's id. */
export async function listStatements(
  db: Sql,
  tenantId: bigint,
  input: {
    companyId: bigint;
    /** The numbers of a customer and of those who read as it. */
    customers?: readonly string[] | undefined;
    period?: string | undefined;
    before: bigint | null;
    limit: number;
  },
): Promise<ListedStatement[]> {
  const { rows } = await sql<ListedStatement>`
    select s.message_id as "messageId", a.number as customer, a.name, s.period, s.statement_date as day, m.channel, m.recipient_address as recipient,
      case when m.bounce is not null then 'bounced' else m.state end as state, s.balances
    from collections.statement s
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = s.account_id
    join correspondence.v_message m on m.tenant_id = ${tenantId} and m.id = s.message_id
    where s.tenant_id = ${tenantId} and s.company_id = ${input.companyId}
      ${input.customers === undefined ? sql`` : sql`and a.number = any(${input.customers as string[]}::text[])`}
      ${input.period === undefined ? sql`` : sql`and s.period = ${input.period}`}
      ${input.before === null ? sql`` : sql`and s.message_id < ${input.before}`}
    order by s.message_id desc limit ${input.limit + 1}`.execute(db);
  return rows;
}

/** So many currencies of one statement are told apart in the ids of the lines. */
const currenciesOfStatement = 1_000;

/** The lines of the list of statements: a message and a currency each. */
export const statementsSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select s.message_id * ${sql.lit(currenciesOfStatement)} + coalesce(b.place, 0) as id, s.message_id as "messageId", c.code as company,
    a.number as customer, a.name, s.period, s.statement_date as day, m.channel, m.recipient_address as recipient,
    case when m.bounce is not null then 'bounced' else m.state end as state, coalesce(b.currency, c.currency) as currency,
    coalesce(b.balance, 0)::bigint as balance, coalesce(b.overdue, 0)::bigint as overdue
  from collections.statement s
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = s.company_id
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = s.account_id
  join correspondence.v_message m on m.tenant_id = ${tenantId} and m.id = s.message_id
  left join lateral (
    select e.place, e.value ->> 'currency' as currency, (e.value ->> 'balanceMinor')::bigint as balance,
      (e.value ->> 'overdueMinor')::bigint as overdue
    from jsonb_array_elements(s.balances) with ordinality as e(value, place)
  ) b on true
  where s.tenant_id = ${tenantId} and s.company_id = any(${companyIds as bigint[]}::bigint[])`;

/**
 * A statement as the customer would get it now, for looking at; nothing is proposed or sent. Refuses
 * `collections.customer-not-found` and `collections.nothing-open`.
 */
export function previewStatement(
  engine: Engine,
  tenantId: bigint,
  input: {
    company: Company;
    asOf: Day;
    customer: string;
    language?: string | undefined;
    movements: boolean;
    /** Words that are not saved yet. */
    prose?: TemplateProse | undefined;
  },
): Promise<Outcome<Letter>> {
  const { company, asOf, movements } = input;
  return runQuery(engine, tenantId, async (db): Promise<Outcome<Letter>> => {
    const key = await findCustomerKey(db, tenantId, company.id, input.customer);
    if (!key)
      return refuse('collections.customer-not-found', `There is no customer "${input.customer}" in this company.`);
    const scope = { companyId: company.id, asOf, accountIds: [key.accountId], movements };
    const [facts] = await loadStatementFacts(db, tenantId, scope);
    if (!facts)
      return refuse(
        'collections.nothing-open',
        `Nothing stands open for which customer ${input.customer} gets the letters; there is no statement to look at.`,
      );
    const language = input.language ?? facts.recipient.language;
    const readTo = await loadReadTo(db, tenantId, company.id);
    const template = input.prose ?? (await loadTemplate(db, tenantId, 'statement', { language, level: 1 }));
    const frame = { company, asOf, readTo, template, payers: facts.payers };
    return done(writeStatement({ ...facts.recipient, language }, byCurrency(facts, asOf), frame));
  });
}
