/** R33 R25 L2 A control sample: what posted without a person is looked at by one, and the error is measured. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawControlSample, judgeControlReceipt, listControlSamples, listSampledReceipts, sampleToJson } from '#cash';
import { verify } from '#operations';
import { type Caller, runQuery } from '#platform';
import { loadItems, postDocuments } from '#receivables';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { type BankDays, openBank } from '../bank-days.ts';
import { must, refusalOf } from '../books.ts';

let books: PeopledBooks;
let bank: BankDays;
let lead: Caller;

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 2, now: '2026-02-20T09:00:00Z' });
  lead = await books.hire('Lena Lead', 'lead');
  bank = await openBank(books, books.company);
  const { engine, caller, company } = books;
  const documents = Array.from({ length: 12 }, (_, index) => ({
    ...{ accountId: books.accounts['C1']!, documentType: 'invoice' as const, number: `AR-${10_001 + index}` },
    ...{
      documentDate: '2026-01-10',
      currency: 'EUR',
      amountMinor: [451_19n, 1_512_83n][index - 10] ?? 100_00n + BigInt(index * 37),
    },
  }));
  must(await postDocuments(engine, caller, { company, documents }));
  // Ten name their invoice, one is found by an amount that is nobody else's, one invoice stays open.
  const lines = documents.slice(0, 11).map(({ number, amountMinor }, index) => ({
    ...{ amountMinor, valueDate: '2026-02-18', payer: 'Customer C1', text: index < 10 ? number : 'Thank you' },
  }));
  must(await bank.read('2026-02-18', lines));
});
afterAll(() => books.close());

const draw = (month: string, size = 6, caller = lead) =>
  drawControlSample(books.engine, caller, { company: books.company, month, size });
const samples = async () =>
  (await runQuery(books.engine, books.tenantId, (db) => listControlSamples(db, books.tenantId, books.company.id))).map(
    sampleToJson,
  );
const drawn = (sampleId: bigint) =>
  runQuery(books.engine, books.tenantId, (db) =>
    listSampledReceipts(db, books.tenantId, { companyId: books.company.id, sampleId }),
  );
const judge = (sampleId: bigint, receiptId: bigint, verdict: 'right' | 'wrong', reason: string | null = null) =>
  judgeControlReceipt(books.engine, lead, { company: books.company, sampleId, receiptId, verdict, reason });
const openItems = async (): Promise<string[]> =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfCompany: books.company.id }),
    )
  ).map((item) => item.number);

describe('R33 R25 L2 A control sample of automatic postings', () => {
  it('is drawn of a month that is over, once, of each kind, by a seed that nobody chose', async () => {
    expect(refusalOf(await draw('2026-02'))).toBe('cash.sample-month');
    expect(refusalOf(await draw('2026-01'))).toBe('cash.sample-empty');
    books.clock.set('2026-03-02T09:00:00Z');
    const first = must(await draw('2026-02'));
    expect(first.receipts).toBe(6);
    expect(refusalOf(await draw('2026-02', 11))).toBe('cash.sample-drawn');
    const [sample] = await samples();
    expect(sample).toMatchObject({
      ...{ month: '2026-02', population: 11, drawn: 6, judged: 0, wrong: 0, person: 'Lena Lead' },
      ...{ errorRate: null, upper: null, seed: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(sample!.kinds.map(({ population, drawn: taken }) => [population, taken])).toEqual(
      expect.arrayContaining([[10, 5]]),
    );
    expect(sample!.kinds.every((kind) => kind.drawn > 0)).toBe(true);
  });

  it('is judged one by one; what was wrong is taken back, and the error is measured with its bounds', async () => {
    const sampleId = BigInt((await samples())[0]!.sampleId);
    const receipts = await drawn(sampleId);
    const named = receipts.filter((one) => one.evidence === 'reference');
    for (const { receiptId } of receipts.filter((one) => one !== named[0]))
      expect(must(await judge(sampleId, receiptId, 'right'))).toEqual({ takenBack: false });
    expect((await samples())[0]).toMatchObject({ judged: 5, wrong: 0, errorRate: 0 });
    expect(await openItems()).toEqual(['AR-10012']);
    const wrong = named[0]!.receiptId;
    expect(must(await judge(sampleId, wrong, 'wrong', 'They paid another invoice.'))).toEqual({ takenBack: true });
    expect(await openItems()).toHaveLength(3);
    expect(refusalOf(await judge(sampleId, wrong, 'right'))).toBe('cash.sample-judged');
    expect(refusalOf(await judge(sampleId, 999_999n, 'right'))).toBe('cash.sample-receipt-not-found');
    const [sample] = await samples();
    expect(sample).toMatchObject({ judged: 6, wrong: 1 });
    // One of five of the kind that is ten of eleven.
    expect(sample!.errorRate).toBeCloseTo((10 / 11) * (1 / 5), 10);
    expect(sample!.lower!).toBeLessThan(sample!.errorRate!);
    expect(sample!.upper!).toBeGreaterThan(sample!.errorRate!);
    expect((await drawn(sampleId)).find((one) => one.receiptId === wrong)).toMatchObject({
      ...{ verdict: 'wrong', reason: 'They paid another invoice.', person: 'Lena Lead', state: 'unapplied' },
    });
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });

  it('is not repeated by the next run: what a person took back is not applied by itself again', async () => {
    must(await bank.read('2026-03-01', []));
    expect(await openItems()).toHaveLength(3);
  });
});
