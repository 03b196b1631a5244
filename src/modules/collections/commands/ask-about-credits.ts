/** Asks customers what to do with credits that nobody has moved, before these are unclaimed property. */
import { type CreditToAskAbout, creditsToAskAbout } from '#cash';
import { type Company, loadOpenCompany } from '#company';
import { type NewMessage, proposeMessagesIn, recordNotProposedIn, type Suppression } from '#correspondence';
import { lockAccounts } from '#customers';
import { type Day, done, type Outcome, periodOf } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery, type Sql, sql } from '#platform';
import { channelToAsk } from '../asking.ts';
import { loadRecipients } from '../queries/recipients.ts';
import { contactNotBefore } from '../rules/contact-hours.ts';

export interface AskedAboutCredits {
  /** Letters that were proposed, one for each customer and currency. */
  readonly asked: number;
  /** Customers who cannot be asked, each with why: they are looked at again with the next run. */
  readonly notReached: readonly { readonly customer: string; readonly reason: string }[];
}

/** So many accounts are locked at once. */
const batch = 200;

/**
 * Proposes the letters that are due on a day by the rules of dormant credits, one for each customer and currency; a second run of the
 * day proposes none. They leave through the gate as every message does.
 */
export async function askAboutCredits(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<AskedAboutCredits>> {
  const { company, asOf } = input;
  const place = { companyId: company.id, day: asOf };
  const { accounts, notReached } = await runQuery(engine, caller.tenantId, (db) => toAsk(db, caller.tenantId, place));
  let asked = 0;
  for (let from = 0; from < accounts.length; from += batch) {
    const accountIds = accounts.slice(from, from + batch);
    const outcome = await runCommand(
      engine,
      caller,
      {
        operation: 'collections.ask-about-credits',
        reason: `Customers are asked what to do with credits that nobody has moved.`,
        input: { company: company.code, asOf, accountIds: accountIds.map(String) },
      },
      async (tx): Promise<Outcome<{ asked: number; left: { customer: string; reason: string }[] }>> => {
        await lockAccounts(tx, accountIds);
        const now = await creditsToAskAbout(tx.db, tx.tenantId, { ...place, accountIds });
        const recipients = await loadRecipients(tx.db, tx.tenantId, { accountIds, withoutMessage: null });
        const writer = (await loadOpenCompany(tx.db, tx.tenantId, company.id, tx.now))!;
        const messages: (NewMessage & { readonly notBefore: string | null })[] = [];
        const left: { customer: string; reason: string }[] = [];
        const notProposed: (NewMessage & { readonly suppression: Suppression })[] = [];
        for (const credits of lettersOf(now)) {
          const { accountId, currency } = credits[0]!;
          const recipient = recipients.get(accountId)!;
          const channel = channelToAsk(recipient);
          const message = {
            companyId: company.id,
            accountId,
            kind: 'dormant_credit',
            currency,
            language: recipient.language,
            recipientName: recipient.contact?.name ?? null,
            recipientAddress: recipient.contact?.email ?? null,
            proposedDate: asOf,
            facts: { itemIds: credits.map((one) => one.itemId.toString()) },
          };
          if ('code' in channel) {
            left.push({ customer: recipient.customerNumber, reason: channel.reason });
            // Kept once a month: the same reason every day is no news.
            const sourceKey = `dormant_credit ${accountId} ${currency} ${periodOf(asOf)} ${channel.code}`;
            notProposed.push({ ...message, channel: 'email', sourceKey, suppression: channel });
            continue;
          }
          messages.push({
            ...message,
            channel: channel.channel,
            sourceKey: `dormant_credit ${accountId} ${currency} ${asOf}`,
            notBefore: channel.channel === 'letter' ? null : contactNotBefore(tx.now, recipient, writer),
          });
        }
        await recordNotProposedIn(tx, notProposed);
        const written = await proposeMessagesIn(tx, messages);
        tx.publish({
          type: 'collections.credits-asked-about',
          payload: {
            companyId: company.id.toString(),
            accountIds: [...new Set(messages.map((one) => one.accountId.toString()))],
          },
        });
        return done({ asked: written.length, left });
      },
    );
    if (!outcome.ok) return outcome;
    asked += outcome.value.asked;
    notReached.push(...outcome.value.left);
  }
  return done({ asked, notReached });
}

/** The accounts that are asked, and those of whom it was kept this month already that they cannot be. */
async function toAsk(
  db: Sql,
  tenantId: bigint,
  place: { readonly companyId: bigint; readonly day: Day },
): Promise<{ accounts: bigint[]; notReached: { customer: string; reason: string }[] }> {
  const due = await creditsToAskAbout(db, tenantId, place);
  const accountIds = [...new Set(due.map((one) => one.accountId))];
  const { rows } = await sql<{ accountId: bigint }>`
    select distinct account_id as "accountId" from correspondence.v_message
    where tenant_id = ${tenantId} and account_id = any(${accountIds}::bigint[]) and kind = 'dormant_credit' and state = 'suppressed'
      and proposed_date between ${`${periodOf(place.day)}-01`}::date and ${place.day}::date`.execute(db);
  const kept = new Set(rows.map((row) => row.accountId));
  const recipients = await loadRecipients(db, tenantId, { accountIds: [...kept], withoutMessage: null });
  const notReached: { customer: string; reason: string }[] = [];
  const accounts = accountIds.filter((accountId) => {
    const recipient = recipients.get(accountId);
    const channel = recipient && channelToAsk(recipient);
    if (!channel || !('code' in channel)) return true;
    notReached.push({ customer: recipient.customerNumber, reason: channel.reason });
    return false;
  });
  return { accounts, notReached };
}

/** The credits of each customer in each currency, as they come in that order. */
function lettersOf(credits: readonly CreditToAskAbout[]): CreditToAskAbout[][] {
  const letters: CreditToAskAbout[][] = [];
  for (const credit of credits) {
    const last = letters.at(-1);
    const before = last?.[0];
    if (last && before?.accountId === credit.accountId && before.currency === credit.currency) last.push(credit);
    else letters.push([credit]);
  }
  return letters;
}
