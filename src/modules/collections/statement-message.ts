/** The statement of account as a message: how it reads from current facts, and that it stands once it is on its way. */
import { didNotLeave, loadTemplate, type MessageKind, type Rendered, type Suppression } from '#correspondence';
import { done, type Outcome } from '#kernel';
import type { EventHandler } from '#platform';
import { loadSender } from './notice-message.ts';
import { loadStatementFacts } from './queries/statement-facts.ts';
import { contactNotBefore } from './rules/contact-hours.ts';
import { planStatement } from './rules/plan-statement.ts';
import { writeStatement } from './statement-letter.ts';
import type { StatementCurrency } from './statement-model.ts';
import { hasStatement, reverseStatement, saveStatement } from './store.ts';

/** What a statement says by currency, as it is kept with it. */
export interface StatementBalance {
  readonly currency: string;
  readonly balanceMinor: string;
  readonly overdueMinor: string;
}

export const balancesOf = (currencies: readonly StatementCurrency[]): StatementBalance[] =>
  currencies.map((one) => ({
    currency: one.currency,
    balanceMinor: one.balanceMinor.toString(),
    overdueMinor: one.overdueMinor.toString(),
  }));

/** The kind `statement`, for the one send path. */
export const statementKind: MessageKind = {
  kind: 'statement',
  async render(db, tenantId, message, now): Promise<Rendered | Suppression> {
    const asOf = message.proposedDate;
    const period = String(message.facts['period']);
    if (await hasStatement(db, tenantId, { accountId: message.accountId, period, besides: message.id }))
      return { code: 'statement_sent', reason: `the statement of ${period} has gone out already` };
    const [facts] = await loadStatementFacts(db, tenantId, {
      companyId: message.companyId,
      asOf,
      accountIds: [message.accountId],
      movements: message.facts['movements'] === true,
    });
    const plan = facts ? planStatement(facts, asOf) : { kind: 'nothing' as const };
    if (plan.kind === 'suppressed') return { code: plan.code, reason: plan.reason };
    if (plan.kind === 'nothing' || !facts) return { code: 'nothing_open', reason: 'nothing is open any more' };
    const { recipient } = facts;
    const { company, readTo } = await loadSender(db, tenantId, message.companyId, now);
    const template = await loadTemplate(db, tenantId, 'statement', { language: recipient.language, level: 1 });
    return {
      letter: writeStatement(recipient, plan.currencies, { company, asOf, readTo, template, payers: facts.payers }),
      channel: plan.channel,
      attachLetter: plan.channel === 'email',
      recipient: {
        name: recipient.contact?.name ?? recipient.customerName,
        address: recipient.contact?.email ?? null,
      },
      itemIds: facts.items.map((item) => item.id),
      netMinor: plan.currencies.find((one) => one.currency === message.currency)?.balanceMinor ?? 0n,
      dropped: [],
      notBefore: plan.channel === 'letter' ? null : contactNotBefore(now, recipient, company),
      facts: {
        ...message.facts,
        balances: balancesOf(plan.currencies),
        templateSeq: template.seq?.toString() ?? null,
      },
    };
  },
  async claimed(tx, message, rendered): Promise<Outcome<null>> {
    await saveStatement(tx, {
      messageId: message.id,
      accountId: message.accountId,
      companyId: message.companyId,
      period: String(message.facts['period']),
      day: message.proposedDate,
      balances: rendered.facts['balances'] as readonly StatementBalance[],
    });
    return done(null);
  },
};

/** A statement that did not reach anybody leaves its period free for another one. */
export const statementTakenBackHandler: EventHandler = {
  type: didNotLeave,
  name: 'collections.take-statement-back',
  async run(tx, event) {
    if (event.payload['kind'] === statementKind.kind)
      await reverseStatement(tx, BigInt(String(event.payload['messageId'])));
  },
};
