/** A request for remittance as a customer would get it now, for looking at: nothing is proposed or sent. */
import type { Company } from '#company';
import { type Letter, loadTemplate, type TemplateProse } from '#correspondence';
import { findCustomerKey } from '#customers';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import { loadOpenMoney, writeRemittanceRequest } from '../remittance-request.ts';
import { loadRecipients } from './recipients.ts';

/**
 * Writes the request about the customer's latest money that is not applied. Refuses `collections.customer-not-found` and
 * `collections.money-not-open`.
 */
export function previewRemittanceRequest(
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
      select id from cash.v_receipt where tenant_id = ${tenantId} and account_id = ${key.accountId} and state in ('unapplied', 'part_applied')
      order by value_date desc, id desc limit 1`.execute(db);
    const money = rows[0] && (await loadOpenMoney(db, tenantId, { companyId: company.id, receiptId: rows[0].id }));
    if (!money)
      return refuse(
        'collections.money-not-open',
        `No money of customer ${input.customer} waits for its items; there is no request to look at.`,
      );
    const recipients = await loadRecipients(db, tenantId, { accountIds: [key.accountId], withoutMessage: null });
    const wanted = { language, level: 1 };
    const template = input.prose ?? (await loadTemplate(db, tenantId, 'remittance_request', wanted));
    const recipient = { ...recipients.get(key.accountId)!, language };
    return done(writeRemittanceRequest(recipient, money, { company, asOf, template }));
  });
}
