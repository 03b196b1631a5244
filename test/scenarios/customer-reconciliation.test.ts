/** A customer sends the statement that they keep of us: line by line against our ledger, to a balance that both agree on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { relateCustomers } from '#customers';
import { readTable } from '#formats';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { filesOf, runQuery } from '#platform';
import { type NewDocument, postDocuments, reverseOneDocument } from '#receivables';
import {
  agreeBalance,
  type CustomerReconciliation,
  checkCustomerStatement,
  type DifferenceSide,
  decideLines,
  discardStatement,
  disputeDifference,
  endDispute,
  keepCustomerStatement,
  listReconciliations,
  loadReconciliation,
  reconciliationPdf,
  reconciliationWorkbook,
  withdrawAgreement,
} from '#reconciliation';
import { type Books, must, openBooks, refusalOf } from '#test/books';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('R36 The customer’s statement is compared line by line with our ledger, to an agreed balance', () => {
  let books: Books;
  const items = new Map<string, bigint>();
  beforeAll(async () => {
    books = await openBooks({ customers: 4, now: '2026-04-08T09:00:00Z' });
    const { engine, caller, company, tenantId } = books;
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    const number = 'DE89370400440532013000';
    must(
      await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: 'House bank', glAccountId }),
    );
    const document = (customer: string, name: string, amountMinor: bigint, day: string, more: object = {}) => ({
      accountId: books.accounts[customer]!,
      documentType: 'invoice' as const,
      number: name,
      documentDate: day,
      currency: 'EUR',
      amountMinor,
      ...more,
    });
    const documents: NewDocument[] = [
      document('C1', 'RE-10001', 1_190_00n, '2026-02-02', { taxMinor: 190_00n }),
      document('C1', 'RE-10002', 500_00n, '2026-02-10'),
      document('C1', 'RE-10003', 1_340_00n, '2026-02-12'),
      document('C1', 'RE-10004', 800_00n, '2026-02-20', { discount: { until: '2026-03-06', amountMinor: 16_00n } }),
      document('C1', 'RE-10005', 77_00n, '2026-02-25'),
      document('C1', 'RE-10006', 640_00n, '2026-03-02'),
      document('C1', 'RE-10007', 210_00n, '2026-03-27'),
      document('C1', 'RE-10008', 333_00n, '2026-03-05'),
      document('C1', 'RE-10009', 250_00n, '2026-03-09'),
      document('C1', 'RE-10010', 90_00n, '2026-03-10'),
      document('C1', 'GS-900', -60_00n, '2026-03-16', { documentType: 'credit_memo' }),
      document('C1', 'FC-1', 7_50n, '2026-03-20', { documentType: 'finance_charge' }),
      document('C2', 'RE-20001', 125_00n, '2026-03-01'),
    ];
    for (const one of must(await postDocuments(engine, caller, { company, documents })).posted)
      items.set(one.number, one.itemIds[0]!);
    // RE-10010 was paid in March; RE-10006 was paid by the customer on the 30th and came on the 2nd of April.
    const bank = (no: string, opening: string, lines: string[], closing: string, day: string) =>
      bytesOf(
        [
          `:20:B${no}`,
          `:25:${number}`,
          `:28C:${no}/1`,
          `:60F:C${day}EUR${opening}`,
          ...lines,
          `:62F:C${day}EUR${closing}`,
          '-',
          '',
        ].join('\r\n'),
      );
    const line = (day: string, amount: string, text: string) => [
      `:61:${day}${day.slice(2)}C${amount}NTRFNONREF//${day}`,
      `:86:166?00GUTSCHRIFT?20SVWZ+${text}?32Customer C1`,
    ];
    for (const [name, bytes] of [
      ['march.sta', bank('1', '0,00', line('260318', '90,00', 'RE-10010'), '90,00', '260318')],
      ['april.sta', bank('2', '90,00', line('260402', '640,00', 'RE-10006'), '730,00', '260402')],
    ] as const)
      must(await importBankFile(engine, caller, { name, bytes }));
    must(await applyCash(engine, caller, { company, asOf: '2026-04-08' }));
  });
  afterAll(() => books.close());

  // As the customer's books print it: what they owe stands with a minus. Their balance: 3,909.00.
  const csv = [
    'Vendor ledger of Acme GmbH;;;;',
    'As of: 31.03.2026;;;;',
    'Document type;Reference;Document date;Amount;Text',
    'Invoice;RE-10001;02.02.2026;-1.190,00;',
    'Invoice;10002;10.02.2026;-500,00;',
    'Invoice;RE-10003;12.02.2026;-1.430,00;',
    'Invoice;RE-10004;20.02.2026;-784,00;',
    'Invoice;RE-10050;25.02.2026;-77,00;',
    'Invoice;RE-10009;11.03.2026;-250,00;',
    'Invoice;RE-10009;11.03.2026;-250,00;',
    'Invoice;RE-10010;10.03.2026;-90,00;',
    'Invoice;RE-20001;01.03.2026;-125,00;',
    'Invoice;X-4711;03.03.2026;-45,00;',
    'Debit note;BL-12;13.03.2026;120,00;Damaged goods',
    'Payment;ZA-77;30.03.2026;300,00;Überweisung',
    'Payment;ZA-61;02.03.2026;412,00;Überweisung',
    'Balance;;;-3.909,00;',
    '',
  ].join('\r\n');
  const input = (more: object = {}) => ({
    company: books.company,
    accountId: books.accounts['C1']!,
    fileName: 'statement.csv',
    bytes: bytesOf(csv),
    currency: 'EUR',
    asOf: null,
    kind: null,
    fromDate: null,
    ...more,
  });
  const read = async (statementId: bigint): Promise<CustomerReconciliation> =>
    (await runQuery(books.engine, books.tenantId, (db) =>
      loadReconciliation(db, books.tenantId, { statementId, companyIds: [books.company.id] }),
    ))!;
  let statementId: bigint;

  it('finds the pair of each line, says of every difference the likely reason, and foots to the unit', async () => {
    const { engine, caller } = books;
    const kept = must(await keepCustomerStatement(engine, caller, input()));
    statementId = kept.statementId;
    const { comparison, statement } = await read(statementId);
    expect(statement).toMatchObject({ asOf: '2026-03-31', kind: 'open_items', turned: true, closingMinor: 3_909_00n });
    const said = comparison.lines.map((line) => [
      line.theirs?.reference ?? '',
      line.ours?.number ?? '',
      line.outcome,
      line.reason,
      line.differenceMinor,
    ]);
    expect(said).toEqual([
      ['RE-10001', 'RE-10001', 'matched', null, 0n],
      ['10002', 'RE-10002', 'matched', null, 0n],
      ['RE-10003', 'RE-10003', 'amount_differs', 'amount_mistyped', 90_00n],
      ['RE-10004', 'RE-10004', 'amount_differs', 'discount_taken', -16_00n],
      ['RE-10050', 'RE-10005', 'number_differs', 'number_mistyped', 0n],
      ['RE-10009', 'RE-10009', 'date_differs', 'date_differs', 0n],
      ['RE-10009', '', 'only_theirs', 'duplicate_there', 250_00n],
      ['RE-10010', '', 'only_theirs', 'settled_by_payment_here', 90_00n],
      ['RE-20001', '', 'only_theirs', 'other_account', 125_00n],
      ['X-4711', '', 'only_theirs', 'unknown_here', 45_00n],
      ['BL-12', '', 'only_theirs', 'credit_not_issued', -120_00n],
      ['ZA-77', '', 'only_theirs', 'payment_expected', -300_00n],
      ['ZA-61', '', 'only_theirs', 'payment_not_received', -412_00n],
      ['', 'RE-10006', 'only_ours', 'payment_in_transit', -640_00n],
      ['', 'RE-10008', 'only_ours', 'invoice_not_received', -333_00n],
      ['', 'GS-900', 'only_ours', 'credit_not_booked_there', 60_00n],
      ['', 'FC-1', 'only_ours', 'charge_not_accepted', -7_50n],
      ['', 'RE-10007', 'only_ours', 'invoice_in_transit', -210_00n],
    ]);
    expect(comparison.theirMinor).toBe(3_909_00n);
    expect(comparison.ourMinor).toBe(5_287_50n);
    expect(comparison.byReason.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(3_909_00n - 5_287_50n);
    const proposals = Object.fromEntries(comparison.lines.map((line) => [line.reason ?? '', line.proposal]));
    expect(proposals).toMatchObject({
      invoice_not_received: 'send_copy',
      payment_not_received: 'ask_proof_of_payment',
      credit_not_issued: 'open_case',
      unknown_here: 'ask_copy',
    });
  });

  it('keeps a statement once, a checked one not at all, and takes away what came by mistake', async () => {
    const { engine, caller } = books;
    expect(must(await keepCustomerStatement(engine, caller, input()))).toEqual({ statementId, existing: true });
    const other = input({ accountId: books.accounts['C2']! });
    const checked = must(await checkCustomerStatement(engine, books.tenantId, other));
    expect(checked.comparison.theirMinor).toBe(3_909_00n);
    const wrong = must(await keepCustomerStatement(engine, caller, other));
    const { company } = books;
    const away = { company, statementId: wrong.statementId, reason: 'It was of another customer.' };
    must(await discardStatement(engine, caller, away));
    expect(refusalOf(await discardStatement(engine, caller, away))).toBe('reconciliation.statement-not-found');
    expect(must(await keepCustomerStatement(engine, caller, other)).existing).toBe(false);
    expect(refusalOf(await keepCustomerStatement(engine, caller, input({ bytes: bytesOf('a;b\r\n1;2\r\n') })))).toBe(
      'statement.no-table',
    );
    const undated = bytesOf(csv.replace('As of: 31.03.2026', ''));
    expect(refusalOf(await keepCustomerStatement(engine, caller, input({ bytes: undated })))).toBe(
      'reconciliation.day-missing',
    );
  });

  const decide = async (words: Record<string, DifferenceSide>): Promise<void> => {
    const { lines } = (await read(statementId)).comparison;
    const decisions = Object.entries(words).map(([reason, side]) => ({
      key: lines.find((line) => line.reason === reason)!.key,
      side,
      note: `Said on the phone: ${side}.`,
    }));
    must(await decideLines(books.engine, books.caller, { company: books.company, statementId, decisions }));
  };

  it('agrees on a balance only when everything is said and the sum is right, and keeps the evidence of both sides', async () => {
    const { engine, caller, company, tenantId } = books;
    const agree = (agreedMinor: bigint) =>
      agreeBalance(engine, caller, {
        company,
        statementId,
        agreedMinor,
        agreedWith: 'Ms Weber, accounts payable',
        agreedOn: '2026-04-08',
        note: 'By phone, confirmed by mail.',
        evidence: { fileName: 'confirmation.pdf', bytes: bytesOf('%PDF-1.7 confirmation %%EOF') },
      });
    expect(refusalOf(await agree(5_287_50n))).toBe('reconciliation.undecided');
    await decide({
      discount_taken: 'ours',
      other_account: 'theirs',
      unknown_here: 'theirs',
      credit_not_issued: 'ours',
      charge_not_accepted: 'ours',
    });
    const stranger = { company, statementId, decisions: [{ key: 'T99', side: 'ours' as const, note: '' }] };
    expect(refusalOf(await decideLines(engine, caller, stranger))).toBe('reconciliation.line-unknown');
    expect(refusalOf(await agree(5_287_50n))).toBe('reconciliation.not-the-sum');
    // Ours, less the discount, the damaged goods and the charge that we give up.
    must(await agree(5_287_50n - 16_00n - 120_00n - 7_50n));
    expect(refusalOf(await agree(5_144_00n))).toBe('reconciliation.agreed');
    const { agreements, sinceAgreed, statement } = await read(statementId);
    expect(agreements).toMatchObject([
      { agreedMinor: 5_144_00n, theirMinor: 3_909_00n, ourMinor: 5_287_50n, withdrawn: null },
    ]);
    expect(sinceAgreed).toEqual({ differenceMinor: 0n, changes: [] });
    const files = filesOf(engine);
    expect(new TextDecoder().decode(files.read(tenantId, statement.sha256))).toBe(csv);
    expect(files.read(tenantId, agreements[0]!.reportSha256)!.subarray(0, 5)).toEqual(bytesOf('%PDF-'));
    expect(files.read(tenantId, agreements[0]!.evidenceSha256!)).toBeDefined();
  });

  it('shows what changed in our ledger after the balance was agreed, and withdraws with a reason', async () => {
    const { engine, caller, company } = books;
    must(
      await reverseOneDocument(engine, caller, {
        itemId: items.get('FC-1')!,
        postingDate: '2026-03-31',
        reason: 'The charge is given up.',
      }),
    );
    const changed = await read(statementId);
    expect(changed.sinceAgreed).toMatchObject({
      differenceMinor: -7_50n,
      changes: [{ number: 'FC-1', amountMinor: -7_50n }],
    });
    expect(changed.agreements[0]!.ourMinor).toBe(5_287_50n);
    must(await withdrawAgreement(engine, caller, { company, statementId, reason: 'A second statement came.' }));
    const after = await read(statementId);
    expect(after.agreements[0]!.withdrawn).toMatchObject({ reason: 'A second statement came.' });
    expect(refusalOf(await withdrawAgreement(engine, caller, { company, statementId, reason: 'Again.' }))).toBe(
      'reconciliation.not-agreed',
    );
    expect(refusalOf(await decideLines(engine, caller, { company, statementId, version: 1, decisions: [] }))).toBe(
      'reconciliation.stale',
    );
  });

  it('reads a vendor account with its movements, opening to closing, against what we posted in that time', async () => {
    const { engine, caller } = books;
    const account = [
      'Date,Document,Type,Debit,Credit,Balance',
      '2026-03-01,Opening balance,,,,3792.00',
      '2026-03-02,RE-10006,Invoice,,640.00,4432.00',
      '2026-03-05,RE-10008,Invoice,,333.00,4765.00',
      '2026-03-18,ZA-70,Payment,90.00,,4675.00',
      '2026-03-31,Closing balance,,,,4675.00',
      '',
    ].join('\n');
    const kept = must(
      await keepCustomerStatement(
        engine,
        caller,
        input({ bytes: bytesOf(account), asOf: '2026-03-31', fromDate: '2026-03-01' }),
      ),
    );
    const { comparison, statement } = await read(kept.statementId);
    expect(statement).toMatchObject({
      kind: 'movements',
      fromDate: '2026-03-01',
      turned: false,
      closingMinor: 4_675_00n,
    });
    const of = (number: string) => comparison.lines.find((line) => line.theirs?.reference === number);
    expect(of('RE-10006')).toMatchObject({ outcome: 'matched' });
    // Our receipt has another number; amount and day say that it is theirs.
    expect(of('ZA-70')).toMatchObject({ outcome: 'number_differs', reason: 'other_number', differenceMinor: 0n });
    // Our invoices of February come to 3,907.00 on the first of March.
    expect(comparison.lines[0]).toMatchObject({ key: 'opening', reason: 'opening_differs', differenceMinor: -115_00n });
    expect(comparison.differenceMinor).toBe(comparison.theirMinor - comparison.ourMinor);
  });

  it('is printed for the customer in their language, and given out as a workbook with every line', async () => {
    const { engine, company, tenantId } = books;
    const { statement, comparison } = await read(statementId);
    const pdf = await reconciliationPdf(engine, tenantId, { company, statement, comparison });
    expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-');
    const table = must(readTable(reconciliationWorkbook({ company, statement, comparison }), { fileName: 'r.xlsx' }));
    expect(table.rows).toHaveLength(comparison.lines.length + 1);
    const column = (row: (typeof table.rows)[number] | undefined, name: string) =>
      row?.cells[table.header.indexOf(name)];
    expect(column(table.rows.at(-1), 'Their amount')).toBe('3909');
    expect(column(table.rows[2], 'Difference')).toBe('90');
  });

  it('of a customer that took over another compares what both owe, from the day of the merge on', async () => {
    const { engine, caller, company, tenantId, accounts } = books;
    const invoice = (customer: string, number: string, amountMinor: bigint): NewDocument => ({
      ...{ accountId: accounts[customer]!, documentType: 'invoice', number, amountMinor },
      ...{ documentDate: '2026-03-02', currency: 'EUR' },
    });
    const documents = [invoice('C3', 'RE-30001', 100_00n), invoice('C4', 'RE-40001', 70_00n)];
    must(await postDocuments(engine, caller, { company, documents }));
    must(
      await relateCustomers(engine, caller, {
        ...{ kind: 'merged_into', number: 'C4', otherNumber: 'C3', from: '2026-03-15', reason: 'One legal entity.' },
      }),
    );
    const bytes = bytesOf(
      'Document type;Reference;Document date;Amount\r\nInvoice;RE-30001;02.03.2026;100,00\r\nInvoice;RE-40001;02.03.2026;65,00\r\n',
    );
    const of = async (customer: string, asOf: string) => {
      const wanted = input({ accountId: accounts[customer]!, bytes, asOf });
      const { statementId: id } = must(await keepCustomerStatement(engine, caller, wanted));
      return read(id);
    };
    const seen = ({ comparison }: CustomerReconciliation) =>
      comparison.lines.map((line) => [line.ours?.number ?? line.theirs?.reference, line.outcome, line.reason]);
    const before = await of('C3', '2026-03-10');
    expect(seen(before)).toEqual([
      ['RE-30001', 'matched', null],
      ['RE-40001', 'only_theirs', 'other_account'],
    ]);
    expect(before.comparison.ourMinor).toBe(100_00n);
    // Whichever of both names the statement came under.
    for (const customer of ['C3', 'C4']) {
      const whole = await of(customer, '2026-03-31');
      expect(seen(whole)).toEqual([
        ['RE-30001', 'matched', null],
        ['RE-40001', 'amount_differs', expect.any(String)],
      ]);
      expect(whole.comparison.ourMinor).toBe(170_00n);
      const listed = await runQuery(engine, tenantId, (db) =>
        listReconciliations(db, tenantId, { companyId: company.id, accountId: accounts[customer]!, limit: 1 }),
      );
      expect(listed.map((one) => [one.statement.asOf, one.ourMinor])).toEqual([['2026-03-31', 170_00n]]);
      if (customer === 'C4') continue;
      const { key } = whole.comparison.lines[1]!;
      const at = { company, statementId: whole.statement.id, key, reason: 'They say 65.' };
      expect(must(await disputeDifference(engine, caller, { ...at, asOf: '2026-04-08' })).amount).toBe('5.00');
      expect((await read(whole.statement.id)).work.get(key)!.deeds.map((deed) => deed.what)).toEqual(['dispute']);
      must(await endDispute(engine, caller, at));
    }
  });

  it('leaves books in which every invariant holds', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
