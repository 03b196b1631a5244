/** A customer announces what it will keep back, or owes on top (X12 812): an analyst makes a deduction or a memo of it in one step. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptAdjustment, declineAdjustment, importAdviceFile, listAdjustments } from '#cash';
import { verify } from '#operations';
import { approveRequest, type Caller, requestApproval, runQuery, sql } from '#platform';
import { loadItems, postDocuments, reverseOneDocument } from '#receivables';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must, refusalOf } from '../books.ts';
import { type AnnouncedAdjustment, x12Adjustments } from '../x12-adjustment.ts';

const today = '2026-03-03';
let books: PeopledBooks;
let analyst: Caller;
let lead: Caller;
const invoices: Record<string, bigint> = {};

const bring = (control: number, ...adjustments: AnnouncedAdjustment[]) =>
  importAdviceFile(books.engine, books.caller, {
    ...{ name: `adjustments-${control}.edi`, bytes: x12Adjustments(control, 'Customer C1', adjustments) },
    companies: [books.company],
  });
const list = (state?: 'waiting' | 'accepted' | 'declined') =>
  listAdjustments(books.engine, books.tenantId, { company: books.company, state, limit: 50 });
const named = async (number: string) => (await list()).rows.find((row) => row.number === number)!;
const accept = async (number: string, caller: Caller, reason = 'Agreed with the customer.') =>
  acceptAdjustment(books.engine, caller, { adjustmentId: String((await named(number)).id), reason });
const openOf = async (itemId: bigint | string): Promise<bigint> => {
  const { engine, tenantId } = books;
  return (await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, { itemIds: [BigInt(itemId)] })))[0]!
    .openMinor;
};
const failed = async () => (await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0);

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 2, now: `${today}T09:00:00Z` });
  const { engine, caller, company, accounts } = books;
  analyst = await books.hire('Ana Analyst', 'analyst');
  lead = await books.hire('Lena Lead', 'lead');
  for (const [number, amountMinor] of [
    ['INV-88213', 500_00n],
    ['INV-88214', 30_00n],
  ] as const) {
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          {
            ...{ accountId: accounts['C1']!, documentType: 'invoice', number, documentDate: '2026-02-02' },
            ...{ currency: 'EUR', amountMinor },
          },
        ],
      }),
    );
    invoices[number] = posted[0]!.itemIds[0]!;
  }
});
afterAll(() => books.close());

describe('R33 R34 What customers announce by X12 812', () => {
  it('waits, each once, with what accepting makes of it', async () => {
    const first = must(
      await bring(
        1,
        { number: 'CM-3391', kind: 'credit', cents: 44_00, invoice: 'INV-88213' },
        { number: 'CM-3392', kind: 'credit', cents: 40_00, invoice: 'INV-88214' },
        { number: 'DM-7', kind: 'debit', cents: 12_50, invoice: 'INV-88213' },
        { number: 'CM-9', kind: 'credit', cents: 9_00, invoice: 'INV-NOBODY' },
      ),
    );
    expect(first).toMatchObject({ format: 'x12.812', adjustments: 4, adviceIds: [] });
    const { rows, waiting } = await list();
    expect(waiting).toBe(4);
    expect(
      rows.map((row) => [row.number, row.kind, row.amount, row.document?.number, row.proposed, row.why?.code]),
    ).toEqual([
      ['CM-9', 'credit', '9.00', undefined, null, 'unknown'],
      ['DM-7', 'debit', '12.50', 'INV-88213', 'debit_memo', undefined],
      ['CM-3392', 'credit', '40.00', 'INV-88214', 'credit_memo', undefined],
      ['CM-3391', 'credit', '44.00', 'INV-88213', 'deduction', undefined],
    ]);
    expect(rows.at(-1)).toMatchObject({ customer: 'C1', date: '2026-03-02', state: 'waiting', reason: '01' });
    expect(
      must(await bring(1, { number: 'CM-3391', kind: 'credit', cents: 44_00, invoice: 'INV-88213' })),
    ).toMatchObject({
      adjustments: 0,
    });
    // Sent again in an interchange of its own number it is the same adjustment.
    expect((await list()).waiting).toBe(4);
  });

  it('is a deduction of the invoice by one step of an analyst, once', async () => {
    const made = must(await accept('CM-3391', analyst));
    expect(made).toMatchObject({ as: 'deduction', amount: '44.00', currency: 'EUR' });
    expect(await openOf(invoices['INV-88213']!)).toBe(456_00n);
    expect(await openOf(made.itemId)).toBe(44_00n);
    expect(refusalOf(await accept('CM-3391', analyst))).toBe('cash.adjustment-decided');
    expect(await named('CM-3391')).toMatchObject({
      state: 'accepted',
      proposed: null,
      decided: { as: 'deduction', on: today, person: 'Ana Analyst', document: made.number },
    });
    expect((await list('accepted')).rows.map((row) => row.number)).toEqual(['CM-3391']);
    expect(await failed()).toEqual([]);
  });

  it('is a memo within authority where nothing of the invoice is left to deduct, or more is owed', async () => {
    expect(refusalOf(await accept('CM-3392', analyst))).toBe('authority.approval-needed');
    const input = { adjustmentId: String((await named('CM-3392')).id), reason: 'Short by ten, agreed.' };
    const asked = must(
      await requestApproval(books.engine, analyst, { action: 'cash.accept-adjustment', input, reason: 'Please look.' }),
    );
    const controller = await books.hire('Dora Controller', 'controller');
    const { requestId, contentHash } = asked;
    must(await approveRequest(books.engine, controller, { requestId: BigInt(requestId), contentHash }));
    expect(await named('CM-3392')).toMatchObject({
      state: 'accepted',
      decided: { as: 'credit_memo', person: 'Ana Analyst' },
    });
    expect(await openOf(invoices['INV-88214']!)).toBe(30_00n);
    const debit = must(await accept('DM-7', lead));
    expect(debit).toMatchObject({ as: 'debit_memo', amount: '12.50' });
    expect(await openOf(debit.itemId)).toBe(12_50n);
    expect(await failed()).toEqual([]);
  });

  it('that is about nothing of ours is declined; what was made of one and reversed waits again', async () => {
    expect(refusalOf(await accept('CM-9', lead))).toBe('cash.adjustment-document');
    const { engine, company } = books;
    const of = { companyIds: [company.id], adjustmentId: BigInt((await named('CM-9')).id), reason: 'Not our invoice.' };
    expect(refusalOf(await declineAdjustment(engine, lead, { ...of, companyIds: [] }))).toBe(
      'cash.adjustment-not-found',
    );
    must(await declineAdjustment(engine, lead, of));
    expect(refusalOf(await declineAdjustment(engine, lead, of))).toBe('cash.adjustment-decided');
    expect(await named('CM-9')).toMatchObject({ state: 'declined', decided: { reason: 'Not our invoice.' } });
    expect((await list()).waiting).toBe(0);
    const debit = (await named('DM-7')).decided!.document!;
    const item = await runQuery(engine, books.tenantId, async (db) => {
      const { rows } = await sql<{ id: bigint }>`
        select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${debit}`.execute(db);
      return rows[0]!.id;
    });
    must(await reverseOneDocument(engine, lead, { itemId: item, reason: 'The customer took it back.' }));
    expect(await named('DM-7')).toMatchObject({ state: 'waiting', proposed: 'debit_memo' });
    expect((await list('waiting')).rows.map((row) => row.number)).toEqual(['DM-7']);
  });

  it('is in our currency where its file names none', async () => {
    const told = [{ number: 'CM-5000', kind: 'credit', cents: 1_00, invoice: 'INV-88213' }] as const;
    for (const [control, currency] of [
      [3, 'USD'],
      [4, null],
    ] as const) {
      const bytes = x12Adjustments(control, 'Customer C1', told, { currency });
      must(
        await importAdviceFile(books.engine, books.caller, {
          ...{ name: `${control}.edi`, bytes, companies: [books.company] },
        }),
      );
    }
    const rows = (await list()).rows.filter((row) => row.number === 'CM-5000');
    expect(rows.map((row) => [row.currency, row.proposed, row.why?.code])).toEqual([
      ['EUR', 'deduction', undefined],
      ['USD', null, 'currency'],
    ]);
  });

  it('is what four analysts at once make one deduction of', async () => {
    must(await bring(2, { number: 'CM-4000', kind: 'credit', cents: 6_00, invoice: 'INV-88213' }));
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => accept('CM-4000', analyst)));
    expect(outcomes.filter((one) => one.ok).length).toBe(1);
    expect(outcomes.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual([
      'cash.adjustment-decided',
      'cash.adjustment-decided',
      'cash.adjustment-decided',
    ]);
    expect(await openOf(invoices['INV-88213']!)).toBe(450_00n);
    expect(await failed()).toEqual([]);
  });
});
