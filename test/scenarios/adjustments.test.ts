/** A customer announces what it will keep back, or owes on top (X12 812): an analyst makes a deduction or a memo of it in one step. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptAdjustment, declineAdjustment, importAdviceFile, listAdjustments, nameAdjustmentCustomer } from '#cash';
import { setUpTax } from '#company';
import { relateCustomers } from '#customers';
import { verify } from '#operations';
import { approveRequest, type Caller, requestApproval, runQuery, sql } from '#platform';
import { loadItems, postDocuments, reverseOneDocument } from '#receivables';
import { type AnnouncedAdjustment, x12Adjustments } from '../../demo/x12-adjustment.ts';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must, refusalOf } from '../books.ts';

const today = '2026-03-03';
let books: PeopledBooks;
let analyst: Caller;
let lead: Caller;
const invoices: Record<string, bigint> = {};

const bringOf = (buyer: string, control: number, ...adjustments: AnnouncedAdjustment[]) =>
  importAdviceFile(books.engine, books.caller, {
    ...{ name: `adjustments-${control}.edi`, bytes: x12Adjustments(control, buyer, adjustments) },
    companies: [books.company],
  });
const bring = (control: number, ...adjustments: AnnouncedAdjustment[]) =>
  bringOf('Customer C1', control, ...adjustments);
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

/** What only whoever owns the database can do. */
async function runOwner(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: books.ownerUrl });
  await owner.connect();
  try {
    await owner.query(statement);
  } finally {
    await owner.end();
  }
}

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 4, now: `${today}T09:00:00Z` });
  const { engine, caller, company, accounts } = books;
  must(await setUpTax(engine, caller));
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
    expect(rows.at(-1)).toMatchObject({
      customer: 'C1',
      date: '2026-03-02',
      state: 'waiting',
      reasons: [{ code: '01', amount: null }],
      reasonCode: 'PRICE',
    });
    const again = await bring(1, { number: 'CM-3391', kind: 'credit', cents: 44_00, invoice: 'INV-88213' });
    expect(must(again)).toMatchObject({ adjustments: 0, knownAdjustments: 1 });
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

  it('by somebody else than the document’s customer is refused, unless that one pays for it', async () => {
    const told = (number: string): AnnouncedAdjustment => ({
      number,
      kind: 'credit',
      cents: 2_00,
      invoice: 'INV-88213',
    });
    must(await bringOf('Customer C2', 10, told('CM-6000')));
    expect(await named('CM-6000')).toMatchObject({ customer: 'C2', proposed: null, why: { code: 'payer-other' } });
    const before = await openOf(invoices['INV-88213']!);
    expect(refusalOf(await accept('CM-6000', lead))).toBe('cash.adjustment-payer');
    expect(await openOf(invoices['INV-88213']!)).toBe(before);
    const { engine, caller } = books;
    const relation = { number: 'C1', from: '2026-03-01', reason: 'As the group said.' };
    must(
      await relateCustomers(engine, caller, {
        ...relation,
        kind: 'alternative_payer',
        otherNumber: 'C2',
        lettersTo: 'customer',
      }),
    );
    expect(await named('CM-6000')).toMatchObject({ proposed: 'deduction', why: null });
    must(await bringOf('Customer C3', 11, told('CM-6001')));
    expect((await named('CM-6001')).why?.code).toBe('payer-other');
    must(
      await relateCustomers(engine, caller, { ...relation, kind: 'branch_of', otherNumber: 'C3', itemsOn: 'branch' }),
    );
    expect((await named('CM-6001')).proposed).toBe('deduction');
    must(await accept('CM-6000', analyst));
    must(await accept('CM-6001', analyst));
    expect(await openOf(invoices['INV-88213']!)).toBe(before - 4_00n);
    expect(await failed()).toEqual([]);
  });

  it('by nobody whom we know waits until a person names the customer', async () => {
    const { engine, company } = books;
    must(
      await bringOf('Somebody Else Ltd', 12, {
        ...{ number: 'CM-7000', kind: 'credit', cents: 1_00, invoice: 'INV-88213' },
      }),
    );
    expect(await named('CM-7000')).toMatchObject({ customer: null, proposed: null, why: { code: 'payer-unknown' } });
    expect(refusalOf(await accept('CM-7000', lead))).toBe('cash.adjustment-payer');
    const name = async (customer: string, companyIds = [company.id]) =>
      nameAdjustmentCustomer(engine, analyst, {
        ...{ companyIds, adjustmentId: BigInt((await named('CM-7000')).id), customer, reason: 'Their buyer’s name.' },
      });
    expect(refusalOf(await name('C1', []))).toBe('cash.adjustment-not-found');
    expect(refusalOf(await name('C99'))).toBe('customers.not-found');
    must(await name('C4'));
    expect((await named('CM-7000')).why?.code).toBe('payer-other');
    must(await name('C1'));
    expect(await named('CM-7000')).toMatchObject({ customer: 'C1', namedBy: 'Ana Analyst', proposed: 'deduction' });
    must(await accept('CM-7000', analyst));
    expect(refusalOf(await name('C4'))).toBe('cash.adjustment-decided');
    expect(await failed()).toEqual([]);
  });

  it('is never taken for that of another customer, nor for another without number and document', async () => {
    const bare = { number: '', kind: 'credit', cents: 8_00, invoice: '' } as const;
    expect(must(await bringOf('Customer C1', 20, bare, bare))).toMatchObject({ adjustments: 2, knownAdjustments: 0 });
    expect(must(await bringOf('Customer C2', 21, bare))).toMatchObject({ adjustments: 1, knownAdjustments: 0 });
    const same = { number: 'CM-1', kind: 'credit', cents: 8_00, invoice: '' } as const;
    expect(must(await bringOf('Customer C1', 22, same))).toMatchObject({ adjustments: 1, knownAdjustments: 0 });
    expect(must(await bringOf('Customer C2', 23, same))).toMatchObject({ adjustments: 1, knownAdjustments: 0 });
    expect(must(await bringOf('Customer C1', 24, same))).toMatchObject({ adjustments: 0, knownAdjustments: 1 });
    // What is kept to know it again holds no name.
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ key: string }>`select identity_key as key from cash.adjustment where tenant_id = ${books.tenantId}`.execute(
        db,
      ),
    );
    expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.key))).toBe(true);
  });

  it('keeps each of its reasons with its amount, and is accepted by the code that the largest means', async () => {
    const told: AnnouncedAdjustment = {
      ...{ number: 'CM-8000', kind: 'credit', cents: 3_00, invoice: 'INV-88213' },
      reasons: [
        ['01', 'C', 1_00],
        ['06', 'C', 2_50],
        ['54', 'D', 50],
      ],
    };
    expect(must(await bring(30, told)).warnings).toEqual([]);
    const row = await named('CM-8000');
    expect(row.reasons).toEqual([
      { code: '01', amount: '1.00' },
      { code: '06', amount: '2.50' },
      { code: '54', amount: '-0.50' },
    ]);
    expect(row.reasonCode).toBe('QUANTITY');
    must(await accept('CM-8000', analyst));
    const codeOf = async (number: string) => {
      const made = (await named(number)).decided!.document!;
      const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
        sql<{ code: string }>`select reason_code as code from receivables.item
          where tenant_id = ${books.tenantId} and number = ${made} and amount_minor > 0`.execute(db),
      );
      return rows[0]!.code;
    };
    expect(await codeOf('CM-8000')).toBe('QUANTITY');
    must(await bring(31, { ...told, number: 'CM-8001' }));
    const adjustmentId = String((await named('CM-8001')).id);
    const chosen = { adjustmentId, reason: 'It was freight.', reasonCode: 'FREIGHT' };
    must(await acceptAdjustment(books.engine, analyst, chosen));
    expect(await codeOf('CM-8001')).toBe('FREIGHT');
    const differing = await bring(32, { ...told, number: 'CM-8002', cents: 4_00 });
    expect(must(differing).warnings).toEqual(['The reasons of adjustment CM-8002 sum to -3.00, but it is -4.00.']);
  });

  it('is known again after an upgrade by a payer whose name has accents', async () => {
    const one = { number: 'CM-4471', kind: 'credit' as const, cents: 12_00, invoice: 'INV-88213' };
    const payer = 'Łódź Müller & Søn';
    must(await bringOf(payer, 801, one));
    const keyOf = async () =>
      (
        await runQuery(books.engine, books.tenantId, (db) =>
          sql<{ key: string }>`
            select identity_key as key from cash.adjustment where tenant_id = ${books.tenantId} and number = 'CM-4471'`.execute(
            db,
          ),
        )
      ).rows.map((row) => row.key);
    const [right] = await keyOf();
    // As an earlier version kept it: the letters with accents were dropped.
    await runOwner(
      `update cash.adjustment set identity_key = encode(sha256('DMLLERSN|CM4471|INV88213'), 'hex') where number = 'CM-4471'`,
    );
    expect(await keyOf()).not.toEqual([right]);
    await runOwner(readFileSync('src/modules/cash/migrations/202611261903_adjustment_payers.sql', 'utf8'));
    expect(await keyOf()).toEqual([right]);
    must(await bringOf(payer, 802, one));
    expect(await keyOf()).toHaveLength(1);
  });

  it('whose posting is not its own is found by the checks of the books', async () => {
    const name =
      'an accepted adjustment is one posting of its amount for its document, and every such posting is of one';
    const offenders = async () => (await verify(books.engine, books.tenantId)).checks.find((one) => one.name === name)!;
    expect(await offenders()).toMatchObject({ failed: 0 });
    expect((await offenders()).checked).toBeGreaterThan(3);
    const spoilt = async (change: string, back: string) => {
      await runOwner(change);
      const { failed: found } = await offenders();
      await runOwner(back);
      return found;
    };
    const of = `where number = 'CM-8001'`;
    expect(
      await spoilt(
        `update cash.adjustment set amount_minor = amount_minor + 1 ${of}`,
        `update cash.adjustment set amount_minor = amount_minor - 1 ${of}`,
      ),
    ).toBe(1);
    expect(
      await spoilt(
        `update cash.adjustment set reference_key = 'INV1' ${of}`,
        `update cash.adjustment set reference_key = 'INV88213' ${of}`,
      ),
    ).toBe(1);
    // Forgotten: its posting stands, and is nobody's.
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; on: string; person: bigint; command: bigint }>`
        select decided_item_id as id, decided_on as "on", decided_person_id as person, decided_command_id as command
        from cash.adjustment where tenant_id = ${books.tenantId} and number = 'CM-8001'`.execute(db),
    );
    const was = rows[0]!;
    expect(
      await spoilt(
        `update cash.adjustment set decided_as = null, decided_on = null, decided_reason = null, decided_person_id = null,
          decided_item_id = null, decided_command_id = null ${of}`,
        `update cash.adjustment set decided_as = 'deduction', decided_on = '${was.on}', decided_reason = 'It was freight.',
          decided_person_id = ${was.person}, decided_item_id = ${was.id}, decided_command_id = ${was.command} ${of}`,
      ),
    ).toBe(1);
    expect(await failed()).toEqual([]);
  });
});
