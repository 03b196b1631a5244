/**
 * R46 Delegation of authority at every action that it governs on the customer account: to the minor unit alone, with a second
 * person, and beyond what the second person may; and no way round it by a file, a certificate or a reversal.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPaymentTerm } from '#company';
import { findFileImport, importFile, importItems, reverseImport } from '#integrations';
import { formatAmount } from '#kernel';
import { verify } from '#operations';
import {
  approveRequest,
  type Caller,
  delegateAuthority,
  type LimitChange,
  limitsInForceNow,
  type Role,
  requestApproval,
  runGoverned,
  runQuery,
  setLimits,
  sql,
} from '#platform';
import { type DocumentType, postDocuments, withholdTax } from '#receivables';
import { openPeopledBooks, type PeopledBooks } from '#test/authority-world';
import { must, refusalOf } from '#test/books';
import { remindedItems } from '#test/reminded-item';
import { verifyBankAccount } from '#test/verified-account';

let books: PeopledBooks;
const people: Partial<Record<Role, Caller>> = {};
const as = (role: Role): Caller => people[role]!;
const today = '2026-01-05';
const reason = 'As agreed.';
/** What a maker may do alone, and what the second person may approve, in minor units. */
const alone = 100_00n;
const approved = 200_00n;

/** Posts one document of a customer and gives its item. */
let documents = 0;
const post = async (documentType: DocumentType, amountMinor: bigint, customer: string): Promise<bigint> => {
  documents += 1;
  const document = { documentType, number: `D-${documents}`, documentDate: '2026-01-02', currency: 'EUR', amountMinor };
  const { engine, caller, company, accounts } = books;
  return must(
    await postDocuments(engine, caller, { company, documents: [{ ...document, accountId: accounts[customer]! }] }),
  ).posted[0]!.itemIds[0]!;
};

interface Governed {
  readonly action: string;
  readonly maker: Role;
  readonly checker: Role;
  /** Prepares an act of this size and gives its input. */
  input(amountMinor: bigint): Promise<Readonly<Record<string, unknown>>>;
}

const governed: readonly Governed[] = [
  {
    action: 'receivables.write-off',
    maker: 'analyst',
    checker: 'controller',
    input: async (amountMinor) => ({ itemId: String(await post('invoice', amountMinor, 'C1')), reason }),
  },
  {
    action: 'receivables.refund',
    maker: 'lead',
    checker: 'controller',
    input: async (amountMinor) => ({ itemId: String(await post('on_account', -amountMinor, 'C2')), reason }),
  },
  {
    action: 'receivables.transfer',
    maker: 'cash_applier',
    checker: 'controller',
    input: async (amountMinor) => ({
      itemId: String(await post('invoice', amountMinor, 'C1')),
      toAccountId: String(books.accounts['C3']),
      reason,
    }),
  },
  {
    action: 'receivables.post-document',
    maker: 'lead',
    checker: 'controller',
    input: async (amountMinor) => ({
      accountId: String(books.accounts['C1']),
      documentType: 'credit_memo',
      documentDate: today,
      currency: 'EUR',
      amount: formatAmount(-amountMinor, 'EUR'),
      reason,
    }),
  },
  {
    action: 'collections.reset-level',
    maker: 'analyst',
    checker: 'credit_manager',
    input: async (amountMinor) => {
      documents += 1;
      const { engine, caller, company, accounts } = books;
      const accountId = accounts[`C${10 + (documents % 20)}`]!;
      const numbers = [`D-${documents}`];
      const itemIds = await remindedItems(engine, caller, { company, accountId, numbers, amountMinor });
      return { accountId: String(accountId), itemIds: itemIds.map(String), reason };
    },
  },
  {
    action: 'receivables.reverse-document',
    maker: 'cash_applier',
    checker: 'controller',
    input: async (amountMinor) => ({ itemId: String(await post('invoice', amountMinor, 'C1')), reason }),
  },
  {
    action: 'receivables.receive-certificate',
    maker: 'analyst',
    checker: 'controller',
    input: async (amountMinor) => {
      const itemId = await post('invoice', amountMinor, 'C1');
      const withheld = must(await withholdTax(books.engine, as('analyst'), { itemId, reason }));
      return { itemId: withheld.itemId, certificate: 'W 1', reason };
    },
  },
];

const limit = (action: string, terms: Partial<LimitChange>): LimitChange => ({
  ...{ action, companyId: null, role: null, personId: null, mode: 'alone', approverRole: null, currency: null },
  ...{ amount: null, personDay: null, customer: null, customerPeriod: null, validFrom: null, remove: false },
  ...terms,
});

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 40 });
  for (const role of ['analyst', 'cash_applier', 'lead', 'credit_manager', 'controller', 'auditor'] as const)
    people[role] = await books.hire(role, role);
  const { engine, caller, accounts, tenantId } = books;
  must(
    await setPaymentTerm(engine, caller, {
      ...{ code: 'N60', name: '60 days net', rule: { instalments: [{ sharePercent: '100', days: 60 }] } },
    }),
  );
  await verifyBankAccount(engine, caller, {
    ...{ accountId: accounts['C2']!, account: '4410077219', holderName: 'Customer C2' },
  });
  const { actions } = await limitsInForceNow(engine, tenantId, today);
  for (const { action, maker, checker } of governed) {
    const { limits } = actions.find((one) => one.action.name === action)!;
    const changes = [
      ...limits.map(({ companyId, role, mode, currency }) =>
        limit(action, { companyId, role, mode, currency, remove: true }),
      ),
      limit(action, { role: maker, currency: 'EUR', amount: formatAmount(alone, 'EUR') }),
      limit(action, { role: maker, mode: 'with_approval' }),
      limit(action, { role: checker, mode: 'approve', currency: 'EUR', amount: formatAmount(approved, 'EUR') }),
    ];
    must(await setLimits(engine, caller, { changes, reason: 'For the test.' }));
  }
});
afterAll(() => books.close());

const act = (caller: Caller, action: string, input: object, askFor: string | null = null) =>
  runGoverned(books.engine, caller, { action, input, askFor }, 'everything');

/** What the books hold, to see that a refused act changed nothing. */
const state = async () =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<Record<string, unknown>>`select (select seq from platform.head where tenant_id = ${books.tenantId}) as seq,
        (select count(*) from receivables.v_item where tenant_id = ${books.tenantId}) as items,
        (select count(*) from platform.authority_decision where tenant_id = ${books.tenantId}) as decisions`.execute(
        db,
      ),
    )
  ).rows[0];

describe.each(governed)('R46 $action', ({ action, maker, checker, input }) => {
  it('is done alone up to the limit', async () => {
    expect(must(await act(as(maker), action, await input(alone)))).toMatchObject({ state: 'done' });
  });

  it('takes a second person one minor unit above it, and changes nothing before', async () => {
    const wanted = await input(alone + 1n);
    const before = await state();
    expect(refusalOf(await act(as(maker), action, wanted))).toBe('authority.approval-needed');
    expect(await state()).toEqual(before);
    const { engine } = books;
    const asked = must(await requestApproval(engine, as(maker), { action, input: wanted, reason }));
    const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    expect(refusalOf(await approveRequest(engine, as(maker), approval))).toBe('authority.self-approval');
    must(await approveRequest(engine, as(checker), approval));
  });

  it('is approved up to the second person’s limit, and refused one minor unit beyond it', async () => {
    const { engine } = books;
    const asked = must(await requestApproval(engine, as(maker), { action, input: await input(approved), reason }));
    const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    must(await approveRequest(engine, as(checker), approval));
    const wanted = await input(approved + 1n);
    const before = await state();
    expect(refusalOf(await act(as(maker), action, wanted, reason))).toBe('authority.over-limit');
    expect(await state()).toEqual(before);
  });

  it('is nobody’s whom no limit names', async () => {
    const wanted = await input(1n);
    const before = await state();
    expect(refusalOf(await act(as('auditor'), action, wanted))).toBe('authority.not-allowed');
    expect(await state()).toEqual(before);
  });
});

describe('R46 actions without an amount', () => {
  it('other terms: alone by who grants credit, with a second person by who asks for it, by nobody else', async () => {
    const input = (customer: string) => ({ accountId: String(books.accounts[customer]), paymentTerm: 'N60', reason });
    const action = 'customers.change-terms';
    expect(must(await act(as('credit_manager'), action, input('C4')))).toMatchObject({ state: 'done' });
    expect(refusalOf(await act(as('analyst'), action, input('C5')))).toBe('authority.approval-needed');
    expect(must(await act(as('analyst'), action, input('C5'), reason))).toMatchObject({ state: 'pending' });
    expect(refusalOf(await act(as('auditor'), action, input('C6')))).toBe('authority.not-allowed');
  });

  it('another rule for a term that customers have: by who keeps the books, with a second person; a new one, an unused one, another name alone', async () => {
    const action = 'company.set-payment-term';
    const input = (code: string, days: number, name = `${days} days net`) => ({
      ...{ code, name, instalments: [{ sharePercent: '100', days }], reason },
    });
    const controller = as('controller');
    expect(must(await act(controller, action, input('N90', 90)))).toMatchObject({ state: 'done' });
    expect(must(await act(controller, action, input('N90', 100)))).toMatchObject({ state: 'done' });
    expect(must(await act(controller, action, input('N30', 30, 'Net 30')))).toMatchObject({ state: 'done' });
    const before = await state();
    for (const role of ['analyst', 'lead', 'credit_manager', 'auditor'] as const)
      expect(refusalOf(await act(as(role), action, input('N30', 31)))).toBe('authority.not-allowed');
    expect(refusalOf(await act(controller, action, input('N30', 31)))).toBe('authority.approval-needed');
    expect(await state()).toEqual(before);
    const { engine, hire } = books;
    const second = await hire('Second controller', 'controller');
    const request = (days: number) =>
      requestApproval(engine, controller, { action, input: input('N30', days), reason });
    const asked = must(await request(45));
    // All but C4, who has other terms by now.
    const open = await runQuery(engine, books.tenantId, (db) =>
      sql<{ count: string }>`select count(*)::text as count from receivables.v_item
        where tenant_id = ${books.tenantId} and open_minor > 0 and account_id <> ${books.accounts['C4']!}`.execute(db),
    );
    expect(asked.sentence).toBe(
      `Change the payment term N30 of 39 customer accounts from "30 days after the document" to "45 days after the document"; their ${open.rows[0]!.count} open items keep their days.`,
    );
    const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    expect(refusalOf(await approveRequest(engine, controller, approval))).toBe('authority.self-approval');
    expect(refusalOf(await approveRequest(engine, as('credit_manager'), approval))).toMatch(/^authority\./);
    must(await approveRequest(engine, second, approval));
    // What was approved is what the second person saw: another rule meanwhile makes it another change.
    const stale = must(await request(60));
    const other = must(await request(50));
    must(await approveRequest(engine, second, { requestId: BigInt(other.requestId), contentHash: other.contentHash }));
    expect(
      refusalOf(
        await approveRequest(engine, second, { requestId: BigInt(stale.requestId), contentHash: stale.contentHash }),
      ),
    ).toBe('authority.content-changed');
    // Who acts for a controller asks within the days that were lent, and not after them.
    const lent = await hire('Lent authority', 'analyst');
    must(
      await delegateAuthority(engine, controller, {
        ...{ delegatePersonId: lent.actor.personId, from: today, to: '2026-01-06', reason, companyId: null },
        ...{ actions: null, ceiling: null },
      }),
    );
    expect(refusalOf(await act(lent, action, input('N30', 70)))).toBe('authority.approval-needed');
    books.clock.set('2026-01-07T09:00:00Z');
    expect(refusalOf(await act(lent, action, input('N30', 70)))).toBe('authority.not-allowed');
    const { rows } = await runQuery(engine, books.tenantId, (db) =>
      sql<{ days: number }>`select (rule -> 'instalments' -> 0 ->> 'days')::int as days from company.v_payment_term
        where tenant_id = ${books.tenantId} and code = 'N30'`.execute(db),
    );
    expect(rows).toEqual([{ days: 50 }]);
  });

  it('another bank account: never alone, whoever it is', async () => {
    const action = 'customers.change-bank-account';
    const input = {
      ...{ accountId: String(books.accounts['C4']), account: 'DE89 3704 0044 0532 0130 00', holderName: 'Customer C4' },
      evidence: 'Called back.',
    };
    for (const role of ['lead', 'credit_manager'] as const)
      expect(refusalOf(await act(as(role), action, input))).toBe('authority.approval-needed');
    expect(refusalOf(await act(as('auditor'), action, input))).toBe('authority.not-allowed');
  });
});

describe('R46 credits in a file', () => {
  const header = 'customer,number,type,documentDate,amount,linkedDocument';
  const bytesOf = (...lines: string[]) => new TextEncoder().encode(`${[header, ...lines].join('\r\n')}\r\n`);
  const bring = (caller: Caller, lines: string[], check = false) =>
    importItems(books.engine, caller, {
      ...{ company: books.company, fileName: 'items.csv', bytes: bytesOf(...lines), check },
    });
  const open = async (number: string): Promise<bigint | undefined> =>
    (
      await runQuery(books.engine, books.tenantId, (db) =>
        sql<{ minor: bigint }>`select sum(amount_minor)::bigint as minor from receivables.v_item
          where tenant_id = ${books.tenantId} and number = ${number} group by number`.execute(db),
      )
    ).rows[0]?.minor;

  it('take the authority of a memo by hand, row by row; invoices are taken as they come', async () => {
    const lines = [
      'C7,F-1,invoice,2026-01-02,100000.00,',
      'C7,F-2,credit_memo,2026-01-02,-100.00,F-1',
      'C7,F-3,credit_memo,2026-01-02,-100.01,F-1',
      'C7,F-4,payment,2026-01-02,-100.01,',
      'C7,F-5,adjustment,2026-01-02,-100.01,',
      'C7,F-6,debit_memo,2026-01-02,50.00,F-1',
    ];
    const needed = [4, 5, 6].map((row) => [row, 'amount', 'authority.approval-needed']);
    const told = (result: { bad: readonly { row: number; column: string; code: string }[] }) =>
      result.bad.map(({ row, column, code }) => [row, column, code]);
    const before = await state();
    const checked = must(await bring(as('lead'), lines, true));
    expect([checked.imported, told(checked)]).toEqual([3, needed]);
    expect(await state()).toEqual(before);
    const taken = must(await bring(as('lead'), lines));
    expect([taken.imported, told(taken)]).toEqual([3, needed]);
    expect([await open('F-2'), await open('F-3')]).toEqual([-100_00n, undefined]);
    const linked = await runQuery(books.engine, books.tenantId, (db) =>
      sql`select i.number from receivables.v_item i join receivables.v_item l on l.tenant_id = i.tenant_id and l.id = i.linked_item_id
        where i.tenant_id = ${books.tenantId} and l.number = 'F-1' order by 1`.execute(db),
    );
    expect(linked.rows).toEqual([{ number: 'F-2' }, { number: 'F-6' }]);
    // The same again changes nothing but what was refused, and that is refused again.
    const again = must(await bring(as('lead'), lines));
    expect([again.imported, again.known, told(again)]).toEqual([0, 3, needed]);
  });

  it('are mirrored as they are where a system sends them', async () => {
    const feed: Caller = { ...books.caller, source: 'ledger feed' };
    expect(must(await bring(feed, ['C8,G-1,credit_memo,2026-01-02,-99999.00,']))).toMatchObject({
      imported: 1,
      bad: [],
    });
  });

  it('are not taken back beyond it either: an undo leaves what its bearer may not reverse', async () => {
    const { engine, company, tenantId } = books;
    const lines = ['C9,H-1,invoice,2026-01-02,100.00,', 'C9,H-2,invoice,2026-01-02,100.01,'];
    const { importId } = must(
      await importFile(engine, as('lead'), {
        ...{ kind: 'items', company, fileName: 'h.csv', bytes: bytesOf(...lines) },
      }),
    );
    const one = (await runQuery(engine, tenantId, (db) => findFileImport(db, tenantId, [company.id], importId)))!;
    const undone = must(await reverseImport(engine, as('cash_applier'), { company, one, reason }));
    expect(undone).toMatchObject({ reversed: 1, asked: 0, kept: [{ number: 'H-2' }] });
    expect(await open('H-2')).toBe(100_01n);
    // Whoever may not asks with the same deed; nothing goes before it is approved.
    expect(refusalOf(await reverseImport(engine, as('cash_applier'), { company, one, reason }))).toBe(
      'authority.approval-needed',
    );
    const asked = must(await reverseImport(engine, as('cash_applier'), { company, one, reason, askFor: reason }));
    expect(asked).toMatchObject({ asked: 1, kept: [{ number: 'H-2', reason: expect.stringContaining('Asked') }] });
    expect(await open('H-2')).toBe(100_01n);
    const waiting = async () =>
      (
        await runQuery(engine, tenantId, (db) =>
          sql<{ id: bigint; hash: string }>`
            select r.id, r.content_hash as hash from platform.authority_request r
            where r.tenant_id = ${tenantId} and r.state = 'pending' and r.sentence like '%H-2%'`.execute(db),
        )
      ).rows;
    expect(await waiting()).toHaveLength(1);
    // Asked again, on another day, with other words and by another person, it is the one request that waits.
    const askAgain = async (role: Role, why: string) =>
      must(await reverseImport(engine, as(role), { company, one, reason: why, askFor: why }));
    expect(await askAgain('cash_applier', reason)).toMatchObject({ asked: 1 });
    const before = books.clock.now().toISOString();
    books.clock.set(new Date(Date.parse(before) + 86_400_000).toISOString());
    expect(await askAgain('cash_applier', 'The file of last year.')).toMatchObject({ asked: 1 });
    const [request, ...more] = await waiting();
    expect(more).toEqual([]);
    // Approved on the day after, it is done as it was asked for.
    must(await approveRequest(engine, as('controller'), { requestId: request!.id, contentHash: request!.hash }));
    const { rows: reversed } = await runQuery(engine, tenantId, (db) =>
      sql<{ day: string }>`
        select r.posting_date as day from receivables.v_item i join receivables.v_item r on r.tenant_id = i.tenant_id and r.id = i.reversed_by
        where i.tenant_id = ${tenantId} and i.number = 'H-2' and i.document_type = 'invoice'`.execute(db),
    );
    expect(reversed).toEqual([{ day: before.slice(0, 10) }]);
    books.clock.set(before);
  });
});

describe('R46 the record', () => {
  it('holds: every decision within its limits, every book in balance', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
