/** Items that were reminded of, made by commands: posted, overdue, and with a notice that left. */
import { noticeKind, proposeNotices, setProcedure } from '#collections';
import type { Company } from '#company';
import { type SendCheck, sendMessages, type Transport } from '#correspondence';
import { addDays, dayInZone } from '#kernel';
import { setUpChart } from '#ledger';
import type { Caller, Engine } from '#platform';
import { postDocuments } from '#receivables';
import { must } from './books.ts';

/** Takes every mail and says so. */
const taking: Transport = {
  name: 'outbox',
  async deliver(_mail, beforeContent) {
    await beforeContent();
    return { outcome: 'accepted', reply: 'Taken.' };
  },
  delivered: async () => true,
};

/** Posts one invoice per amount on the account and reminds of them today: they stand at level 1. */
export async function remindedItems(
  engine: Engine,
  caller: Caller,
  of: {
    company: Company;
    accountId: bigint;
    numbers: readonly string[];
    amountMinor: bigint;
    /** How the notice leaves; by default nowhere. */
    transport?: Transport;
  },
): Promise<bigint[]> {
  const { company, accountId, numbers, amountMinor } = of;
  const today = dayInZone(engine.clock.now(), company.timeZone);
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const documents = numbers.map((number) => ({
    accountId,
    documentType: 'invoice' as const,
    number,
    documentDate: addDays(today, -60),
    dueDate: addDays(today, -30),
    currency: company.currency,
    amountMinor,
  }));
  const { posted } = must(await postDocuments(engine, caller, { company, documents }));
  await remind(engine, caller, company, of.transport && { transport: of.transport });
  return posted.map((one) => one.itemIds[0]!);
}

/** Reminds once, today, of everything in the company that is five days overdue; what leaves has passed the checks. */
export async function remind(
  engine: Engine,
  caller: Caller,
  company: Company,
  { transport = taking, checks = [] }: { transport?: Transport; checks?: readonly SendCheck[] } = {},
): Promise<void> {
  const today = dayInZone(engine.clock.now(), company.timeZone);
  must(
    await setProcedure(engine, caller, {
      code: 'standard',
      name: 'One reminder',
      rule: {
        levels: [{ level: 1, daysOverdue: 5, daysSinceLast: 0 }],
        minimumMinor: {},
        daysBetweenNotices: 0,
        daysToPay: 8,
      },
    }),
  );
  must(await proposeNotices(engine, caller, { company, asOf: today, freshSince: null }));
  const path = {
    checks,
    kinds: [noticeKind],
    transports: { outbox: transport, smtp: null, print: taking },
    mailOnlyTo: null,
  };
  must(await sendMessages(engine, caller, path, { company }));
}
