/** The payer says what the money is for: the advice finds its money, or the money its advice, whichever came first. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkAdviceFile,
  linkAdvice,
  listAdvices,
  listReceipts,
  loadAdvice,
  matchAdvices,
  paymentStatus,
  returnReceipt,
  unlinkAdvice,
  withdrawAdvice,
} from '#cash';
import { advicesList } from '#cash/lists';
import { type Asked, listedIds } from '#lists';
import { runDay, verify } from '#operations';
import { filesOf, runQuery, sha256Of, sql } from '#platform';
import { judgeOpenPromises, recordPromise } from '#promises';
import { loadItems } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { inboxReaders, sendPath } from '../../src/apps/registrations.ts';
import { advicesSource } from '../../src/modules/cash/queries/advices.ts';
import { adviceDesk } from '../advice-desk.ts';
import { billAll, houseDays, openHouseBank } from '../house-bank.ts';

let books: Books;

beforeAll(async () => {
  books = await openBooks({ customers: 11, now: '2026-03-02T09:00:00Z' });
  await openHouseBank(books);
  await billAll(books, [
    ['C1', 'RE-1001', 100_00n],
    ['C1', 'RE-1002', 250_00n],
    ['C1', 'RE-1003', 70_00n],
    ['C2', 'RE-2001', 300_00n],
    ['C2', 'RE-2002', 300_00n],
    ['C3', 'RE-3001', 500_00n],
    ['C3', 'RE-3002', 80_00n],
    ['C4', 'RE-4001', 640_00n],
    ['C5', 'RE-5001', 410_00n],
    ['C5', 'RE-5002', 410_00n],
    ['C6', 'RE-6001', 90_00n],
    ['C7', 'RE-7001', 1_000_00n],
    ['C8', 'RE-8001', 55_00n],
    ['C9', 'RE-9001', 66_00n],
    ['C9', 'RE-9002', 34_00n],
  ]);
});
afterAll(() => books.close());

const advice = (head: readonly string[], rows: readonly string[]): string =>
  [...head, '', 'Invoice no.;Amount paid;Deduction;Reason', ...rows, ''].join('\n');

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const { receive, stateOf, openOf: open } = adviceDesk(() => books);
const days = houseDays(() => books, '2026-03-02');
const bank = days.read;
/** The advices that the filters of their list let through. */
const listed = (asked: Asked): Promise<readonly bigint[]> => {
  const { engine, tenantId, company } = books;
  const place = { tenantId, companyIds: [company.id], personId: 1n, now: new Date('2026-03-02T12:00:00Z') };
  return listedIds(engine, { shape: advicesList, source: advicesSource }, place, asked);
};
const receiptOf = async (amountMinor: bigint) => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; state: string; decision: string; explanation: string; version: number }>`
      select id, state, decision, explanation, version from cash.v_receipt where tenant_id = ${books.tenantId} and amount_minor = ${amountMinor} order by id`.execute(
      db,
    ),
  );
  return rows[0]!;
};

describe('R33 A remittance advice and its money find each other, whichever came first', () => {
  it('the advice comes first: it is kept with its bytes, waits, and explains the money when it comes', async () => {
    const text = advice(
      ['Payer: Customer C1', 'Payment reference: ZV-88123'],
      ['RE-1001;100,00;;', 'RE-1002;250,00;;'],
    );
    const { imported, matched } = await receive('c1.csv', text);
    expect(imported).toMatchObject({ format: 'csv', repeatedFile: false, company: 'DE01' });
    expect(matched.linked).toBe(0);
    const [id] = imported.adviceIds;
    expect(await stateOf(id!)).toMatchObject({
      state: 'waiting',
      customer: 'C1',
      amount: '350.00',
      lines: 2,
      says: 'No money has come for it yet.',
    });
    expect(filesOf(books.engine).read(books.tenantId, sha256Of(bytes(text)))).toEqual(bytes(text));
    const [item] = await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts['C1']!] }),
    );
    const status = await paymentStatus(books.engine, books.tenantId, {
      companyId: books.company.id,
      itemId: item!.id,
      day: '2026-03-02',
    });
    expect(status).toMatchObject({ status: 'advised', steps: [{ step: 'advised', amount: '100.00' }] });
    expect(await bank('2026-02-26', [[350_00, 'Customer C1', 'Sammelzahlung ZV-88123']])).toMatchObject({ applied: 1 });
    expect(await open('C1')).toEqual(['invoice RE-1003 7000']);
    expect(await stateOf(id!)).toMatchObject({
      state: 'matched',
      says: 'Its money, EUR 350.00 of 2026-02-26, was found by the payment’s reference; every document that it names is paid as it says.',
    });
    expect((await receiptOf(350_00n)).explanation).toContain('named in the payer’s remittance advice');
  });

  it('the very same file again changes nothing', async () => {
    const text = advice(
      ['Payer: Customer C1', 'Payment reference: ZV-88123'],
      ['RE-1001;100,00;;', 'RE-1002;250,00;;'],
    );
    const before = await listAdvices(books.engine, books.tenantId, { companyId: books.company.id, limit: 50 });
    const again = await receive('other-name.csv', text);
    expect(again.imported).toMatchObject({ repeatedFile: true, adviceIds: [] });
    expect(await listAdvices(books.engine, books.tenantId, { companyId: books.company.id, limit: 50 })).toEqual(before);
  });

  it('the money comes first and explains nothing: the advice applies the receipt by itself, the payer’s choice wins', async () => {
    expect(await bank('2026-02-26', [[300_00, 'Customer C2', 'Zahlung']])).toMatchObject({ applied: 0, proposed: 1 });
    const { imported, matched } = await receive('c2.csv', advice(['Payer: Customer C2'], ['RE-2002;300,00;;']));
    expect(matched).toEqual({ linked: 1, applied: 1, proposed: 0 });
    expect(await open('C2')).toEqual(['invoice RE-2001 30000']);
    expect(await stateOf(imported.adviceIds[0]!)).toMatchObject({
      state: 'matched',
      receiptId: (await receiptOf(300_00n)).id,
    });
  });

  it('a deduction with its reason becomes an item of its own', async () => {
    await receive('c3.csv', advice(['Payer: Customer C3'], ['RE-3001;470,00;30,00;damaged goods']));
    expect(await bank('2026-02-26', [[470_00, 'Customer C3', 'Zahlung']])).toMatchObject({ applied: 1 });
    expect(await open('C3')).toEqual([expect.stringMatching(/^deduction .* 3000$/), 'invoice RE-3002 8000']);
  });

  it('an advice that speaks of another amount contradicts: it is shown and posts nothing', async () => {
    const { imported } = await receive(
      'c4.csv',
      advice(['Payer: Customer C4', 'Payment reference: CHK-990017'], ['RE-4001;640,00;;']),
    );
    await bank('2026-02-26', [[600_00, 'Customer C4', 'CHK-990017']]);
    expect(await open('C4')).toEqual(['invoice RE-4001 64000', expect.stringMatching(/^payment .* -60000$/)]);
    expect(await stateOf(imported.adviceIds[0]!)).toMatchObject({
      state: 'contradicts',
      says: 'Its money, EUR 600.00 of 2026-02-26, was found by the payment’s reference, but it speaks of EUR 640.00.',
    });
  });

  it('found by its amount alone it is only proposed; two advices that could be meant are left to a person', async () => {
    expect(await bank('2026-02-26', [[90_00, 'Zahlungsdienst GmbH', 'SAMMLER 1']])).toMatchObject({ applied: 0 });
    const lone = await receive('c6.csv', advice(['Payer: Customer C6'], ['RE-6001;90,00;;']));
    expect(lone.matched).toEqual({ linked: 1, applied: 0, proposed: 1 });
    expect((await receiptOf(90_00n)).explanation).toContain('found by its amount alone');
    expect(await open('C6')).toEqual(['invoice RE-6001 9000']);

    const first = await receive('c5a.csv', advice(['Payer: Customer C5'], ['RE-5001;410,00;;']));
    const second = await receive('c5b.csv', advice(['Payer: Customer C5', 'Note: second'], ['RE-5002;410,00;;']));
    await bank('2026-02-27', [[410_00, 'Customer C5', 'Zahlung']]);
    for (const one of [first, second]) expect((await stateOf(one.imported.adviceIds[0]!)).state).toBe('waiting');
    // A person says which; the receipt is matched again.
    const { engine, caller, company } = books;
    const receipt = await receiptOf(410_00n);
    const adviceId = second.imported.adviceIds[0]!;
    const seen = await stateOf(adviceId);
    expect(
      refusalOf(
        await linkAdvice(engine, caller, { company, adviceId, version: seen.version + 1, receiptId: receipt.id }),
      ),
    ).toBe('cash.advice-stale');
    const link = () =>
      linkAdvice(
        engine,
        { ...caller, idempotencyKey: 'link-c5' },
        { company, adviceId, version: seen.version, receiptId: receipt.id },
      );
    expect(must(await link())).toEqual({ applied: 1, proposed: 0 });
    expect(await open('C5')).toEqual(['invoice RE-5001 41000']);
    // The same request again is answered as before, not as one that came too late.
    expect(await link()).toMatchObject({ ok: true, replayed: true, value: { applied: 1, proposed: 0 } });
    // The other was sent by mistake.
    const other = await stateOf(first.imported.adviceIds[0]!);
    const why = { company, adviceId: other.id, version: other.version, reason: 'sent twice by the payer' };
    must(await withdrawAdvice(engine, caller, why));
    expect(await stateOf(other.id)).toMatchObject({ state: 'withdrawn', says: 'Withdrawn: sent twice by the payer' });
    expect(refusalOf(await withdrawAdvice(engine, caller, { ...why, version: other.version + 1 }))).toBe(
      'cash.advice-withdrawn',
    );
  });

  it('a file of the inbox is read by the day run before the cash; one that nobody can read is set aside', async () => {
    const { engine, caller, home } = books;
    const inbox = join(home, 'inbox');
    for (const folder of ['remittances', 'bank']) mkdirSync(join(inbox, folder), { recursive: true });
    const mail = [
      'From: "Customer C9" <ap@c9.example>',
      'To: ar@acme.example',
      'Subject: Remittance advice',
      'Date: Thu, 26 Feb 2026 12:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/csv; name="advice.csv"',
      'Content-Disposition: attachment; filename="advice.csv"',
      '',
      advice(['Payer: Customer C9'], ['RE-9001;66,00;;', 'RE-9002;34,00;;']),
      '--b--',
      '',
    ].join('\r\n');
    writeFileSync(join(inbox, 'remittances', 'c9.eml'), mail);
    writeFileSync(join(inbox, 'remittances', 'nonsense.bin'), 'no advice at all');
    writeFileSync(join(inbox, 'bank', 'c9.sta'), days.file('2026-03-02', [[100_00, 'Customer C9', 'Zahlung']]));
    const report = must(
      await runDay(engine, caller, { asOf: null, inboxFolder: inbox, inboxReaders, sendPath: sendPath({ home }) }),
    );
    const counts = Object.assign({}, ...report.stages.map((stage) => stage.counts)) as Record<string, number>;
    expect(counts).toMatchObject({ 'remittance advices': 1, 'advice files refused': 1, applied: 1 });
    expect(await open('C9')).toEqual([]);
    expect(readdirSync(join(inbox, 'refused', 'remittances'))).toEqual(['nonsense.bin', 'nonsense.bin.refusal.json']);
    expect(readdirSync(join(inbox, 'done', 'remittances'))).toEqual(['c9.eml']);
  });

  it('what a person takes from its money stays apart by itself, and is linked by hand', async () => {
    const { engine, caller, company } = books;
    const [found] = await listed({ state: ['contradicts'], named: 're-4001' });
    const linked = await stateOf(found!);
    const of = { company, adviceId: linked.id, version: linked.version, reason: 'It is about another payment.' };
    expect((await receiptOf(600_00n)).explanation).toContain('advice');
    const keyed = { ...caller, idempotencyKey: 'unlink-c4' };
    must(await unlinkAdvice(engine, keyed, of));
    expect(await receiptOf(600_00n)).toMatchObject({
      decision: 'on_account',
      explanation: 'The remittance advice that explained it was taken from it.',
    });
    expect(await unlinkAdvice(engine, keyed, of)).toMatchObject({ ok: true, replayed: true });
    expect(refusalOf(await unlinkAdvice(engine, caller, of))).toBe('cash.advice-stale');
    const waiting = await stateOf(linked.id);
    expect(waiting).toMatchObject({ state: 'waiting', receiptId: null, version: linked.version + 1 });
    expect(refusalOf(await unlinkAdvice(engine, caller, { ...of, version: waiting.version }))).toBe(
      'cash.advice-not-linked',
    );
    must(await matchAdvices(engine, caller, { company }));
    expect(await stateOf(linked.id)).toEqual(waiting);
    const { receiptId } = linked;
    must(await linkAdvice(engine, caller, { ...of, version: waiting.version, receiptId: receiptId! }));
    expect(await stateOf(linked.id)).toMatchObject({ state: 'contradicts', receiptId });
  });

  it('money is judged without it at once when it goes, by the same command wherever that is called', async () => {
    const { engine, caller, company } = books;
    await billAll(books, [
      ['C11', 'RE-8021', 150_00n],
      ['C11', 'RE-8022', 200_00n],
    ]);
    const { imported } = await receive(
      'c11.csv',
      advice(['Payer: Customer C11', 'Payment reference: AV-8021'], ['RE-8022;140,00;;']),
    );
    await bank('2026-02-27', [[150_00, 'Customer C11', 'AV-8021']]);
    const before = await receiptOf(150_00n);
    expect(before).toMatchObject({ decision: 'propose', explanation: expect.stringContaining('advice') });
    const [adviceId] = imported.adviceIds;
    const { version } = await stateOf(adviceId!);
    must(await withdrawAdvice(engine, caller, { company, adviceId: adviceId!, version, reason: 'Not theirs.' }));
    const after = await receiptOf(150_00n);
    expect(after).toMatchObject({ decision: 'propose', explanation: expect.stringContaining('RE-8021') });
    expect(after.explanation).not.toContain('advice');
  });

  it('what was proposed without its help stays as it was when the advice goes', async () => {
    const { engine, caller, company } = books;
    await billAll(books, [
      ['C10', 'RE-8011', 120_00n],
      ['C10', 'RE-8012', 120_00n],
    ]);
    const { imported } = await receive(
      'c10.csv',
      advice(['Payer: Customer C10', 'Payment reference: AV-8011'], ['XX-1;1,00;;']),
    );
    await bank('2026-02-27', [[120_00, 'Customer C10', 'AV-8011']]);
    const [adviceId] = imported.adviceIds;
    const { version, receiptId } = await stateOf(adviceId!);
    const before = await receiptOf(120_00n);
    expect(before).toMatchObject({ id: receiptId, decision: 'propose' });
    must(await withdrawAdvice(engine, caller, { company, adviceId: adviceId!, version, reason: 'Not theirs.' }));
    expect(await receiptOf(120_00n)).toEqual(before);
  });

  it('an advice that is sent again, or as another kind of file, is the one that waits; another payment is another', async () => {
    await billAll(books, [['C9', 'RE-9003', 200_00n]]);
    const rows = ['RE-9003;200,00;;'];
    const first = await receive('c9x.csv', advice(['Payer: Customer C9'], rows));
    const again = await receive(
      'c9x-again.csv',
      advice(['Payer: Customer C9', 'Note: reminder', 'Payment reference: P-77001'], rows),
    );
    expect([first.imported.adviceIds.length, again.imported.adviceIds.length]).toEqual([1, 0]);
    expect(again.imported.warnings).toEqual([
      'The advice of EUR 200.00 says what c9x.csv of 2026-03-02 says, which waits for its money; it was left out.',
    ]);
    expect(await bank('2026-02-27', [[200_00, 'Customer C9', 'Zahlung']])).toMatchObject({ applied: 1 });
    expect(await open('C9')).toEqual([]);
    // With its money the first is done: the next payment of the same is an advice of its own.
    const next = await receive('c9x-next.csv', advice(['Payer: Customer C9', 'Note: second part'], rows));
    expect(next.imported.adviceIds).toHaveLength(1);
    must(
      await withdrawAdvice(books.engine, books.caller, {
        company: books.company,
        adviceId: next.imported.adviceIds[0]!,
        version: (await stateOf(next.imported.adviceIds[0]!)).version,
        reason: 'no more is paid',
      }),
    );
  });

  it('a file is looked at before it is taken: whose it is, what it knows, and that it was taken before', async () => {
    const { engine, company, tenantId } = books;
    const text = advice(['Payer: Customer C4'], ['RE-4001;1,00;;', 'XX-1;2,00;;']);
    const file = { company, name: 'look.csv', bytes: new TextEncoder().encode(text) };
    const checked = must(await checkAdviceFile(engine, tenantId, file));
    expect(checked).toMatchObject({
      repeatedFile: false,
      advices: [{ customer: 'C4', amount: '3.00', lines: 2, known: 1 }],
    });
    expect(await listed({ named: 'look.csv' })).toEqual([]);
    expect(refusalOf(await checkAdviceFile(engine, tenantId, { ...file, bytes: new Uint8Array([1, 2, 3]) }))).toBe(
      'remittance.unknown-format',
    );
  });

  it('lines are shown beside what is open, and the books verify', async () => {
    const [first] = await listAdvices(books.engine, books.tenantId, {
      companyId: books.company.id,
      state: 'contradicts',
      limit: 5,
    });
    const shown = await loadAdvice(books.engine, books.tenantId, { companyId: books.company.id, adviceId: first!.id });
    expect(shown!.details).toEqual([
      {
        reference: 'RE-4001',
        amount: '640.00',
        discount: null,
        deduction: null,
        reason: null,
        memo: null,
        open: '640.00',
        items: [
          {
            id: expect.any(BigInt),
            number: 'RE-4001',
            documentType: 'invoice',
            dueDate: '2026-02-09',
            customer: 'C4',
            name: 'Customer C4',
            amount: '640.00',
            open: '640.00',
            paid: '0.00',
          },
        ],
      },
    ]);
    expect((await verify(books.engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});

describe('R22 A promise whose money comes back is judged again', () => {
  const promised = (customer: string) =>
    runQuery(books.engine, books.tenantId, async (db) => {
      const { rows } = await sql<{ state: string; received_minor: bigint }>`
        select state, received_minor from promises.v_promise
        where tenant_id = ${books.tenantId} and account_id = ${books.accounts[customer]!}`.execute(db);
      return rows[0]!;
    });
  const promise = async (customer: string, amountMinor: bigint, promisedDate: string) =>
    must(
      await recordPromise(books.engine, books.caller, {
        company: books.company,
        accountId: books.accounts[customer]!,
        currency: 'EUR',
        amountMinor,
        madeDate: '2026-02-20',
        promisedDate,
      }),
    );
  const blocks = async (customer: string) =>
    runQuery(books.engine, books.tenantId, async (db) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::integer as n from receivables.v_block where tenant_id = ${books.tenantId}
          and account_id = ${books.accounts[customer]!} and kind = 'promise' and (to_date is null or to_date >= '2026-03-05')`.execute(
        db,
      );
      return rows[0]!.n;
    });

  it('past its day it is broken, before it it is open again with its block', async () => {
    const { engine, caller, company } = books;
    await promise('C7', 1_000_00n, '2026-02-25');
    await promise('C8', 55_00n, '2026-03-20');
    await bank('2026-02-24', [
      [1_000_00, 'Customer C7', 'RE-7001'],
      [55_00, 'Customer C8', 'RE-8001'],
    ]);
    must(await judgeOpenPromises(engine, caller, { company, asOf: '2026-03-02' }));
    expect(await promised('C7')).toEqual({ state: 'kept', received_minor: 1_000_00n });
    expect(await promised('C8')).toEqual({ state: 'kept', received_minor: 55_00n });
    expect(await blocks('C8')).toBe(0);
    for (const amount of [1_000_00n, 55_00n])
      must(
        await returnReceipt(engine, caller, {
          company,
          receiptId: (await receiptOf(amount)).id,
          returnedOn: '2026-03-02',
          reason: 'no funds',
        }),
      );
    expect(await promised('C7')).toEqual({ state: 'broken', received_minor: 0n });
    expect(await promised('C8')).toEqual({ state: 'open', received_minor: 0n });
    expect(await blocks('C8')).toBe(1);
    // What went back is in no queue of applied money.
    const applied = await listReceipts(engine, books.tenantId, {
      companyIds: [company.id],
      queue: 'applied',
      offset: 0,
      limit: 50,
    });
    expect(applied.rows.map((row) => row.amount)).not.toContain('1000.00');
    expect(applied.rows.length).toBe(applied.counts.applied);
    expect((await verify(engine, books.tenantId)).ok).toBe(true);
  });
});
