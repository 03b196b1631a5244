/**
 * The dunning cases of ERPNext, OCA credit-control and metasfresh (facts of their own tests, in the shared corpus) told to
 * our books. Each passes, or stands in the list below with the reason why our rule differs or the subject is not ours.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewDunning, proposeNotices, setProcedure } from '#collections';
import { type Company, createCompany, findCompany, setPaymentTerm } from '#company';
import { sendMessages } from '#correspondence';
import { loadAccounts, saveCustomers } from '#customers';
import { addDays, type Day } from '#kernel';
import { setUpChart } from '#ledger';
import { runQuery } from '#platform';
import { clearItems, loadItems, postDocuments, reverseClearing, reverseDocument } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { corpusFolder } from '#test/corpus/suite';
import { sendPath } from '../../src/apps/registrations.ts';

interface Case {
  readonly source: { readonly test?: string; readonly scenario?: string };
  readonly given: unknown;
  readonly expect: unknown;
}

/** Whose rule is not ours, or whose subject we do not have, by the test's own name. */
const listed: Readonly<Record<string, string>> = {
  test_dunning_with_fees_and_interest:
    'interest on the days overdue is a finance charge, a document of its own, never a line of a notice; the fee is compared here, the interest is not',
  test_dunning_not_affected_by_standalone_credit_note:
    'theirs leaves the reminder as it is; ours lets open credits cover items oldest first, so nobody is asked for what his credit pays',
  test_check_run_date:
    'theirs refuses a run older than the last one; ours proposes once per account, currency and day and looks at the notices already sent, so an older day proposes nothing that went out since',
  'test_invoices#draft':
    'drafts are not receivables; exposure of orders and drafts belongs to credit, which is not built yet',
  'test_invoices#limit': 'credit limits belong to credit, which is not built yet',
  'test_invoices#post_second':
    'a credit limit never stops the posting of an invoice: the goods have left; it blocks orders, in credit, which is not built yet',
  'test_invoices#open_limit': 'as above: an invoice is posted whatever the limit says',
  'test_invoices#credit_limit': 'as above: an invoice is posted whatever the limit says',
  test_other_account_amount:
    'a grace margin between open and unpaid is credit policy, which is not built yet; aging shows the true day',
  test_batch_invoice_confirm: 'as above: an invoice is posted whatever the limit says',
  'test_sale_order#1': 'orders and their limits belong to credit, which is not built yet',
  'test_sale_order#2': 'orders and their limits belong to credit, which is not built yet',
  test_compute_risk_amount: 'orders and their limits belong to credit, which is not built yet',
};

const corpus = corpusFolder();
const load = (name: string): Case[] => {
  if (!corpus) return [];
  const file = JSON.parse(readFileSync(join(corpus, 'cases', `${name}.json`), 'utf8')) as Case[] | { cases: Case[] };
  return Array.isArray(file) ? file : file.cases;
};
const nameOf = (one: Case): string => one.source.test ?? one.source.scenario!;
const today: Day = '2026-06-01';
const ago = (days: number): Day => addDays(today, -days);

const home = mkdtempSync(join(tmpdir(), 'dunwell-home-'));
let books: Books;
let companies = 0;
beforeAll(async () => {
  books = await openBooks({ customers: 0, now: '2025-12-01T09:00:00Z' });
});
afterAll(async () => {
  await books.close();
  rmSync(home, { recursive: true, force: true });
});

/** A company of its own with one customer, a procedure of one level a day overdue, and what it needs to be asked. */
async function openCase(
  levels: readonly { daysOverdue: number; daysSinceLast: number; fee?: bigint }[],
  instalments: readonly { sharePercent: string; days: number }[] = [{ sharePercent: '100', days: 0 }],
) {
  const { engine, caller, tenantId } = books;
  companies += 1;
  const code = `D${companies}`;
  must(
    await createCompany(engine, caller, {
      code,
      name: code,
      currency: 'EUR',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      language: 'en',
      letterhead: {},
    }),
  );
  const company: Company = must(await findCompany(engine, tenantId, code));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  must(
    await setProcedure(engine, caller, {
      code: 'standard',
      name: 'As in the case',
      rule: {
        levels: levels.map(({ fee, ...level }, index) => ({
          level: index + 1,
          ...level,
          charge: fee === undefined ? null : { amountMinor: fee.toString(), currency: 'EUR' },
        })),
        minimumMinor: {},
        daysBetweenNotices: 0,
        daysToPay: 8,
      },
    }),
  );
  const term = must(await setPaymentTerm(engine, caller, { code, name: 'case', rule: { instalments } }));
  must(
    await saveCustomers(engine, caller, {
      customers: [
        {
          number: code,
          name: code,
          country: 'DE',
          accounts: [{ companyId: company.id, paymentTermId: term.id }],
          contacts: [{ name: 'Accounts payable', email: 'ap@example.org', primary: true }],
        },
      ],
    }),
  );
  const [account] = await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }));
  const post = async (
    number: string,
    documentType: 'invoice' | 'payment' | 'credit_memo',
    amountMinor: bigint,
    documentDate: Day,
    more: object = {},
  ): Promise<readonly bigint[]> =>
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { accountId: account!.id, documentType, number, documentDate, currency: 'EUR', amountMinor, ...more },
        ],
      }),
    ).posted[0]!.itemIds;
  const clear = async (creditItemId: bigint, debitItemId: bigint, amountMinor: bigint): Promise<bigint> =>
    must(
      await clearItems(engine, caller, {
        company,
        allocations: [{ creditItemId, debitItemId, amountMinor }],
        postingDate: today,
        kind: 'case',
        explanation: 'Case.',
      }),
    ).clearingId;
  const takeBack = async (clearingId: bigint): Promise<void> => {
    must(await reverseClearing(engine, caller, { company, clearingId, postingDate: today, reason: 'Case.' }));
  };
  const takeBackDocument = async (itemIds: readonly bigint[]): Promise<void> => {
    must(await reverseDocument(engine, caller, { company, itemIds, postingDate: today, reason: 'Case.' }));
  };
  const notice = async (asOf: Day = today) => {
    const preview = await previewDunning(engine, tenantId, { company, asOf });
    return preview.notices.map((one) => one.plan.notice)[0];
  };
  const openOf = async (itemId: bigint): Promise<bigint> =>
    (await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, { itemIds: [itemId] })))[0]!.openMinor;
  /** The notice of a day is proposed and leaves. */
  const remind = async (asOf: Day): Promise<void> => {
    books.clock.set(`${asOf}T09:00:00Z`);
    must(await proposeNotices(engine, caller, { company, asOf, freshSince: null }));
    expect(must(await sendMessages(engine, caller, sendPath({ home }), { company })).sent).toBe(1);
  };
  return { post, clear, takeBack, takeBackDocument, notice, remind, openOf };
}

const once = [{ daysOverdue: 1, daysSinceLast: 0 }] as const;
const oca = [
  { daysOverdue: 10, daysSinceLast: 0 },
  { daysOverdue: 30, daysSinceLast: 0 },
  { daysOverdue: 30, daysSinceLast: 10 },
] as const;

/** How each case is told; the names are those of its own test. */
const told: Readonly<Record<string, () => Promise<void>>> = {
  async test_dunning_without_fees() {
    const { post, notice } = await openCase(once);
    await post('A', 'invoice', 100_00n, ago(20));
    expect(await notice()).toMatchObject({ netMinor: 100_00n, chargeMinor: 0n });
  },
  async test_dunning_with_fees_and_interest() {
    const { post, notice } = await openCase([{ ...once[0], fee: 10_00n }]);
    await post('A', 'invoice', 100_00n, ago(15));
    expect(await notice()).toMatchObject({
      chargeMinor: 10_00n,
      netMinor: 110_00n,
      items: [{ openMinor: 100_00n, daysOverdue: 15 }],
    });
  },
  async test_dunning_with_payment_entry() {
    const { post, clear, notice, openOf } = await openCase(once);
    const [invoice] = await post('A', 'invoice', 100_00n, ago(15));
    const [payment] = await post('P', 'payment', -100_00n, today);
    await clear(payment!, invoice!, 100_00n);
    expect([await openOf(invoice!), await notice()]).toEqual([0n, undefined]);
  },
  async test_fetch_overdue_payments() {
    const { post, notice } = await openCase(once);
    await post('A', 'invoice', 100_00n, ago(6));
    await post('B', 'invoice', 300_00n, ago(6));
    expect((await notice())!.items.map((item) => [item.number, item.openMinor])).toEqual([
      ['A', 100_00n],
      ['B', 300_00n],
    ]);
  },
  async test_dunning_and_payment_against_partially_due_invoice() {
    const { post, clear, takeBack, notice, openOf } = await openCase(once, [
      { sharePercent: '50', days: 5 },
      { sharePercent: '50', days: 10 },
    ]);
    const [first, second] = await post('A', 'invoice', 100_00n, ago(6));
    expect((await notice())!.items.map((item) => item.itemId)).toEqual([first]);
    const [payment] = await post('P', 'payment', -50_00n, today);
    const clearing = await clear(payment!, first!, 50_00n);
    expect([await openOf(first!), await openOf(second!), await notice()]).toEqual([0n, 50_00n, undefined]);
    await takeBack(clearing);
    // The money itself is still there and covers the instalment: nothing to ask for until it is gone too.
    expect([await openOf(first!), await notice()]).toEqual([50_00n, undefined]);
  },
  async test_dunning_resolution_from_credit_note() {
    const { post, clear, takeBack, takeBackDocument, notice } = await openCase(once);
    const [invoice] = await post('A', 'invoice', 100_00n, ago(10));
    const note = await post('N', 'credit_memo', -100_00n, today);
    const clearing = await clear(note[0]!, invoice!, 100_00n);
    expect(await notice()).toBeUndefined();
    await takeBack(clearing);
    await takeBackDocument(note);
    expect(await notice()).toMatchObject({ netMinor: 100_00n });
  },
  async test_dunning_not_affected_by_standalone_credit_note() {
    const { post, notice } = await openCase(once);
    await post('A', 'invoice', 100_00n, ago(10));
    await post('N', 'credit_memo', -40_00n, today);
    expect(await notice()).toMatchObject({ netMinor: 60_00n, credits: [{ number: 'N', openMinor: -40_00n }] });
    await post('M', 'credit_memo', -60_00n, today);
    expect(await notice()).toBeUndefined();
  },
  async test_generate_credit_lines() {
    const { post, notice } = await openCase(oca);
    await post('A', 'invoice', 500_00n, ago(365));
    expect((await notice())!.items).toHaveLength(1);
  },
  async test_multi_credit_control_run() {
    const { post, notice, remind } = await openCase(oca);
    await post('A', 'invoice', 500_00n, ago(365));
    const levels = [];
    // Business days, so that each notice leaves on its day: half a year ago, two months ago, today.
    for (const day of ['2025-12-01', '2026-04-01', today]) {
      levels.push((await notice(day))!.level);
      await remind(day);
    }
    expect(levels).toEqual([1, 2, 3]);
  },
  async test_overdue_warn() {
    const { post, notice } = await openCase(once);
    await post('A', 'invoice', 500_00n, ago(5));
    await post('B', 'invoice', 1000_00n, today, { dueDate: addDays(today, 30) });
    expect(await notice()).toMatchObject({ netMinor: 500_00n, items: [{ number: 'A' }] });
  },
  async 'Invoice Dunning Test'() {
    const { post, notice } = await openCase([{ daysOverdue: 0, daysSinceLast: 0 }]);
    const [invoice] = await post('salesInvoice1', 'invoice', 10_00n, '2021-04-08');
    expect(await notice('2022-09-29')).toMatchObject({ level: 1, items: [{ itemId: invoice, dueDate: '2021-04-08' }] });
  },
};

describe.skipIf(!corpus)('R18 Reminders as other systems test them', () => {
  it.each(['erpnext_dunning', 'oca_credit_control', 'metasfresh_dunning'])(
    '%s: every case is told or listed',
    (name) => {
      const unknown = load(name)
        .map(nameOf)
        .filter((test) => !(test in told) && !(test in listed));
      expect(unknown).toEqual([]);
    },
  );
  it.each(Object.keys(told))('%s', async (name) => {
    await told[name]!();
  });
});
