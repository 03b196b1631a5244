/** Netting within a large group: hundreds of subsidiaries in one agreement, one offset over all of them, and hundreds of offsets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  executeOffset,
  listOffsets,
  listPayables,
  loadOffset,
  type OffsetState,
  offerPayables,
  proposeByHand,
  proposeOffsets,
  recordAgreement,
  setOffsetPolicy,
  standardPolicy,
} from '#offsets';
import { recordAgreementBody } from '#offsets/contract';
import { verify } from '#operations';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';

const today = '2026-06-01';
const subsidiaries = 230;

describe('R31 A netting agreement of a large group', () => {
  let books: Books;
  let agreementId: bigint;
  const numbers = Array.from({ length: subsidiaries }, (_, index) => `C${index + 1}`);
  const payable = (number: string, amountMinor: bigint) => ({
    ...{ vendorNumber: 'V1', vendorName: 'Group purchasing', taxNumber: null, number, currency: 'EUR', amountMinor },
    ...{ documentDate: '2026-04-01', dueDate: '2026-05-01' },
  });
  const invoices = async (prefix: string, amountMinor: bigint): Promise<bigint[]> => {
    const { engine, caller, company, accounts } = books;
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: numbers.map((number) => ({
          accountId: accounts[number]!,
          documentType: 'invoice' as const,
          number: `${prefix}-${number}`,
          documentDate: '2026-01-05',
          currency: 'EUR',
          amountMinor,
        })),
      }),
    );
    return posted.map((one) => one.itemIds[0]!);
  };
  beforeAll(async () => {
    books = await openBooks({ customers: subsidiaries, now: `${today}T09:00:00Z` });
    const { engine, caller, company } = books;
    must(
      await setOffsetPolicy(engine, caller, {
        company,
        validFrom: today,
        policy: { ...standardPolicy, payableDocuments: [], agreementDocuments: [] },
      }),
    );
    const agreement = recordAgreementBody.parse({
      reference: 'Group netting 2026',
      companies: [company.code],
      customers: numbers,
      vendors: ['V1'],
      validFrom: '2026-01-01',
    });
    ({ agreementId } = must(await recordAgreement(engine, caller, { ...agreement, companyIds: [company.id] })));
  });
  afterAll(() => books.close());

  it('is one offset over all its subsidiaries, each of whom gets its document', async () => {
    const { engine, caller, company, tenantId } = books;
    await invoices('RE', 100_00n);
    const owed = BigInt(subsidiaries) * 100_00n;
    must(await offerPayables(engine, caller, { company, payables: [payable('L-1', owed - 50_00n)], reason: 'Test.' }));
    expect(must(await proposeOffsets(engine, caller, { company, asOf: today }))).toMatchObject({ proposed: 1 });
    const [one] = await listOffsets(engine, tenantId, { company, agreementId, limit: 10 });
    expect(one!.offset).toMatchObject({ state: 'proposed', amountMinor: owed - 50_00n });
    const executed = must(await executeOffset(engine, caller, { offsetId: one!.offset.id, reason: 'Agreed.' }));
    expect(executed).toMatchObject({ amount: '22950.00' });
    expect(executed.documents.length).toBe(subsidiaries);
    const whole = await loadOffset(engine, tenantId, { offsetId: one!.offset.id, companyIds: [company.id] });
    expect(whole!.lines.filter((line) => line.side === 'debit').length).toBe(subsidiaries);
    const { checks } = await verify(engine, tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });

  it('is followed through hundreds of offsets, whichever of them is looked at', async () => {
    const { engine, caller, company, tenantId } = books;
    const items = await invoices('RN', 20_00n);
    const payables = numbers.map((number) => payable(`LN-${number}`, 20_00n));
    must(await offerPayables(engine, caller, { company, payables, reason: 'Test.' }));
    const offered = await listPayables(engine, tenantId, { companyId: company.id, all: false });
    const idOf = new Map(offered.payables.map((one) => [one.number, one.payableId]));
    for (const [index, number] of numbers.entries())
      must(
        await proposeByHand(engine, caller, {
          ...{ company, asOf: today, itemIds: [items[index]!], reason: 'Agreed by phone.' },
          payableIds: [idOf.get(`LN-${number}`)!],
        }),
      );
    const list = { company, agreementId };
    const inState = async (state: OffsetState) =>
      (await listOffsets(engine, tenantId, { ...list, states: [state], limit: 1000 })).length;
    expect(await inState('executed')).toBe(1);
    expect(await inState('proposed')).toBe(subsidiaries);
    const windows = await Promise.all(
      [0, 100, 200].map((offset) => listOffsets(engine, tenantId, { ...list, offset, limit: 100 })),
    );
    expect(windows.map((rows) => rows.length)).toEqual([100, 100, subsidiaries + 1 - 200]);
    expect(new Set(windows.flat().map((row) => row.offset.id)).size).toBe(subsidiaries + 1);
  });
});
