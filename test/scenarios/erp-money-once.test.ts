/** A mirrored company that also reads its bank: the same money told by the ERP and by the bank counts once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyReceipt, leaveReceipt } from '#cash';
import { type Company, findCompany } from '#company';
import {
  answerExports,
  builtInErpMappings,
  type Declared,
  exportClearings,
  listExports,
  listOpenMoney,
  loadErpFile,
  saySameMoney,
  setCompanyMode,
} from '#integrations';
import { verify } from '#operations';
import { erasePersonalData, personalColumnRegistry, platformPersonalColumns, runQuery, sql } from '#platform';
import { clearItems } from '#receivables';
import { modulePersonalColumns } from '../../src/apps/server/modules.ts';
import { type BankDays, type BankMoney, openBank } from '../bank-days.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList, reach, type SapItem } from '../sap-list.ts';

const registry = personalColumnRegistry([...platformPersonalColumns, ...modulePersonalColumns]);
let books: Books;
let company: Company;
let bank: BankDays;
beforeEach(async () => {
  ({ books, company } = await openMirroredBooks(3));
  bank = await openBank(books, company);
});
afterEach(() => closeVerified(books));

const load = (keyDate: string, rows: readonly SapItem[], declared: Declared = {}) =>
  loadSapList(books, company, keyDate, rows, declared);
const money = (valueDate: string, text = 'PAYMENT', payer = 'CUSTOMER C1'): BankMoney => ({
  amountMinor: 400_00n,
  valueDate,
  payer,
  text,
});
const invoice: SapItem = { number: '1800000001', amount: '1000.00' };
const payment: SapItem = { number: '1400000001', amount: '-400.00', day: '2026-01-06' };

/** What the subledger shows in all, and what is open on whose items. */
async function balance(): Promise<string> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ open: bigint }>`
      select coalesce(sum(open_minor), 0)::bigint as open from receivables.v_item where tenant_id = ${books.tenantId}`.execute(
      db,
    ),
  );
  return String(rows[0]!.open);
}

async function receipts() {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; state: string; explanation: string; version: number }>`
      select id, state, explanation, version from cash.v_receipt where tenant_id = ${books.tenantId} order by id`.execute(
      db,
    ),
  );
  return rows;
}

/** The ERP told the payment, the bank was read far beyond it without its receipt: it counts alone. */
async function paymentCountsAlone(also: readonly SapItem[] = []): Promise<void> {
  must(await load('2026-01-06', [invoice, payment, ...also]));
  expect(await balance()).toBe('100000');
  must(await bank.read('2026-01-12'));
  must(await load('2026-01-12', [invoice, payment, ...also]));
}

describe('R61 R33 The ERP and the bank tell the same money', () => {
  it('a receipt that comes before the ERP’s payment is that payment', async () => {
    must(await load('2026-01-05', [invoice]));
    must(await bank.read('2026-01-06', [money('2026-01-06')]));
    expect(await balance()).toBe('60000');
    must(await load('2026-01-07', [invoice, payment]));
    expect(await balance()).toBe('60000');
  });

  it('a payment waits until the bank is read beyond its days, and counts in the next load or day even when no list names it again', async () => {
    must(await load('2026-01-06', [invoice, payment]));
    must(await bank.read('2026-01-08'));
    must(await load('2026-01-08', [], { kind: 'delta', since: '2026-01-06' }));
    expect(await balance()).toBe('100000');
    expect(await listOpenMoney(books.engine, books.tenantId, company)).toMatchObject([
      { payment: '1000/1400000001/2026/1', why: 'The bank is read up to 2026-01-08; its receipt may still come.' },
    ]);
    must(await bank.read('2026-01-12'));
    must(await load('2026-01-12', [], { kind: 'delta', since: '2026-01-08' }));
    expect(await balance()).toBe('60000');
    expect(await listOpenMoney(books.engine, books.tenantId, company)).toEqual([]);
  });

  it('what was told of a waiting payment is erased with the person it tells of; the next list tells it anew', async () => {
    must(await load('2026-01-06', [invoice, payment]));
    const waiting = async () => {
      const { checks } = await verify(books.engine, books.tenantId);
      expect(checks.filter((check) => check.failed > 0)).toEqual([]);
      return checks.find((check) => check.name.startsWith('payments that wait'))!.checked;
    };
    expect(await waiting()).toBe(1);
    must(
      await erasePersonalData(books.engine, books.caller, registry, {
        reason: 'Asked for by the person.',
        auditSeqs: [],
        values: [{ column: 'integrations.erp_item.told', key: [company.id.toString(), '1000/1400000001/2026/1'] }],
      }),
    );
    must(await bank.read('2026-01-12'));
    must(await load('2026-01-12', [], { kind: 'delta', since: '2026-01-06' }));
    // It still waits: what was erased cannot be counted.
    expect(await balance()).toBe('100000');
    expect(await waiting()).toBe(1);
    must(await load('2026-01-13', [invoice, payment]));
    expect(await balance()).toBe('60000');
    expect(await waiting()).toBe(0);
  });

  it('a receipt that comes after the payment was counted alone takes its place, and pays the invoice that it names', async () => {
    await paymentCountsAlone();
    expect(await balance()).toBe('60000');
    const read = must(await bank.read('2026-01-13', [money('2026-01-06', 'INVOICE 1800000001')]));
    expect(read).toMatchObject({ applied: 1, held: 0 });
    expect(await balance()).toBe('60000');
    expect((await receipts()).map((one) => one.state)).toEqual(['applied']);
    // SAP goes on showing its payment: nothing counts again.
    must(await load('2026-01-14', [invoice, payment]));
    expect(await balance()).toBe('60000');
    // SAP clears both itself and leaves a residual: still once.
    const cleared = { clearing: '1400000099', cleared: '2026-01-15' };
    const residual: SapItem = { number: '1800000009', amount: '600.00', belongsTo: '1800000001' };
    must(
      await load('2026-01-15', [{ ...invoice, ...cleared }, { ...payment, ...cleared }, residual], {
        kind: 'delta',
        since: '2026-01-14',
      }),
    );
    expect(await balance()).toBe('60000');
  });

  it('a receipt whose payment SAP has cleared already is not counted a second time', async () => {
    await paymentCountsAlone();
    const small: SapItem = { number: '1800000002', amount: '400.00' };
    must(await load('2026-01-13', [invoice, payment, small]));
    must(await load('2026-01-14', [invoice]));
    expect(await balance()).toBe('100000');
    const read = must(await bank.read('2026-01-15', [money('2026-01-06', 'INVOICE 1800000001')]));
    expect(read).toMatchObject({ applied: 0, countedAlready: 1 });
    expect(await balance()).toBe('100000');
    expect(await receipts()).toMatchObject([{ state: 'applied' }]);
  });

  it('a payment that was netted here is not taken apart: the late receipt gives way to it', async () => {
    await paymentCountsAlone();
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint }>`select id from receivables.v_item where tenant_id = ${books.tenantId}
        and number in ('1400000001', '1800000001') order by amount_minor`.execute(db),
    );
    must(
      await clearItems(books.engine, books.caller, {
        company,
        allocations: [{ creditItemId: rows[0]!.id, debitItemId: rows[1]!.id, amountMinor: 400_00n }],
        postingDate: '2026-01-12',
        kind: 'netting',
        explanation: 'Netted by an analyst.',
      }),
    );
    must(await bank.read('2026-01-13', [money('2026-01-06')]));
    expect(await balance()).toBe('60000');
    expect((await receipts())[0]!.explanation).toContain('1400000001');
  });

  it('a payment that SAP posted and cleared between two lists is known when its receipt comes', async () => {
    must(await load('2026-01-05', [{ ...invoice, amount: '400.00' }]));
    must(await bank.read('2026-01-05'));
    const cleared = { clearing: '1400000001', cleared: '2026-01-06' };
    must(
      await load(
        '2026-01-06',
        [
          { ...invoice, amount: '400.00', ...cleared },
          { ...payment, ...cleared },
        ],
        { kind: 'delta', since: '2026-01-05' },
      ),
    );
    expect(await balance()).toBe('0');
    must(await bank.read('2026-01-07', [money('2026-01-06')]));
    expect(await balance()).toBe('0');
  });

  it('of two payments that it may be, a person says which: until then the receipt waits in suspense', async () => {
    await paymentCountsAlone([{ ...payment, number: '1400000002', day: '2026-01-07' }]);
    expect(await balance()).toBe('20000');
    const read = must(await bank.read('2026-01-13', [money('2026-01-05')]));
    expect(read).toMatchObject({ held: 1, applied: 0 });
    expect(await balance()).toBe('20000');
    const [receipt] = await receipts();
    expect(receipt).toMatchObject({ state: 'unidentified' });
    expect(receipt!.explanation).toContain('2 payments in the ERP are of EUR 400.00');
    // Nobody gets it on an account before that is said; and the next run changes nothing.
    const leave = { company, receiptId: receipt!.id, version: receipt!.version, versionNow: receipt!.version };
    expect(
      refusalOf(await leaveReceipt(books.engine, books.caller, { ...leave, accountId: books.accounts['C1']! })),
    ).toBe('cash.receipt-counted');
    const allocations = [{ itemId: await itemId('1800000001'), receiptAmountMinor: 400_00n, adjustments: [] }];
    expect(refusalOf(await applyReceipt(books.engine, books.caller, { ...leave, allocations }))).toBe(
      'cash.receipt-counted',
    );
    must(await bank.read('2026-01-14'));
    expect(await receipts()).toEqual([receipt]);
    expect(await listOpenMoney(books.engine, books.tenantId, company)).toMatchObject([
      {
        receiptId: receipt!.id,
        candidates: [{ payment: '1000/1400000001/2026/1' }, { payment: '1000/1400000002/2026/1' }],
      },
    ]);
    const say = {
      company,
      receiptId: receipt!.id,
      key: '1000/1400000002/2026/1',
      verdict: 'same' as const,
      asOf: '2026-01-14',
    };
    expect(refusalOf(await saySameMoney(books.engine, books.caller, { ...say, reason: ' ' }))).toBe(
      'erp.reason-missing',
    );
    expect(
      refusalOf(await saySameMoney(books.engine, books.caller, { ...say, key: '1000/9/2026/1', reason: 'No.' })),
    ).toBe('erp.payment-unknown');
    must(await saySameMoney(books.engine, books.caller, { ...say, reason: 'The advice names it.' }));
    expect(await balance()).toBe('20000');
    expect(await receipts()).toMatchObject([{ state: 'unapplied' }]);
    expect(await listOpenMoney(books.engine, books.tenantId, company)).toEqual([]);
  });

  it('a payment far from its days is asked about; money of its own counts once that is said', async () => {
    await paymentCountsAlone();
    must(await bank.read('2026-01-18', [money('2026-01-18')]));
    expect(await balance()).toBe('60000');
    const [receipt] = await receipts();
    expect(receipt!.explanation).toContain('lies 12 days away');
    must(
      await saySameMoney(books.engine, books.caller, {
        company,
        key: '1000/1400000001/2026/1',
        receiptId: receipt!.id,
        verdict: 'different',
        reason: 'A second instalment.',
        asOf: '2026-01-18',
      }),
    );
    expect(await balance()).toBe('20000');
  });

  it('two receipts of one amount, one payment of SAP: it waits until a person says which receipt it is', async () => {
    must(await load('2026-01-05', [invoice]));
    must(await bank.read('2026-01-06', [money('2026-01-05', 'FIRST'), money('2026-01-05', 'SECOND')]));
    expect(await balance()).toBe('20000');
    must(await load('2026-01-07', [invoice, payment]));
    expect(await balance()).toBe('20000');
    const [first] = await receipts();
    must(
      await saySameMoney(books.engine, books.caller, {
        company,
        key: '1000/1400000001/2026/1',
        receiptId: first!.id,
        verdict: 'same',
        reason: 'The first one.',
        asOf: '2026-01-07',
      }),
    );
    expect(await balance()).toBe('20000');
    expect(await listOpenMoney(books.engine, books.tenantId, company)).toEqual([]);
  });

  it('money that stood in suspense when SAP counted it is linked when its customer is told', async () => {
    must(await load('2026-01-05', [invoice]));
    must(await bank.read('2026-01-06', [money('2026-01-06', 'NO NAME', 'M UNBEKANNT')]));
    await paymentCountsAlone();
    expect(await balance()).toBe('60000');
    const [receipt] = await receipts();
    expect(receipt).toMatchObject({ state: 'unidentified' });
    must(
      await leaveReceipt(books.engine, books.caller, {
        company,
        receiptId: receipt!.id,
        version: receipt!.version,
        versionNow: receipt!.version,
        accountId: books.accounts['C1']!,
      }),
    );
    expect(await balance()).toBe('60000');
    expect(await receipts()).toMatchObject([{ state: 'unapplied' }]);
  });
});

describe('R61 R33 R4 A down payment that the ERP keeps on its special account', () => {
  const down: SapItem = { ...payment, indicator: 'A', belongsTo: '1800000001' };
  const cleared = { clearing: '1400000099', cleared: '2026-01-13' };

  /** What is open in the subledger and booked in the ledger, by control account. */
  async function byAccount(): Promise<{ open: Record<string, string>; booked: Record<string, string> }> {
    const rows = await runQuery(books.engine, books.tenantId, async (db) => ({
      open: await sql<{ account: string; amount: bigint }>`
        select coalesce(special_gl, 'main') as account, sum(open_minor)::bigint as amount from receivables.v_item
        where tenant_id = ${books.tenantId} and not noted group by 1 having sum(open_minor) <> 0`.execute(db),
      booked: await sql<{ account: string; amount: bigint }>`
        select case a.purpose when 'receivables_control' then 'main' else 'down_payment' end as account, sum(l.amount_minor)::bigint as amount
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
        where l.tenant_id = ${books.tenantId} and a.purpose in ('receivables_control', 'down_payments_received')
        group by 1 having sum(l.amount_minor) <> 0`.execute(db),
    }));
    const told = (of: readonly { account: string; amount: bigint }[]) =>
      Object.fromEntries(of.map(({ account, amount }) => [account, String(amount)]).sort());
    return { open: told(rows.open.rows), booked: told(rows.booked.rows) };
  }
  const expectAccounts = async (open: Record<string, string>): Promise<void> =>
    expect(await byAccount()).toEqual({ open, booked: open });
  const apart = { main: '100000', down_payment: '-40000' };

  it('stands there also where the bank told the money first; it is not netted with the invoice that it names, and is cleared with it', async () => {
    must(await load('2026-01-05', [invoice]));
    must(await bank.read('2026-01-06', [money('2026-01-06')]));
    await expectAccounts({ main: '60000' });
    must(await load('2026-01-07', [invoice, down]));
    await expectAccounts(apart);
    expect(await receipts()).toMatchObject([{ state: 'applied' }]);
    // A second run of the bank and a second list change nothing.
    must(await bank.read('2026-01-08'));
    must(await load('2026-01-08', [invoice, down]));
    await expectAccounts(apart);
    const residual: SapItem = { number: '1800000009', amount: '600.00', belongsTo: '1800000001' };
    must(
      await load('2026-01-13', [{ ...invoice, ...cleared }, { ...down, ...cleared }, residual], {
        kind: 'delta',
        since: '2026-01-08',
      }),
    );
    await expectAccounts({ main: '60000' });
    // The clearing is reset: each is open again, where it was.
    must(await load('2026-01-14', [invoice, down]));
    await expectAccounts(apart);
  });

  it('stands there when its receipt comes later: it waited, or counted alone', async () => {
    must(await load('2026-01-06', [invoice, down]));
    await expectAccounts({ main: '100000' });
    const read = must(await bank.read('2026-01-07', [money('2026-01-06', 'INVOICE 1800000001')]));
    expect(read).toMatchObject({ applied: 0, countedAlready: 1 });
    await expectAccounts(apart);
    const second: SapItem = { ...down, number: '1400000002', amount: '-300.00', day: '2026-01-08' };
    must(await load('2026-01-08', [invoice, down, second]));
    must(await bank.read('2026-01-14'));
    must(await load('2026-01-14', [invoice, down, second]));
    await expectAccounts({ main: '100000', down_payment: '-70000' });
    must(await bank.read('2026-01-15', [{ ...money('2026-01-08', 'INVOICE 1800000001'), amountMinor: 300_00n }]));
    await expectAccounts({ main: '100000', down_payment: '-70000' });
    expect((await receipts()).map((one) => one.state)).toEqual(['applied', 'applied']);
  });

  it('overtakes a clearing of ours that the ERP has not heard of; one that was exported is the ERP’s to answer first', async () => {
    must(await load('2026-01-05', [invoice]));
    must(await bank.read('2026-01-06', [money('2026-01-06', 'INVOICE 1800000001')]));
    await expectAccounts({ main: '60000' });
    must(await load('2026-01-07', [invoice, down]));
    await expectAccounts(apart);
    expect((await exportsNow()).map((one) => [one.kind, one.state])).toEqual([['clearing', 'overtaken']]);
    // A second customer payment, whose clearing was handed over before the list came.
    const other: SapItem = { ...payment, number: '1400000003', amount: '-250.00', day: '2026-01-08', indicator: 'A' };
    must(await bank.read('2026-01-08', [{ ...money('2026-01-08', 'INVOICE 1800000001'), amountMinor: 250_00n }]));
    const handed = must(await exportClearings(books.engine, books.caller, { company }));
    expect(handed.entries).toHaveLength(1);
    must(await load('2026-01-09', [invoice, down, other]));
    await expectAccounts({ main: '75000', down_payment: '-40000' });
    expect(await listOpenMoney(books.engine, books.tenantId, company)).toMatchObject([
      { payment: '1000/1400000003/2026/1', why: expect.stringContaining('keeps it on a special account') },
    ]);
    must(
      await answerExports(books.engine, books.caller, {
        company,
        answers: [
          {
            reference: handed.entries[0]!.reference,
            result: 'rejected',
            erpDocument: null,
            reason: 'A down payment.',
          },
        ],
        asOf: '2026-01-09',
      }),
    );
    must(await load('2026-01-10', [], { kind: 'delta', since: '2026-01-09' }));
    await expectAccounts({ main: '100000', down_payment: '-65000' });
    expect(await listOpenMoney(books.engine, books.tenantId, company)).toEqual([]);
  });

  it('that was cleared when it became the receipt goes to its account when its clearing is reset', async () => {
    must(await load('2026-01-05', [invoice]));
    must(await bank.read('2026-01-06', [money('2026-01-06')]));
    must(
      await load(
        '2026-01-13',
        [
          { ...invoice, ...cleared },
          { ...down, ...cleared },
        ],
        {
          kind: 'delta',
          since: '2026-01-05',
        },
      ),
    );
    await expectAccounts({});
    must(await load('2026-01-14', [invoice, down]));
    await expectAccounts(apart);
    must(await load('2026-01-15', [invoice]));
    await expectAccounts({ main: '100000' });
  });

  it('is said by a person where nothing tells; what is applied here is taken back first', async () => {
    must(await load('2026-01-06', [invoice, down, { ...down, number: '1400000002', day: '2026-01-07' }]));
    must(await bank.read('2026-01-12'));
    must(await load('2026-01-12', [], { kind: 'delta', since: '2026-01-06' }));
    await expectAccounts({ main: '100000', down_payment: '-80000' });
    must(await bank.read('2026-01-13', [money('2026-01-05')]));
    const [receipt] = await receipts();
    expect(receipt).toMatchObject({ state: 'unidentified' });
    must(
      await saySameMoney(books.engine, books.caller, {
        company,
        receiptId: receipt!.id,
        key: '1000/1400000002/2026/1',
        verdict: 'same',
        asOf: '2026-01-13',
        reason: 'The advice names it.',
      }),
    );
    await expectAccounts({ main: '100000', down_payment: '-80000' });
    // Another, paid to an invoice before the person says that it is a payment kept apart.
    const far: SapItem = { ...down, number: '1400000004', amount: '-123.00', day: '2026-01-02' };
    must(await load('2026-01-13', [invoice, far], { kind: 'delta', since: '2026-01-12' }));
    must(await bank.read('2026-01-14', [{ ...money('2026-01-14', 'INVOICE 1800000001'), amountMinor: 123_00n }]));
    const late = (await receipts()).at(-1)!;
    expect(late).toMatchObject({ state: 'unidentified' });
    const word = { company, receiptId: late.id, key: '1000/1400000004/2026/1', asOf: '2026-01-14' };
    must(await saySameMoney(books.engine, books.caller, { ...word, verdict: 'different', reason: 'Another one.' }));
    await expectAccounts({ main: '87700', down_payment: '-92300' });
    expect(
      refusalOf(await saySameMoney(books.engine, books.caller, { ...word, verdict: 'same', reason: 'It is it.' })),
    ).toBe('erp.receipt-cleared');
  });

  it('told by its type alone stands on the account of its type, and counts once with its receipt', async () => {
    // A consultant's NetSuite mapping: a customer deposit is a down payment, as NetSuite's own liability account has it.
    const netsuite = JSON.parse(JSON.stringify(builtInErpMappings.get('netsuite-transactions')));
    netsuite.columns.type.values['Customer Deposit'] = 'down_payment';
    const header =
      'Internal ID,Customer ID,Document Number,Type,Date,Due Date/Receive By,Currency,Amount (Foreign Currency),Amount Remaining (Foreign Currency)';
    const list = (keyDate: string, rows: readonly string[], total: string, down_payment: string) => {
      reach(books, keyDate);
      return loadErpFile(books.engine, books.caller, {
        company,
        fileName: `netsuite-${keyDate}.csv`,
        bytes: new TextEncoder().encode([header, ...rows].join('\n')),
        mapping: netsuite,
        declared: {
          ...{ kind: 'full', scope: 'all', keyDate, count: rows.length, total },
          controlBalance: { main: '1000.00', down_payment },
        },
      });
    };
    const bill = '11,C1,INV-11,Invoice,2026-01-02,2026-02-01,EUR,1000.00,1000.00';
    const deposit = '12,C1,DEP-12,Customer Deposit,2026-01-06,2026-01-06,EUR,-400.00,-400.00';
    must(await list('2026-01-05', [bill], '1000.00', '0.00'));
    must(await bank.read('2026-01-06', [money('2026-01-06')]));
    await expectAccounts({ main: '60000' });
    expect(must(await list('2026-01-07', [bill, deposit], '600.00', '-400.00'))).toMatchObject({ state: 'accepted' });
    await expectAccounts(apart);
    expect((await list('2026-01-08', [bill, deposit], '600.00', '-400.00')).ok).toBe(true);
    await expectAccounts(apart);
  });

  const exportsNow = async () =>
    (
      await listExports(books.engine, books.tenantId, company.id, [
        'pending',
        'exported',
        'overtaken',
        'rejected',
        'withdrawn',
      ])
    ).entries;
});

async function itemId(number: string): Promise<bigint> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number} and document_type = 'invoice'`.execute(
      db,
    ),
  );
  return rows[0]!.id;
}

describe('R61 A mirrored company whose bank Dunwell does not read', () => {
  it('counts the ERP’s payments at once', async () => {
    const other = await openBooks({ customers: 3 });
    try {
      must(
        await setCompanyMode(other.engine, other.caller, { company: other.company, mode: 'mirrored', reason: 'SAP.' }),
      );
      const mirrored = must(await findCompany(other.engine, other.tenantId, 'DE01'));
      must(await loadSapList(other, mirrored, '2026-01-06', [invoice, payment]));
      const { rows } = await runQuery(other.engine, other.tenantId, (db) =>
        sql<{ open: bigint }>`
          select sum(open_minor)::bigint as open from receivables.v_item where tenant_id = ${other.tenantId}`.execute(
          db,
        ),
      );
      expect(rows).toEqual([{ open: 600_00n }]);
    } finally {
      await other.close();
    }
  });
});
