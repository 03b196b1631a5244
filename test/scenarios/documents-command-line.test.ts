/** R4 R49 on the command line: items imported with their tax, then deducted, written off and reversed by persons. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findCompany } from '#company';
import { loadAccounts } from '#customers';
import { makeIban } from '#kernel';
import { runQuery, sql } from '#platform';
import { refundCredit } from '#receivables';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';
import { verifyBankAccount } from '../verified-account.ts';

const home = await openStaffedCommandLine({ anna: 'analyst', karl: 'cash_applier', dora: 'controller' });
const { as, beside } = home;
const file = (name: string, ...lines: string[]): string => {
  const path = join(home.path, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

afterAll(() => home.close());

describe('R4 R49 dunwell items', () => {
  it('imports with tax codes, deducts, writes off within authority and reverses', async () => {
    // A new tenant starts with them; set up again nothing is recorded twice.
    expect(await home.ask(['tax', 'set-up'])).toEqual({ codes: 0, policies: 0, reasons: 0 });
    const { reasons } = await home.ask<{ reasons: { code: string }[] }>(['reasons', 'list']);
    expect(reasons.map((one) => one.code)).toContain('PRICE');
    await home.ask(['customers', 'import', file('customers.csv', 'number,name,country', 'C1,Customer,DE')]);
    const items = file(
      'items.csv',
      'customer,number,documentDate,amount,taxCode',
      'C1,RE-1,2026-01-02,119.00,S',
      'C1,RE-2,2026-01-02,1190.00,S',
    );
    expect(await home.ask(['items', 'import', items])).toMatchObject({ imported: 2 });
    const deduct = ['items', 'deduct', 'RE-1', '--amount', '20.00', '--reason-code', 'PRICE', '--reason', 'Price.'];
    const deduction = await home.ask<{ number: string }>([...deduct, ...as('anna')]);
    expect(deduction).toMatchObject({ amount: '20.00', currency: 'EUR' });
    const writeOff = ['items', 'write-off', deduction.number, '--reason', 'Not worth it.'];
    const written = await home.ask<{ number: string }>([...writeOff, ...as('anna')]);
    expect(written).toMatchObject({ amount: '-20.00' });
    const tooMuch = ['items', 'write-off', 'RE-2', '--reason', 'Lost.', ...as('anna'), '--json'];
    const refused = await home.run(tooMuch);
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.output)).toMatchObject({ refusal: { code: 'authority.approval-needed' } });
    // Asked instead: a second person's yes writes it off, by the amount and the document that were asked for.
    const asked = await home.ask<{ state: string; requestId: string }>([
      ...['items', 'write-off', 'RE-2', '--amount', '190.00', '--reason', 'Lost.', '--ask', 'They are gone.'],
      ...as('anna'),
    ]);
    expect(asked).toMatchObject({ state: 'pending' });
    const { requests } = await home.ask<{ requests: { id: string; contentHash: string; amount: string }[] }>([
      ...['authority', 'requests', '--user', 'dora'],
    ]);
    expect(requests).toMatchObject([{ id: asked.requestId, amount: '190.00', mayApprove: true }]);
    const approve = ['authority', 'approve', asked.requestId, '--hash', requests[0]!.contentHash.slice(0, 12)];
    expect(await home.ask([...approve, ...as('dora')])).toMatchObject({ state: 'approved' });
    const { rows } = await home.ask<{ rows: { total: string }[] }>(['aging', '--as-of', '2099-12-31']);
    expect(rows).toMatchObject([{ total: '1099.00' }]);
    expect(await home.ask(['aging', '--as-known', '2020-02-29T23:59:59Z'])).toMatchObject({ rows: [] });
    for (const never of ['2026-02-30T00:00:00Z', '2026-03-10T24:00:00Z', '2026-03-10'])
      expect((await home.run(['aging', '--as-known', never])).status, never).toBe(2);
    const wide = await home.run(['aging', '--buckets', '30,10000', '--json']);
    expect(JSON.parse(wide.output)).toMatchObject({ refusal: { code: 'receivables.buckets' } });
    const reverse = ['items', 'reverse', written.number, '--reason', 'It was paid.', ...as('dora')];
    expect(await home.ask<{ itemIds: string[] }>(reverse)).toMatchObject({
      itemIds: [expect.any(String)],
    });
    const again = await home.run([...reverse, '--json']);
    expect(JSON.parse(again.output)).toMatchObject({ refusal: { code: 'receivables.item-unknown' } });
    expect(await home.ask(['verify'])).toMatchObject({ ok: true });
  });

  it('says of each import how it is undone, undoes open items by reversal, and says of customers what to do instead', async () => {
    const brought = file('wrong.csv', 'customer,number,documentDate,amount,taxCode', 'C1,RE-WRONG,2026-01-02,50.00,S');
    await home.ask(['items', 'import', brought]);
    type Listed = { imports: { id: string; kind: string; fileName: string; undo: string }[] };
    const { imports } = await home.ask<Listed>(['imports']);
    const customers = imports.find((one) => one.kind === 'customers')!;
    expect(customers.undo).toMatch(/^no: master data/);
    const wrong = imports.find((one) => one.fileName === 'wrong.csv')!;
    expect(wrong.undo).toMatch(/reversal/);
    const undo = (id: string) => ['imports', '--undo', id, '--reason', 'The wrong file.', ...as('dora')];
    const refused = await home.run([...undo(customers.id), '--json']);
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.output)).toMatchObject({ refusal: { code: 'integrations.import-kind' } });
    expect(await home.ask(undo(wrong.id))).toMatchObject({ reversed: 1, asked: 0, kept: [] });
    // What is beyond the authority of whoever undoes it is asked of a second person, once.
    await home.ask([
      'items',
      'import',
      file('large.csv', 'customer,number,documentDate,amount', 'C1,RE-L,2026-01-02,6000.00'),
    ]);
    const large = (await home.ask<Listed>(['imports'])).imports.find((one) => one.fileName === 'large.csv')!;
    const byKarl = ['imports', '--undo', large.id, '--reason', 'The wrong file.', ...as('karl')];
    expect(JSON.parse((await home.run([...byKarl, '--json'])).output)).toMatchObject({
      refusal: { code: 'authority.approval-needed' },
    });
    for (const why of ['Please look.', 'Once more.'])
      expect(await home.ask([...byKarl, '--ask', why])).toMatchObject({
        ...{ reversed: 0, asked: 1 },
        kept: [{ number: 'RE-L', reason: expect.stringContaining('Asked for approval') }],
      });
    const { rows } = await beside((engine, { tenantId }) =>
      runQuery(engine, tenantId, (db) =>
        sql`select id from platform.authority_request where tenant_id = ${tenantId} and sentence like '%RE-L%'`.execute(
          db,
        ),
      ),
    );
    expect(rows).toHaveLength(1);
    expect(await home.ask(['verify'])).toMatchObject({ ok: true });
  });

  it('walks retention, post-dated check, withheld tax, down payment, recovery and relief by their commands', async () => {
    const run = <T = { number: string }>(login: string, ...words: string[]): Promise<T> =>
      home.ask<T>(['items', ...words, '--as-of', '2026-03-02', '--reason', 'As agreed.', ...as(login)]);
    const invoice = await run(
      'dora',
      'post',
      '--customer',
      'C1',
      '--type',
      'invoice',
      '--amount',
      '1190.00',
      '--tax-code',
      'S',
      '--tax',
      '190.00',
      '--number',
      'RE-3',
      '--due',
      '2026-04-01',
    );
    expect(invoice).toMatchObject({ number: 'RE-3', amount: '1190.00', currency: 'EUR' });
    expect(await run('anna', 'retain', 'RE-3', '--amount', '90.00', '--until', '2028-03-02')).toMatchObject({
      amount: '90.00',
    });
    expect(
      await run('anna', 'bill', 'RE-3', '--amount', '100.00', '--instrument', 'CHQ 7', '--maturity', '2026-06-01'),
    ).toMatchObject({ amount: '100.00' });
    const withheld = await run('anna', 'withhold', 'RE-3', '--amount', '50.00', '--expected-by', '2026-05-01');
    const awaited = await home.ask<{ certificates: object[] }>(['tax', 'certificates', '--as-of', '2026-03-02']);
    expect(awaited.certificates).toMatchObject([{ number: withheld.number, open: '50.00', expectedBy: '2026-05-01' }]);
    expect(await run('anna', 'certificate', withheld.number, '--certificate', 'W 1')).toMatchObject({
      amount: '-50.00',
    });

    const request = await run(
      'dora',
      'post',
      '--customer',
      'C1',
      '--type',
      'down_payment_request',
      '--amount',
      '119.00',
    );
    const money = await run('dora', 'post', '--customer', 'C1', '--type', 'on_account', '--amount=-119.00');
    const down = await run('dora', 'down-payment', money.number, '--request', request.number, '--tax-code', 'S');
    expect(down).toMatchObject({ amount: '-119.00' });
    expect(await run('dora', 'clear', down.number, '--against', 'RE-3')).toMatchObject({
      clearingId: expect.any(String),
    });

    const written = await run('dora', 'write-off', 'RE-3');
    const waiting = await home.ask<{ reliefs: object[] }>(['tax', 'reliefs', '--as-of', '2026-03-02']);
    expect(waiting.reliefs).toContainEqual(expect.objectContaining({ writeOff: written.number, state: 'due' }));
    const claim = ['tax', 'claim', '--as-of', '2026-03-02', '--reason', 'Uncollectible.'];
    expect(await home.ask([...claim, ...as('dora')])).toEqual({ claimed: 1 });
    const late = await run('dora', 'post', '--customer', 'C1', '--type', 'on_account', '--amount=-100.00');
    expect(await run('dora', 'recover', written.number, '--amount', '100.00', '--money', late.number)).toMatchObject({
      amount: '100.00',
    });
    expect(await home.ask(['verify'])).toMatchObject({ ok: true });
  }, 900_000);

  it('posts a number once for each type, says when it is taken, and takes it again after a reversal', async () => {
    const openOf = async (customer: string): Promise<string> => {
      const { rows } = await home.ask<{ rows: { customer: string; total: string }[] }>([
        'aging',
        '--as-of',
        '2099-12-31',
      ]);
      return rows.find((row) => row.customer === customer)!.total;
    };
    await home.ask(['customers', 'import', file('more.csv', 'number,name,country', 'C7,Numbered,DE')]);
    const post = (type: string, amount: string, number: string): string[] => [
      ...['items', 'post', '--customer', 'C7', '--type', type, `--amount=${amount}`, '--number', number],
      ...['--reason', 'By hand.', ...as('dora')],
    ];
    await home.ask(post('invoice', '100.00', 'N-1'));
    // Nothing was posted, and that is said: also in small letters, also with another amount.
    for (const again of [
      post('invoice', '100.00', 'N-1'),
      post('invoice', '100.00', 'n-1'),
      post('invoice', '7.00', 'N-1'),
    ]) {
      const { status, output } = await home.run([...again, '--json']);
      expect([status, JSON.parse(output)]).toMatchObject([
        1,
        { refusal: { code: 'receivables.number-taken', at: { field: 'number' } } },
      ]);
    }
    expect(await openOf('C7')).toBe('100.00');
    // A document of another type is another one, whatever its amount.
    await home.ask(post('debit_memo', '100.00', 'N-1'));
    await home.ask(post('credit_memo', '-30.00', 'N-2'));
    expect(await openOf('C7')).toBe('170.00');
    await home.ask(['items', 'reverse', 'N-2', '--reason', 'Wrong amount.', ...as('dora')]);
    await home.ask(post('credit_memo', '-20.00', 'N-2'));
    await home.ask(['items', 'reverse', 'N-2', '--reason', 'Wrong again.', ...as('dora')]);
    await home.ask(post('credit_memo', '-20.00', 'N-2'));
    expect(await openOf('C7')).toBe('180.00');
    // The customer is found by the number that it had before.
    await home.ask(['customers', 'renumber', 'C7', 'C70', '--reason', 'One series.']);
    await home.ask(post('finance_charge', '1.00', 'N-3'));
    await home.ask(['items', 'reverse', 'N-3', '--reason', 'Not theirs.', ...as('dora')]);
    await home.ask(['customers', 'renumber', 'C70', 'C7', '--reason', 'Back.']);
    // A list that carries them tells nothing new, whichever way they came.
    const list = file(
      'numbered.csv',
      'customer,type,number,documentDate,amount',
      'C7,invoice,N-1,2026-01-02,100.00',
      'C7,debit_memo,N-1,2026-01-02,100.00',
      'C7,credit_memo,N-2,2026-01-02,20.00',
    );
    expect(await home.ask(['items', 'import', list])).toMatchObject({ imported: 0, known: 3 });
    expect(await openOf('C7')).toBe('180.00');
  }, 900_000);

  it('leaves undone what the role does not allow, and what is told wrongly', async () => {
    const refusedWith = async (...words: string[]): Promise<string> => {
      const { status, output } = await home.run([...words, '--json']);
      expect(status).toBe(1);
      return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
    };
    const reason = ['--reason', 'Mine.'];
    const post = ['items', 'post', '--customer', 'C1', '--type', 'debit_memo', '--amount', '5.00', ...reason];
    expect(await refusedWith(...post, ...as('anna'))).toBe('identity.not-allowed');
    expect(await refusedWith('items', 'clear', 'RE-1', '--against', 'RE-2', ...reason, ...as('anna'))).toBe(
      'identity.not-allowed',
    );
    expect(await refusedWith('tax', 'claim', ...reason, ...as('anna'))).toBe('identity.not-allowed');
    expect(await refusedWith('items', 'clear', 'RE-2', '--against', 'RE-2', ...reason, ...as('dora'))).toMatch(
      /^receivables\./,
    );
    const wrong = await home.run(['items', 'retain', 'RE-2', '--until', '2026-02-30', ...reason, ...as('anna')]);
    expect([wrong.status, wrong.output]).toEqual([2, '']);
  }, 900_000);

  it('edits tax codes, policies and reason codes: dated, by a controller, used by the next posting', async () => {
    const code = [
      'tax',
      'set-code',
      '--country',
      'DE',
      '--code',
      'S',
      '--name',
      'Standard rate',
      '--rate',
      '16',
      '--from',
      '2027-01-01',
      '--source',
      'A law of the future',
    ];
    const refused = await home.run([...code, ...as('anna'), '--json']);
    expect(JSON.parse(refused.output)).toMatchObject({ refusal: { code: 'identity.not-allowed' } });
    expect(await home.ask([...code, ...as('dora')])).toEqual({ recorded: 1 });
    const { codes } = await home.ask<{
      codes: { country: string; code: string; ratePercent: string; validFrom: string }[];
    }>(['tax', 'codes']);
    expect(codes.filter((one) => one.country === 'DE' && one.code === 'S').map((one) => one.ratePercent)).toEqual([
      '16',
      '19',
    ]);
    const policy = [
      'tax',
      'set-policy',
      '--country',
      'FR',
      '--from',
      '2026-01-01',
      '--discount-reduces-tax',
      'yes',
      '--relief-basis',
      'none',
      '--condition',
      'A person judges.',
      '--source',
      'CGI art. 272',
    ];
    expect(await home.ask([...policy, ...as('dora')])).toEqual({ recorded: 1 });
    const { policies } = await home.ask<{ policies: object[] }>(['tax', 'policies']);
    expect(policies).toContainEqual(expect.objectContaining({ country: 'FR', reliefBasis: 'none', claimMonths: null }));
    const set = ['reasons', 'set', '--code', 'FREIGHT-2', '--name', 'Freight of returns', '--kind', 'deduction'];
    expect(await home.ask([...set, ...as('dora')])).toEqual({ set: 1 });
    const deduct = [
      'items',
      'deduct',
      'RE-2',
      '--amount',
      '10.00',
      '--reason-code',
      'FREIGHT-2',
      '--reason',
      'Freight.',
    ];
    expect(await home.ask([...deduct, ...as('anna')])).toMatchObject({ amount: '10.00' });
    const lower = await home.run([...set.slice(0, 3), 'lower case', ...set.slice(4), ...as('dora'), '--json']);
    expect(JSON.parse(lower.output)).toMatchObject({ refusal: { code: 'company.reason-code' } });
  }, 900_000);
});

describe('R35 dunwell items refund and items refunds', () => {
  it('takes the account that it is paid to, and writes what is to be paid as CSV', async () => {
    const day = ['--as-of', '2026-03-02'];
    const memo = ['items', 'post', '--customer', 'C1', '--type', 'on_account', '--amount=-40.00', ...day];
    const credit = await home.ask<{ number: string }>([...memo, '--reason', 'Paid by check.', ...as('dora')]);
    const refund = async (...more: string[]): Promise<string> => {
      const words = ['items', 'refund', credit.number, '--reason', 'Paid twice.', ...day, ...more, ...as('dora')];
      const { status, output } = await home.run([...words, '--json']);
      expect(status).toBe(1);
      return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
    };
    expect(await refund()).toBe('receivables.payout-unknown');
    expect(await refund('--pay-to', '4410077219')).toBe('receivables.payout-unverified');
    await beside(async (engine, caller) => {
      const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
      const { items, accounts } = await runQuery(engine, caller.tenantId, async (db) => ({
        accounts: await loadAccounts(db, caller.tenantId, { companyId: company.id }),
        items: (
          await sql<{ id: bigint }>`
            select id from receivables.v_item where tenant_id = ${caller.tenantId} and number = ${credit.number}`.execute(
            db,
          )
        ).rows,
      }));
      const account = { accountId: accounts[0]!.id, account: '4410077219', holderName: '=Customer' };
      await verifyBankAccount(engine, caller, account);
      must(
        await refundCredit(engine, caller, { itemId: items[0]!.id, postingDate: '2026-03-02', reason: 'Paid twice.' }),
      );
    });
    const out = join(home.path, 'refunds.csv');
    expect(await home.ask(['items', 'refunds', ...day, '--out', out])).toMatchObject({
      ...{ company: 'DE01', from: '2026-03-01', to: '2026-03-02' },
      rows: [{ customer: 'C1', amount: '40.00', payTo: { account: '4410077219', basis: 'verified' } }],
    });
    const [head, row, ...more] = readFileSync(out, 'utf8').split('\r\n').filter(Boolean);
    expect(head).toBe('\ufeffnumber,postingDate,customer,name,amount,currency,account,bankCode,holder,basis');
    expect(row).toMatch(/,2026-03-02,C1,Customer,40\.00,EUR,4410077219,,'=Customer,verified$/);
    expect(more).toEqual([]);
    expect((await home.run(['items', 'refunds', '--to', '2026-01-31'])).output).toContain('No refund was posted');
  });
});

describe('R35 R46 dunwell refunds', () => {
  it('pays what can be paid by a file that two persons release, writes it, and takes it back', async () => {
    const house = makeIban('DE', '370400440532013000');
    await home.ask(['bank', 'account-add', house, '--name', 'House bank', '--currency', 'EUR', ...as('dora')]);
    const day = ['--as-of', '2026-03-02'];
    const memo = ['items', 'post', '--customer', 'C1', '--type', 'on_account', '--amount=-25.00', ...day];
    const credit = await home.ask<{ number: string; itemId: string }>([
      ...memo,
      '--reason',
      'Paid twice.',
      ...as('dora'),
    ]);
    await beside(async (engine, caller) => {
      const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
      const [account] = await runQuery(engine, caller.tenantId, (db) =>
        loadAccounts(db, caller.tenantId, { companyId: company.id }),
      );
      const theirs = { accountId: account!.id, account: makeIban('DE', '370400440532013001'), holderName: 'Customer' };
      await verifyBankAccount(engine, caller, theirs);
      must(await refundCredit(engine, caller, { itemId: BigInt(credit.itemId), reason: 'Paid twice.' }));
    });
    await home.hire('carl', 'controller');
    const listed = await home.ask<{ rows: { number: string; scheme: string | null; why: { code: string } | null }[] }>([
      ...['refunds', 'list'],
    ]);
    expect(listed).toMatchObject({
      rows: [
        { amount: '40.00', account: '4410077219', scheme: null, why: { code: 'bank-unknown' } },
        { amount: '25.00', scheme: 'sepa', why: null },
      ],
      totals: [{ currency: 'EUR', refunds: 2, amount: '65.00', payable: 1, payableAmount: '25.00' }],
    });
    expect((await home.run(['refunds', 'list'])).output).toContain('EUR 65.00 in 2 refunds, 25.00 of it can be paid.');
    const pay = ['refunds', 'pay', '--account', house, '--reason', 'This week.'];
    const refused = async (...more: string[]): Promise<string> => {
      const { status, output } = await home.run([...pay, ...more, ...as('dora'), '--json']);
      expect(status).toBe(1);
      return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
    };
    expect((await home.run([...pay, ...as('dora')])).status).toBe(2);
    expect((await home.run([...pay, '--all', ...as('anna')])).status).toBe(1);
    expect(await refused('--refunds', listed.rows[0]!.number)).toBe('cash.refund-not-payable');
    expect(await refused('--refunds', 'RF-1')).toBe('cash.refund-not-due');
    expect(await refused('--all')).toBe('authority.approval-needed');
    const asked = await home.ask<{ requestId: string }>([...pay, '--all', '--ask', 'Please release.', ...as('dora')]);
    const { requests } = await home.ask<{ requests: { id: string; contentHash: string }[] }>(['authority', 'requests']);
    const { contentHash } = requests.find((one) => one.id === asked.requestId)!;
    await home.ask(['authority', 'approve', asked.requestId, '--hash', contentHash, ...as('carl')]);
    const { rows } = await home.ask<{ rows: { number: string; messageId: string }[] }>(['refunds', 'files']);
    expect(rows).toMatchObject([{ payments: 1, amount: '25.00', person: 'dora', approver: 'carl', onTheWay: 1 }]);
    const out = join(home.path, 'payments.xml');
    const { number, messageId } = rows[0]!;
    expect(await home.ask(['refunds', 'files', number, '--out', out])).toMatchObject({
      rows: [{ customer: 'C1', state: 'on_the_way' }],
    });
    expect(readFileSync(out, 'utf8')).toContain(`<MsgId>${messageId}</MsgId>`);
    expect((await home.run(['refunds', 'files', 'PF-1999-000001'])).status).toBe(1);
    const withdraw = ['refunds', 'withdraw', number, '--as', 'refused', '--reason', 'Wrong format.', ...as('dora')];
    // Nobody alone makes a payment due again that may have left.
    expect((await home.run(withdraw)).status).toBe(1);
    const end = await home.ask<{ requestId: string }>([...withdraw, '--ask', 'The bank refused it.']);
    const waiting = await home.ask<{ requests: { id: string; contentHash: string }[] }>(['authority', 'requests']);
    const seen = waiting.requests.find((one) => one.id === end.requestId)!.contentHash;
    await home.ask(['authority', 'approve', end.requestId, '--hash', seen, ...as('carl')]);
    expect(await home.ask(['refunds', 'files', number])).toMatchObject({ rows: [{ state: 'refused' }] });
    expect((await home.run([...withdraw, '--ask', 'Once more.'])).status).toBe(1);
    expect((await home.run(['refunds', 'list'])).output).toContain('refused: Wrong format.');
    expect((await home.run(['refunds', 'files'])).output).toContain(number);
  });
});

describe('R33 L2 dunwell cash policy and cash quality', () => {
  it('shows the quality and tries rules on past money before they are set, by a controller and with a reason', async () => {
    const quality = await home.ask<{ receipts: number; kinds: []; policy: { minimumPrecision: number } }>([
      ...['cash', 'quality', '--months', '3'],
    ]);
    expect(quality).toMatchObject({ receipts: 0, kinds: [], policy: { minimumPrecision: 0.999 } });
    const rules = ['--minimum-precision', '0.99', '--may-post', 'advice,reference'];
    const tried = await home.ask(['cash', 'policy', 'simulate', '--months', '6', ...rules]);
    expect(tried).toMatchObject({ company: 'DE01', receipts: 0, differences: [], differenceCount: 0 });
    expect(await home.ask(['cash', 'policy'])).toMatchObject({ version: '0', minimumPrecision: 0.999 });
    const reason = ['--reason', 'Nine in a thousand may be wrong.'];
    expect((await home.run(['cash', 'policy', ...rules, ...reason, ...as('anna')])).status).toBe(1);
    expect(await home.ask(['cash', 'policy', ...rules, ...reason, ...as('dora')])).toMatchObject({
      minimumPrecision: 0.99,
      mayPost: ['advice', 'reference'],
    });
    expect((await home.run(['cash', 'quality', '--months', '40'])).status).toBe(2);
    expect((await home.run(['cash', 'quality'])).output).toContain('Demanded: 99.00 %');
    expect((await home.run(['cash', 'policy', 'simulate'])).output).toContain('0 would be treated otherwise');
  });
});

describe('R61 dunwell erp load', () => {
  it('names what can be done with a load that is held: an older one is only discarded', async () => {
    const at = ['--company', 'M01'];
    const init = ['init', '--tenant', 'acme', '--name', 'Mirror', ...at, '--currency', 'EUR', '--country', 'DE'];
    await home.ask([...init, '--zone', 'Europe/Berlin']);
    await home.ask(['customers', 'import', file('mirrored.csv', 'number,name,country', 'C1,Customer,DE'), ...at]);
    await home.ask(['erp', 'mirror', ...at]);
    const list = file(
      'list.csv',
      'Trans #,Customer,Num,Transaction Type,Date,Due Date,Amount,Open Balance',
      '1,C1,A-1,Invoice,01/02/2026,02/01/2026,10.00,10.00',
    );
    const load = (keyDate: string, total: string) =>
      home.run([
        ...['erp', 'load', list, '--mapping', 'quickbooks-open-invoices', '--full', '--scope', 'all', ...at],
        ...['--key-date', keyDate, '--count', '1', '--total', total],
      ]);
    expect((await load('2026-01-14', '10.00')).output).toContain('is accepted as load 1');
    const wrong = await load('2026-01-15', '11.00');
    expect(wrong.output).toContain('dunwell erp release 2 --reason "…", or erp discard.');
    const older = await load('2026-01-13', '10.00');
    expect(older.output).toContain('It cannot be let in: dunwell erp discard 3 --reason "…".');
    expect(older.output).not.toContain('erp release');
    expect((await home.run(['erp', 'release', '3', '--reason', 'All the same.', ...at, '--json'])).output).toContain(
      'erp.load-older',
    );
  }, 900_000);
});
