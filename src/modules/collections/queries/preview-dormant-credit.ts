/** A letter about old credits as a customer would get it now, for looking at: nothing is proposed or sent. */
import { creditsToAskAbout } from '#cash';
import type { Company } from '#company';
import { type Letter, loadTemplate, type TemplateProse } from '#correspondence';
import { findCustomerKey } from '#customers';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import { writeDormantCredit } from '../dormant-credit.ts';
import { loadRecipients } from './recipients.ts';

/**
 * Writes the letter about the customer's open credits in the currency of the oldest, however old they are. Refuses
 * `collections.customer-not-found` and `collections.nothing-open` where there is none, or no rule of dormant credits.
 */
export function previewDormantCredit(
  engine: Engine,
  tenantId: bigint,
  input: {
    company: Company;
    asOf: Day;
    customer: string;
    language: string;
    /** Words that are not saved yet. */
    prose?: TemplateProse | undefined;
  },
): Promise<Outcome<Letter>> {
  const { company, asOf, language } = input;
  return runQuery(engine, tenantId, async (db): Promise<Outcome<Letter>> => {
    const key = await findCustomerKey(db, tenantId, company.id, input.customer);
    if (!key)
      return refuse('collections.customer-not-found', `There is no customer "${input.customer}" in this company.`);
    const { rows } = await sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${tenantId} and account_id = ${key.accountId} and open_minor < 0
      order by posting_date, id limit 200`.execute(db);
    const itemIds = rows.map((row) => row.id);
    const credits = await creditsToAskAbout(db, tenantId, { companyId: company.id, day: asOf, itemIds });
    const [first] = credits;
    if (!first)
      return refuse(
        'collections.nothing-open',
        `Customer ${input.customer} has no credit that a rule of dormant credits speaks of; there is no letter to look at.`,
      );
    const recipients = await loadRecipients(db, tenantId, { accountIds: [key.accountId], withoutMessage: null });
    const template = input.prose ?? (await loadTemplate(db, tenantId, 'dormant_credit', { language, level: 1 }));
    const recipient = { ...recipients.get(key.accountId)!, language };
    const shown = credits.filter((one) => one.currency === first.currency);
    return done(writeDormantCredit(recipient, shown, { company, asOf, template }));
  });
}
