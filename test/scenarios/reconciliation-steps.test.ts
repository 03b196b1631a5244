/** The differences of a customer's statement are worked: each has its next step, which runs what is there for it and is linked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { sendMessages } from '#correspondence';
import { done } from '#kernel';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import {
  attachFiles,
  type NewDocument,
  openDeduction,
  postDocuments,
  reverseOneDocument,
  writeOff,
} from '#receivables';
import {
  discardStatement,
  disputeDifference,
  endDispute,
  keepCustomerStatement,
  loadReconciliation,
  reconciliationToJson,
  writeToCustomer,
} from '#reconciliation';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { sendPath } from '../../src/apps/registrations.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';

const asOf = '2026-04-08';
let books: Books;
let statementId: bigint;
const items = new Map<string, bigint>();

const look = async () => {
  const found = await runQuery(books.engine, books.tenantId, (db) =>
    loadReconciliation(db, books.tenantId, { statementId, companyIds: [books.company.id] }),
  );
  return reconciliationToJson(found!);
};
/** The line that names a document, on either side, with its work. */
const lineOf = async (name: string) => {
  const { lines, work } = await look();
  const line = lines.find((one) => one.theirs?.reference === name || one.ours?.number === name)!;
  return { ...line, ...work.find((one) => one.key === line.key)! };
};
const stepsOf = async (name: string) => (await lineOf(name)).steps.map((step) => step.kind);

beforeAll(async () => {
  books = await openBooks({ customers: 2, now: `${asOf}T09:00:00Z` });
  const { engine, caller, company, tenantId } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  must(
    await createBankAccount(engine, caller, {
      ...{ company, number: houseBank, currency: 'EUR', name: 'House bank' },
      glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
    }),
  );
  const invoice = (number: string, amountMinor: bigint): NewDocument => ({
    ...{ accountId: books.accounts['C1']!, documentType: 'invoice', number, amountMinor },
    ...{ documentDate: '2026-02-02', currency: 'EUR' },
  });
  const documents = [invoice('RE-10001', 500_00n), invoice('RE-10002', 800_00n), invoice('RE-10003', 640_00n)];
  for (const one of must(await postDocuments(engine, caller, { company, documents })).posted)
    items.set(one.number, one.itemIds[0]!);
  // Money that nobody knows: the customer's statement shows it.
  const bytes = mt940Day({ day: '2026-02-10', lines: [[412_00, 'Somebody', 'ohne Angabe']] });
  must(await importBankFile(engine, caller, { name: 'day.sta', bytes }));
  must(await applyCash(engine, caller, { company, asOf }));
  const csv = [
    'As of: 31.03.2026;;;;',
    'Document type;Reference;Document date;Amount;Text',
    'Invoice;RE-10001;02.02.2026;-470,00;',
    'Invoice;X-4711;03.03.2026;-45,00;',
    'Payment;ZA-61;09.02.2026;412,00;Überweisung',
    'Balance;;;-103,00;',
    '',
  ].join('\r\n');
  ({ statementId } = must(
    await keepCustomerStatement(engine, caller, {
      ...{ company, accountId: books.accounts['C1']!, fileName: 'statement.csv', currency: 'EUR' },
      bytes: new TextEncoder().encode(csv),
      ...{ asOf: null, kind: null, fromDate: null },
    }),
  ));
});
afterAll(() => books.close());

describe('R28 R36 The differences of a customer’s statement are worked', () => {
  it('have their next steps: a letter, a dispute, a deduction, a write-off, the money that is here', async () => {
    expect(await stepsOf('RE-10001')).toEqual(['dispute', 'deduct', 'write_off']);
    expect((await lineOf('RE-10001')).steps[0]!.amount).toBe('30.00');
    expect(await stepsOf('RE-10002')).toEqual(['write']);
    expect(await stepsOf('X-4711')).toEqual(['write']);
    const payment = await lineOf('ZA-61');
    expect(payment.steps.map((step) => step.kind)).toEqual(['apply', 'write']);
    expect(payment.steps[0]!.receiptId).toMatch(/^\d+$/);
  });

  it('are written about in one letter in the customer’s language, with the copies that are kept, through the gate', async () => {
    const { engine, caller, company } = books;
    const write = (keys: string[]) => writeToCustomer(engine, caller, { company, statementId, keys, asOf });
    expect(refusalOf(await write(['T99']))).toBe('reconciliation.line-unknown');
    const keys = [(await lineOf('RE-10002')).key, (await lineOf('X-4711')).key];
    must(await write(keys));
    const bytes = new TextEncoder().encode('%PDF-1.4\n%%EOF\n');
    must(
      await attachFiles(engine, caller, {
        ...{ company, standardKind: 'invoice' },
        files: [{ fileName: 'RE-10002.pdf', folders: [], read: () => done(bytes) }],
      }),
    );
    // The same again on the day is the same letter.
    must(await write([...keys].reverse()));
    expect((await lineOf('X-4711')).deeds).toMatchObject([{ what: 'letter', state: 'proposed', day: asOf }]);
    const sent = must(await sendMessages(engine, caller, sendPath({ home: books.home }), { company }));
    expect(sent).toMatchObject({ sent: 1, suppressed: [] });
    expect((await lineOf('RE-10002')).deeds).toMatchObject([{ what: 'letter', state: 'sent' }]);
    const folder = join(books.home, 'outbox');
    const [name] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.eml'));
    const mail = readFileSync(join(folder, name!), 'utf8');
    const { subject, attachments } = await PostalMime.parse(mail);
    expect(subject).toContain('Abstimmung Ihres Kontos zum 31. März 2026');
    expect(attachments.map((one) => one.filename)).toContain('Kopie von RE-10002.pdf');
  });

  it('are disputed by their amount, not dunned meanwhile, and the dispute ends with a reason', async () => {
    const { engine, caller, company } = books;
    const { key } = await lineOf('RE-10001');
    const at = { company, statementId, key, reason: 'They say another price.' };
    expect(must(await disputeDifference(engine, caller, { ...at, asOf }))).toEqual({ amount: '30.00' });
    const after = await lineOf('RE-10001');
    expect(after.deeds).toMatchObject([{ what: 'dispute', state: 'open', amount: '30.00', day: asOf }]);
    expect(after.steps.map((step) => step.kind)).toEqual(['deduct', 'write_off']);
    expect(refusalOf(await disputeDifference(engine, caller, { ...at, asOf }))).toBe('reconciliation.step-not-there');
    must(await endDispute(engine, caller, at));
    expect((await lineOf('RE-10001')).deeds).toEqual([]);
    expect(refusalOf(await endDispute(engine, caller, at))).toBe('reconciliation.step-not-there');
  });

  it('show what was posted for them since, whichever way it was done, and a reversal shows at once', async () => {
    const { engine, caller } = books;
    const itemId = items.get('RE-10001')!;
    const part = { itemId, reason: 'Their statement.' };
    must(await openDeduction(engine, caller, { ...part, amount: '20.00' }));
    const written = must(await writeOff(engine, caller, { ...part, amount: '10.00', against: 'loss' }));
    expect((await lineOf('RE-10001')).deeds.map((deed) => [deed.what, deed.amount, deed.state])).toEqual([
      ['deduction', '20.00', 'posted'],
      ['write_off', '10.00', 'posted'],
    ]);
    must(await reverseOneDocument(engine, caller, { itemId: BigInt(written.itemId), reason: 'Too soon.' }));
    expect((await lineOf('RE-10001')).deeds.map((deed) => deed.what)).toEqual(['deduction']);
  });

  it('are disputed no more once the statement is taken away: nobody could end that afterwards', async () => {
    const { engine, caller, company, tenantId } = books;
    const { key } = await lineOf('RE-10001');
    must(await disputeDifference(engine, caller, { company, statementId, key, asOf, reason: 'Another price.' }));
    const disputed = async () =>
      (
        await runQuery(engine, tenantId, (db) =>
          sql<{ itemId: bigint }>`
            select item_id as "itemId" from receivables.v_block where tenant_id = ${tenantId} and kind = 'dispute'`.execute(
            db,
          ),
        )
      ).rows.map((row) => row.itemId);
    expect(await disputed()).toEqual([items.get('RE-10001')]);
    must(await discardStatement(engine, caller, { company, statementId, reason: 'It was another customer’s.' }));
    expect(await disputed()).toEqual([]);
  });

  it('leave books that verify', async () => {
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
