/** A notice as a customer would get it now, for looking at: nothing is proposed, booked or sent. */
import type { Company } from '#company';
import { type Letter, loadTemplate, type TemplateProse } from '#correspondence';
import { findCustomerKey } from '#customers';
import { type Day, daysBetween, done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery } from '#platform';
import type { DunningFacts, Notice } from '../model.ts';
import { writeNotice } from '../notice-letter.ts';
import { loadReadTo } from '../notice-message.ts';
import { planNotice } from '../rules/plan-notice.ts';
import { loadCopies } from './copies.ts';
import { loadDunningFacts } from './dunning-facts.ts';

/**
 * Writes the notice of a real customer: as the next run would write it, or at a level and in a language that one wants to
 * look at, whether it is the customer's turn or not. Refuses `collections.customer-not-found` and `collections.nothing-due`.
 */
export async function previewNotice(
  engine: Engine,
  tenantId: bigint,
  input: {
    company: Company;
    asOf: Day;
    customer: string;
    /** Which of the customer's notices, where it would get several; the first of them where it is not said. */
    currency?: string | undefined;
    /** Which customer seen once, on a collective account, by the key that the preview of a run names. */
    party?: string | undefined;
    level?: number | undefined;
    language?: string | undefined;
    /** Words that are not saved yet. */
    prose?: TemplateProse | undefined;
  },
): Promise<Outcome<Letter>> {
  const { company, asOf } = input;
  return runQuery(engine, tenantId, async (db): Promise<Outcome<Letter>> => {
    const customer = await findCustomerKey(db, tenantId, company.id, input.customer);
    if (!customer)
      return refuse('collections.customer-not-found', `There is no customer "${input.customer}" in this company.`);
    const all = await loadDunningFacts(db, tenantId, { companyId: company.id, asOf, accountIds: [customer.accountId] });
    const found = all.filter(
      (one) => one.currency === (input.currency ?? one.currency) && one.partyKey === (input.party ?? one.partyKey),
    );
    const facts = found.find((one) => one.accountId === customer.accountId) ?? found[0];
    const notice = facts && noticeToLookAt(facts, asOf, input.level);
    if (!facts || !notice)
      return refuse(
        'collections.nothing-due',
        `Nothing of customer ${input.customer} is overdue; there is no notice to look at.`,
      );
    const language = input.language ?? facts.language;
    const readTo = await loadReadTo(db, tenantId, company.id);
    const wanted = { language, level: notice.level };
    const template = input.prose ?? (await loadTemplate(db, tenantId, 'dunning_notice', wanted));
    const copies = await loadCopies(db, tenantId, facts, notice);
    return done(writeNotice({ ...facts, language }, notice, { company, asOf, readTo, template, copies }));
  });
}

/** The planned notice where there is one at this level; else one of everything overdue, less its credits, at the wanted level. */
function noticeToLookAt(facts: DunningFacts, asOf: Day, level: number | undefined): Notice | null {
  const plan = planNotice(facts, asOf);
  if (plan.kind === 'notice' && (level === undefined || plan.notice.level === level)) return plan.notice;
  const overdue = facts.items.filter(
    (item) => item.agingClass === 'debit' && item.openMinor > 0n && item.dueDate < asOf,
  );
  if (overdue.length === 0) return null;
  const wanted = level ?? Math.max(1, ...overdue.map((item) => item.level));
  const credits = facts.items.filter((item) => item.openMinor < 0n);
  return {
    level: wanted,
    items: overdue.map((item) => ({
      itemId: item.id,
      number: item.number,
      dueDate: item.dueDate,
      openMinor: item.openMinor,
      taxMinor: item.taxMinor,
      daysOverdue: daysBetween(item.dueDate, asOf),
      levelAfter: wanted,
      debtor: item.debtor,
    })),
    credits: credits.map((item) => ({ number: item.number, openMinor: item.openMinor })),
    chargeMinor: 0n,
    chargeAccountId: facts.accountId,
    netMinor: [...overdue, ...credits].reduce((sum, item) => sum + item.openMinor, 0n),
    channel: 'letter',
    attachLetter: false,
    dropped: [],
  };
}
