/** The bank's balance against its account in the ledger, month by month, prepared by one person and signed by another. */
import { join } from 'node:path';
import pg from 'pg';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyBankRules,
  applyCash,
  createBankAccount,
  declareBankRule,
  importBankFile,
  reverseRulePosting,
} from '#cash';
import { readTable } from '#formats';
import { loadChart } from '#ledger';
import { runDay, verify } from '#operations';
import { createPerson, runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import {
  type BankMonth,
  bankMonthPdf,
  bankMonthWorkbook,
  type FoundMonths,
  listBankMonths,
  loadBankMonth,
  prepareBankMonth,
  reopenBankMonth,
  signBankMonth,
} from '#reconciliation';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { sendPath } from '../../src/apps/registrations.ts';

describe('R35 A bank account is reconciled with the ledger by month and signed by a second person', () => {
  let books: Books;
  let bankAccountId: bigint;
  let maker: bigint;
  let checker: bigint;
  const number = 'DE89370400440532013000';
  beforeAll(async () => {
    books = await openBooks({ customers: 2, now: '2026-04-08T09:00:00Z' });
    const { engine, caller, company, tenantId } = books;
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    bankAccountId = must(
      await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: 'House bank', glAccountId }),
    ).id;
    maker = BigInt(must(await createPerson(engine, caller, { name: 'Mia Maker', email: 'mia@example.org' })).personId);
    checker = BigInt(
      must(await createPerson(engine, caller, { name: 'Carl Checker', email: 'carl@example.org' })).personId,
    );
    const document = { accountId: books.accounts['C1']!, currency: 'EUR', documentDate: '2026-03-02' };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...document, documentType: 'invoice', number: 'RE-10001', amountMinor: 1_000_00n },
          // Paid in at the counter by hand on the last day; the bank has not booked it yet.
          { ...document, documentType: 'payment', number: 'SLIP-7', documentDate: '2026-03-31', amountMinor: -250_00n },
        ],
      }),
    );
  });
  afterAll(() => books.close());

  /** A day of the bank: opening, lines (cents, text, type code), in MT940. */
  const day = async (no: string, date: string, opening: number, lines: readonly [number, string, string][]) => {
    const money = (cents: number): string =>
      `${Math.floor(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`;
    const short = date.slice(2).replaceAll('-', '');
    const closing = opening + lines.reduce((sum, line) => sum + line[0], 0);
    const text = [
      `:20:B${no}`,
      `:25:${number}`,
      `:28C:${no}/1`,
      `:60F:C${short}EUR${money(opening)}`,
      ...lines.flatMap(([cents, words, code], index) => [
        `:61:${short}${short.slice(2)}${cents < 0 ? 'D' : 'C'}${money(cents)}${code}NONREF//${short}${index}`,
        `:86:166?00UMSATZ?20SVWZ+${words}`,
      ]),
      `:62F:C${short}EUR${money(closing)}`,
      '-',
      '',
    ].join('\r\n');
    const { engine, caller } = books;
    must(await importBankFile(engine, caller, { name: `${date}.sta`, bytes: new TextEncoder().encode(text) }));
  };
  const apply = async () =>
    must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-04-08' }));
  const march = async (): Promise<BankMonth> =>
    (await runQuery(books.engine, books.tenantId, (db) =>
      loadBankMonth(db, books.tenantId, { company: books.company, bankAccountId, month: '2026-03' }),
    ))!;
  const named = (month: BankMonth) => month.comparison.items.map((item) => [item.kind, item.amountMinor]);
  const failedChecks = async () =>
    (await verify(books.engine, books.tenantId)).checks
      .filter((check) => check.failed > 0)
      .map((check) => check.offenders);
  const as = (personId: bigint) => ({ ...books.caller, actor: { personId } });
  const at = () => ({ company: books.company, bankAccountId, month: '2026-03' });

  it('names every part of the difference, and refuses to prepare while lines are not posted or a statement is missing', async () => {
    const { engine } = books;
    await day('1', '2026-03-10', 5_000_00, [[1_000_00, 'RE-10001', 'NTRF']]);
    await day('3', '2026-03-31', 6_100_00, [
      [-12_50, 'Account fee March', 'NCHG'],
      [3_20, 'Interest March', 'NINT'],
    ]);
    const before = await march();
    expect(named(before)).toEqual([
      ['balance_before_start', 5_000_00n],
      ['statement_gap', 100_00n],
      ['line_not_posted', 1_000_00n],
      ['line_not_posted', -12_50n],
      ['line_not_posted', 3_20n],
      ['deposit_in_transit', -250_00n],
    ]);
    expect(before.comparison).toMatchObject({ bankMinor: 6_090_70n, ledgerMinor: 250_00n, differenceMinor: 5_840_70n });
    expect(refusalOf(await prepareBankMonth(engine, as(maker), { ...at(), note: '' }))).toBe(
      'reconciliation.not-ready',
    );
    // The missing statement comes late; nothing is lost by its order.
    await day('2', '2026-03-20', 6_000_00, [[100_00, 'Danke', 'NTRF']]);
    await apply();
    const after = await march();
    expect(named(after)).toEqual([
      ['balance_before_start', 5_000_00n],
      ['deposit_in_transit', -250_00n],
    ]);
    expect(after.comparison.findings).toMatchObject([{ code: 'out_of_order', blocks: false }]);
    // By statement: bank and ledger differ by the same all along, until the slip of the last day.
    expect(after.statements.map((one) => [one.number, one.day, one.closingMinor! - one.ledgerMinor])).toEqual([
      ['1/1', '2026-03-10', 5_000_00n],
      ['2/1', '2026-03-20', 5_000_00n],
      ['3/1', '2026-03-31', 4_750_00n],
    ]);
  });

  it('posts charges and interest by declared rules, once, explained, and takes a posting back for good', async () => {
    const { engine, caller, company, tenantId } = books;
    const rule = { currency: 'EUR', maximumMinor: 50_00n };
    const declare = (more: object) =>
      declareBankRule(engine, caller, {
        company,
        rule: {
          ...rule,
          name: 'Rule',
          direction: 'out',
          transactionCode: null,
          words: null,
          glAccountCode: '6970',
          ...more,
        },
      });
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const charges = chart.find((one) => one.purpose === 'bank_charges')!.code;
    const income = chart.find((one) => one.purpose === 'finance_charges')!.code;
    expect(refusalOf(await declare({ words: 'ab' }))).toBe('cash.rule-empty');
    expect(refusalOf(await declare({ words: 'fee', glAccountCode: '1200' }))).toBe('cash.rule-account');
    expect(refusalOf(await declare({ words: 'fee', maximumMinor: 0n, glAccountCode: charges }))).toBe(
      'cash.rule-amount',
    );
    must(await declare({ name: 'Account fees', words: 'account fee', glAccountCode: charges }));
    must(await declare({ name: 'Credit interest', direction: 'in', transactionCode: 'NINT', glAccountCode: income }));
    expect(must(await applyBankRules(engine, caller, { company }))).toEqual({ posted: 2, left: 0 });
    expect(must(await applyBankRules(engine, caller, { company }))).toEqual({ posted: 0, left: 0 });
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint; amount: bigint; state: string; explanation: string }>`
        select r.id, r.amount_minor as amount, r.state, r.explanation from cash.v_receipt r
        join cash.v_rule_posting p on p.tenant_id = r.tenant_id and p.receipt_id = r.id
        where r.tenant_id = ${tenantId} order by r.id`.execute(db),
    );
    expect(rows).toMatchObject([
      { amount: -12_50n, state: 'other' },
      { amount: 3_20n, state: 'other' },
    ]);
    expect(rows[0]!.explanation).toContain('"Account fees"');
    expect((await march()).byRule).toEqual([
      { rule: 'Account fees', count: 1, amountMinor: -12_50n },
      { rule: 'Credit interest', count: 1, amountMinor: 3_20n },
    ]);
    const back = { company, receiptId: rows[1]!.id, postingDate: '2026-03-31', reason: 'It was a refund.' };
    must(await reverseRulePosting(engine, caller, back));
    expect(refusalOf(await reverseRulePosting(engine, caller, back))).toBe('cash.not-posted-by-rule');
    // What a person took back no rule posts again.
    expect(must(await applyBankRules(engine, caller, { company }))).toEqual({ posted: 0, left: 0 });
    expect(await failedChecks()).toEqual([]);
  });

  it('is prepared by one person and signed by another, and not over a change in between', async () => {
    const { engine, caller, company } = books;
    expect(refusalOf(await signBankMonth(engine, as(checker), at()))).toBe('reconciliation.not-prepared');
    must(await prepareBankMonth(engine, as(maker), { ...at(), note: 'The slip is in the bank’s book on the first.' }));
    expect((await march()).state).toBe('prepared');
    expect(refusalOf(await signBankMonth(engine, as(maker), at()))).toBe('reconciliation.own-work');
    const more = { accountId: books.accounts['C2']!, currency: 'EUR', documentDate: '2026-03-31' };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [{ ...more, documentType: 'payment', number: 'SLIP-8', amountMinor: -40_00n }],
      }),
    );
    expect(refusalOf(await signBankMonth(engine, as(checker), at()))).toBe('reconciliation.changed-since-prepared');
    must(await prepareBankMonth(engine, as(maker), { ...at(), note: 'Two slips.' }));
    must(await signBankMonth(engine, as(checker), at()));
    expect(await march()).toMatchObject({
      state: 'signed',
      standing: { preparedBy: 'Mia Maker', signedBy: 'Carl Checker' },
    });
    expect(refusalOf(await signBankMonth(engine, as(checker), at()))).toBe('reconciliation.month-signed');
    expect(refusalOf(await prepareBankMonth(engine, as(maker), { ...at(), note: '' }))).toBe(
      'reconciliation.month-signed',
    );
    const running = { ...at(), month: '2026-04', note: '' };
    expect(refusalOf(await prepareBankMonth(engine, as(maker), running))).toBe('reconciliation.month-running');
  });

  it('shows what changed after it was signed, and is reopened with a reason that stays on record', async () => {
    const { engine } = books;
    await day('4', '2026-03-31', 6_090_70, [[77_00, 'Nachtrag', 'NTRF']]);
    const changed = await march();
    expect(changed.state).toBe('changed');
    expect(changed.comparison.items.some((item) => item.kind === 'line_not_posted')).toBe(true);
    must(await reopenBankMonth(engine, as(checker), { ...at(), reason: 'The bank sent a line later.' }));
    expect(await march()).toMatchObject({
      state: 'open',
      standing: null,
      history: [{ reopened: { person: 'Carl Checker' } }],
    });
    expect(refusalOf(await reopenBankMonth(engine, as(checker), { ...at(), reason: 'Again.' }))).toBe(
      'reconciliation.not-signed',
    );
  });

  it('is given out as PDF and workbook that foot, and the day run posts by rule without being asked', async () => {
    const { engine, caller, company, tenantId } = books;
    await apply();
    const month = await march();
    const pdf = await bankMonthPdf(engine, { company, month });
    expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-');
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
    const printed = text.replaceAll(/\s/g, ' ');
    expect(printed).toContain(month.account.number.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 '));
    expect(printed, 'days as the reader writes them').not.toMatch(/\b\d{4}-\d\d-\d\d\b/);
    // In the language that was asked for nothing is left in English, findings and kinds included.
    const read = async (language: 'de' | 'es' | 'fr'): Promise<string> => {
      const bytes = await bankMonthPdf(engine, { company, month, language });
      return (await extractText(new Uint8Array(bytes), { mergePages: true })).text.replaceAll(/\s+/g, ' ');
    };
    const german = await read('de');
    expect(german).toContain('Bankabstimmung House bank zum 31. März 2026');
    expect(german).toContain('Saldo im Hauptbuch');
    for (const other of [german, await read('es'), await read('fr')])
      for (const english of ['Balance', 'Statement', 'ledger', 'read up to', 'Prepared', 'Bank account', 'Item'])
        expect(other).not.toContain(english);
    expect(await read('fr')).toContain('Solde au grand livre');
    expect(await read('es')).toContain('Saldo en el mayor');
    const table = must(readTable(bankMonthWorkbook(month), { fileName: 'bank.xlsx' }));
    const [balances, beneath] = [
      table.rows.slice(0, month.comparison.items.length + 2),
      table.rows.slice(month.comparison.items.length + 2),
    ];
    const cents = balances.map((row) => Math.round(Number(row.cells[2]) * 100));
    expect(cents.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(cents.at(-1));
    // Beneath them what a reader must know, and each statement beside the ledger at its day.
    const texts = beneath.filter((row) => row.cells[0] === 'What to know').map((row) => row.cells[5]);
    expect(texts).toEqual(month.comparison.findings.map((one) => one.text));
    const statements = beneath.filter((row) => row.cells[0] === 'By statement').map((row) => row.cells);
    expect(statements.map((cells) => cells[4])).toEqual(month.statements.map((one) => one.number ?? ''));
    expect(statements.length).toBeGreaterThan(2);
    for (const cells of statements)
      expect(Math.round((Number(cells[7]) - Number(cells[8])) * 100)).toBe(Math.round(Number(cells[9]) * 100));
    await day('5', '2026-04-07', 6_167_70, [[-9_00, 'ACCOUNT FEE extra', 'NCHG']]);
    must(
      await runDay(engine, caller, {
        asOf: '2026-04-08',
        companies: [company.code],
        inboxFolder: join(books.home, 'inbox'),
        sendPath: sendPath({ home: books.home }),
      }),
    );
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{
        n: bigint;
      }>`select count(*) as n from cash.v_rule_posting where tenant_id = ${tenantId} and amount_minor = -900`.execute(
        db,
      ),
    );
    expect(rows[0]!.n).toBe(1n);
    expect(await failedChecks()).toEqual([]);
  });

  it('is listed from what was found before while neither bank nor ledger has moved, and anew when one has', async () => {
    const { engine, caller, company, tenantId } = books;
    const found: FoundMonths = new Map();
    const list = async (kept?: FoundMonths) => {
      const of = { company, day: '2026-04-08', months: 12, ...(kept && { found: kept }) };
      return (await runQuery(engine, tenantId, (db) => listBankMonths(db, tenantId, of))).flatMap((one) => one.months);
    };
    const first = await list(found);
    const again = await list(found);
    expect(first).toHaveLength(12);
    expect(again.map((one, index) => one.comparison === first[index]!.comparison)).not.toContain(false);
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          {
            ...{ accountId: books.accounts['C1']!, currency: 'EUR', documentType: 'payment', number: 'SLIP-9' },
            ...{ documentDate: '2026-03-30', amountMinor: -40_00n },
          },
        ],
      }),
    );
    const later = await list(found);
    expect(later).toEqual(await list());
    expect(later.find((one) => one.month === '2026-03')!.comparison.ledgerMinor).toBe(
      first.find((one) => one.month === '2026-03')!.comparison.ledgerMinor + 40_00n,
    );
  });

  it('verification sees a line that its account in the ledger does not show', async () => {
    const client = new pg.Client({ connectionString: books.ownerUrl });
    await client.connect();
    const change = (by: number) =>
      client.query(
        `update cash.bank_line set amount_minor = amount_minor + ${by} where id = (select min(id) from cash.bank_line where state = 'posted')`,
      );
    try {
      await client.query('set row_security = off');
      await change(1);
      expect((await failedChecks()).flat().join()).toContain('is posted with 1000.00 on the account in the ledger');
      await change(-1);
      expect(await failedChecks()).toEqual([]);
    } finally {
      await client.end();
    }
  });
});
