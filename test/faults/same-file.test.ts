/**
 * The same bank file in every way in which it comes twice: at once, renamed, in another encoding, with other line ends,
 * split, joined with the next day, in another format, out of order, with a gap. One effect: each booking once, one receipt.
 * DUNWELL_FILE_SEED draws other bookings; the long tier takes twenty.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { addDays, makeIban } from '#kernel';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { bankReference, closingOf, type DemoStatement } from '../../demo/bank-files.ts';
import { drawFor } from '../../demo/random.ts';
import {
  type BankFormat,
  bankFormats,
  csvMapping,
  csvWithoutReferences,
  entriesReversed,
  statementText,
} from '../bank-statement-files.ts';
import { type Books, must, openBooks } from '../books.ts';

let books: Books;
let glAccountId: bigint;
beforeAll(async () => {
  books = await openBooks({ customers: 3 });
  const chart = await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, books.company.id));
  glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
});
afterAll(() => books.close());

type Payment = readonly [payer: string, amountMinor: bigint, text: string];

/** Three days: genuine twins, a letter beyond ASCII, the same amount from two payers, and money that goes back. */
const chosen: readonly (readonly Payment[])[] = [
  [
    ['Customer C1', 100_00n, 'Danke'],
    ['Customer C1', 100_00n, 'Danke'],
    ['Müller & Söhne', 250_00n, 'Rechnung 17'],
  ],
  [
    ['Customer C2', 100_00n, 'Danke'],
    ['Customer C3', 99_99n, 'RE 4711'],
  ],
  [
    ['Customer C1', 100_00n, 'Danke'],
    ['Customer C2', -30_00n, 'zurück'],
  ],
];

/** Days drawn with a seed, of few payers, amounts and texts: equal bookings on one day and on two are the hard case. */
function drawDays(drawn: string): readonly (readonly Payment[])[] {
  const draw = drawFor('same file', drawn);
  return Array.from({ length: 3 }, () =>
    Array.from(
      { length: draw.between(1, 6) },
      (): Payment => [
        draw.pick(['Customer C1', 'Customer C1', 'Customer C2', 'Customer C3', 'Müller & Söhne']),
        draw.pick([100_00n, 100_00n, 250_00n, 99_99n, -30_00n]),
        draw.pick(['Danke', 'Danke', 'Rechnung 17', 'RE 4711', 'zurück']),
      ],
    ),
  );
}

const seed = process.env['DUNWELL_FILE_SEED'];
const booked = seed === undefined ? chosen : drawDays(seed);
const bookings = booked.flat().length;

let accounts = 0;
/** A bank account of its own and its three statements. */
async function openAccount() {
  accounts += 1;
  const number = makeIban('DE', `50010517${String(accounts).padStart(10, '0')}`);
  must(
    await createBankAccount(books.engine, books.caller, {
      company: books.company,
      number,
      currency: 'EUR',
      name: `Bank ${accounts}`,
      glAccountId,
    }),
  );
  let openingMinor = 1_000_00n;
  const statements = booked.map((payments, index): DemoStatement => {
    const day = addDays('2026-02-02', index);
    const statement: DemoStatement = {
      account: number,
      currency: 'EUR',
      day,
      sequence: index + 1,
      openingMinor,
      payments: payments.map(([payer, amountMinor, text]) => ({
        company: 0,
        currency: 'EUR',
        day,
        amountMinor,
        payer,
        account: null,
        text,
        structured: null,
        customer: null,
        numbers: [],
      })),
    };
    openingMinor = closingOf(statement);
    return statement;
  });
  let files = 0;
  const take = (bytes: Uint8Array | string, format: BankFormat) => {
    files += 1;
    return importBankFile(books.engine, books.caller, {
      name: `${number}-${files}`,
      bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
      ...(format === 'csv' ? { mapping: csvMapping(number) } : {}),
    });
  };
  return { number, statements, take };
}
type Account = Awaited<ReturnType<typeof openAccount>>;

const linesOf = ({ number }: Account) =>
  runQuery(books.engine, books.tenantId, async (db) =>
    (
      await sql<{ day: string; amount: bigint; reference: string; state: string }>`
        select l.booking_date as day, l.amount_minor as amount, coalesce(l.bank_reference, '') as reference, l.state
        from cash.bank_line l join cash.v_bank_account b on b.tenant_id = l.tenant_id and b.id = l.bank_account_id
        where l.tenant_id = ${books.tenantId} and b.number = ${number}`.execute(db)
    ).rows
      .map((row) => `${row.day} ${row.amount} ${row.reference} ${row.state}`)
      .sort(),
  );
const truth = (statements: readonly DemoStatement[], state = 'waiting'): string[] =>
  statements
    .flatMap((one) =>
      one.payments.map((payment, index) => `${one.day} ${payment.amountMinor} ${bankReference(one, index)} ${state}`),
    )
    .sort();

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const windows1252 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const marked = (text: string): Uint8Array => new TextEncoder().encode(`\ufeff${text}`);

/** Each way imports everything, in files of its own kind. */
const ways: Readonly<Record<string, (account: Account, format: BankFormat) => Promise<void>>> = {
  async 'eight times at once'({ take, statements }, format) {
    const text = statementText(format, statements);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => take(text, format)));
    expect(outcomes.map(must).reduce((sum, one) => sum + one.linesNew, 0)).toBe(bookings);
    expect(outcomes.map(must).filter((one) => one.repeatedFile)).toHaveLength(7);
  },
  async 'again under another name, and with an empty line more'({ take, statements }, format) {
    const text = statementText(format, statements);
    must(await take(text, format));
    expect(must(await take(text, format)).repeatedFile).toBe(true);
    expect(must(await take(`${text}\n`, format)).linesNew).toBe(0);
  },
  async 'in another encoding'({ take, statements }, format) {
    const text = statementText(format, statements);
    const declared = (name: string): string => text.replace('encoding="UTF-8"', `encoding="${name}"`);
    must(await take(text, format));
    expect(must(await take(windows1252(declared('windows-1252')), format)).linesNew).toBe(0);
    expect(must(await take(utf16(declared('UTF-16')), format)).linesNew).toBe(0);
    expect(must(await take(marked(text), format)).linesNew).toBe(0);
  },
  async 'with other line ends'({ take, statements }, format) {
    const text = statementText(format, statements).replaceAll('\r\n', '\n');
    must(await take(text, format));
    expect(must(await take(text.replaceAll('\n', '\r\n'), format)).linesNew).toBe(0);
    expect(must(await take(text.replaceAll('\n', '\r'), format)).linesNew).toBe(0);
  },
  async 'split in two, after the whole and before it'({ take, statements }, format) {
    must(await take(statementText(format, statements.slice(0, 1)), format));
    must(await take(statementText(format, statements), format));
    expect(must(await take(statementText(format, statements.slice(1)), format)).linesNew).toBe(0);
  },
  async 'joined with the next day'({ take, statements }, format) {
    must(await take(statementText(format, statements.slice(0, 1)), format));
    must(await take(statementText(format, statements.slice(0, 2)), format));
    must(await take(statementText(format, statements.slice(1, 3)), format));
  },
  async 'days and entries in the opposite order'({ take, statements }, format) {
    for (const one of [...statements].reverse()) must(await take(statementText(format, [one]), format));
    for (const one of statements)
      expect(must(await take(entriesReversed(format, statementText(format, [one])), format)).linesNew).toBe(0);
  },
  async 'with a gap that is closed later'(account, format) {
    const { take, statements } = account;
    const [first, second, third] = statements as [DemoStatement, DemoStatement, DemoStatement];
    must(await take(statementText(format, [first]), format));
    must(await take(statementText(format, [third]), format));
    expect(await linesOf(account)).toEqual(truth([first, third]));
    must(await take(statementText(format, [second]), format));
  },
  async 'and then in every other format'({ take, statements }, format) {
    must(await take(statementText(format, statements), format));
    for (const other of bankFormats)
      if (other !== format) expect(must(await take(statementText(other, statements), other)).linesNew).toBe(0);
  },
};

describe.each(bankFormats)('R33 R35 The same %s file', (format) => {
  it.each(Object.keys(ways))('%s: each booking once', async (way) => {
    const account = await openAccount();
    await ways[way]!(account, format);
    expect(await linesOf(account)).toEqual(truth(account.statements));
  });
});

describe.each(bankFormats.filter((format) => format !== 'csv'))(
  'R33 R35 A CSV of the same days as a %s file',
  (format) => {
    it('without references is held for a person, and nothing of it is posted', async () => {
      const account = await openAccount();
      must(await account.take(statementText(format, account.statements), format));
      const held = must(await account.take(csvWithoutReferences(account.statements), 'csv'));
      expect(held).toMatchObject({ linesHeld: bookings });
      expect(held.warnings.join()).toContain('under another text');
      const waiting = (await linesOf(account)).filter((line) => line.endsWith('waiting'));
      expect(waiting).toEqual(truth(account.statements));
    });
  },
);

describe('R33 R35 What came so', () => {
  it('becomes one receipt for each booking, and the books hold', async () => {
    must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-12-31' }));
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ lines: bigint; receipts: bigint; held: bigint }>`
        select (select count(*) from cash.v_bank_line where tenant_id = ${books.tenantId} and state = 'posted') as lines,
          (select count(*) from cash.v_receipt where tenant_id = ${books.tenantId}) as receipts,
          (select count(*) from cash.v_bank_line where tenant_id = ${books.tenantId} and state = 'waiting') as held`.execute(
        db,
      ),
    );
    expect(rows[0]!.receipts).toBe(rows[0]!.lines);
    expect(rows[0]).toMatchObject({ held: 0n });
    expect(rows[0]!.lines).toBeGreaterThan(BigInt(40 * bookings));
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
