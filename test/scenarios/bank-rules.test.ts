/** A rule for charges of the bank is tried on the last 90 days, put in force by two persons, changed by a version and ended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyBankRules,
  applyCash,
  createBankAccount,
  declareBankRule,
  endRule,
  importBankFile,
  loadBankRules,
  reverseRulePosting,
  tryBankRule,
} from '#cash';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { approveRequest, type Caller, requestApproval, runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must, refusalOf } from '../books.ts';
import { type BookedLine, houseBank, mt940Day } from '../mt940-day.ts';

let books: PeopledBooks;
let lead: Caller;
let controller: Caller;
let charges: string;
let others: string;
let statement = 0;

async function bank(day: string, ...lines: BookedLine[]) {
  statement += 1;
  const { engine, caller, company } = books;
  const bytes = mt940Day({ day, number: statement, lines });
  must(await importBankFile(engine, caller, { name: `${statement}.sta`, bytes }));
  must(await applyCash(engine, caller, { company, asOf: day }));
}
const rule = { direction: 'out' as const, currency: 'EUR', words: 'Kontofuehrung', maximum: '20.00' };
const attempt = async (more: object = {}) => {
  const { engine, tenantId, company } = books;
  return tryBankRule(engine, tenantId, { company, ...rule, account: charges, days: 90, ...more });
};
const deeds = async (more: object = {}) =>
  must(await attempt(more)).deeds.map(({ deed, lines, amount }) => [deed, lines, amount]);
const inForce = (ended = false) =>
  runQuery(books.engine, books.tenantId, (db) => loadBankRules(db, books.tenantId, books.company.id, { ended }));
const declared = (more: object = {}) => ({
  company: books.company.code,
  name: 'Account fees',
  ...rule,
  account: charges,
  ...more,
});
async function byTwo(input: Record<string, unknown>) {
  const asked = await requestApproval(books.engine, lead, {
    ...{ action: 'cash.declare-bank-rule', input, reason: 'Every month the same.' },
  });
  if (!asked.ok) return asked;
  const { requestId, contentHash } = asked.value;
  return approveRequest(books.engine, controller, { requestId: BigInt(requestId), contentHash });
}

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 2, now: '2026-03-31T09:00:00Z' });
  const { engine, caller, company, tenantId, accounts } = books;
  lead = await books.hire('Lena Lead', 'lead');
  controller = await books.hire('Dora Controller', 'controller');
  must(await createBankAccount(engine, caller, { company, number: houseBank, currency: 'EUR', name: 'House bank' }));
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  charges = chart.find((one) => one.purpose === 'bank_charges')!.code;
  others = chart.find((one) => one.purpose === 'finance_charges')!.code;
  must(
    await postDocuments(engine, caller, {
      company,
      documents: [
        {
          ...{ accountId: accounts['C1']!, documentType: 'invoice', number: 'RE-4711', documentDate: '2026-01-02' },
          ...{ currency: 'EUR', amountMinor: 15_00n },
        },
      ],
    }),
  );
  // Before the 90 days, within them, too large, another direction, and an invoice's money whose text has the words.
  await bank('2025-12-30', [-8_90, 'Bank', 'Kontofuehrung Dezember']);
  await bank('2026-01-30', [-8_90, 'Bank', 'Kontofuehrung Januar'], [-25_00, 'Bank', 'Kontofuehrung Jahresgebuehr']);
  await bank('2026-02-27', [-9_10, 'Bank', 'KONTOFUEHRUNG Februar'], [15_00, 'Customer C1', 'RE-4711 Kontofuehrung']);
});
afterAll(() => books.close());

describe('R35 Rules for charges and interest of the bank', () => {
  it('are tried on what the bank booked, and change nothing', async () => {
    expect(await deeds()).toEqual([
      ['too-large', 1, '-25.00'],
      ['posts', 2, '-18.00'],
    ]);
    expect(await deeds({ maximum: '8.90' })).toEqual([
      ['too-large', 2, '-34.10'],
      ['posts', 1, '-8.90'],
    ]);
    expect(await deeds({ days: 100 })).toContainEqual(['posts', 3, '-26.90']);
    // The words alone would have taken a customer's money for interest.
    expect(await deeds({ direction: 'in' })).toEqual([['customer', 1, '15.00']]);
    expect(must(await attempt({ words: 'Miete' })).deeds).toEqual([]);
    expect(refusalOf(await attempt({ words: 'Ko' }))).toBe('cash.rule-empty');
    // Signs alone stand in every line.
    expect(refusalOf(await attempt({ words: '*** / ***' }))).toBe('cash.rule-empty');
    expect(refusalOf(await byTwo(declared({ words: '*** / ***' })))).toBe('cash.rule-empty');
    expect(refusalOf(await byTwo(declared({ words: '-----', transactionCode: 'NMSC' })))).toBe('cash.rule-empty');
    expect(refusalOf(await attempt({ account: '0815' }))).toBe('cash.rule-account');
    expect(refusalOf(await attempt({ maximum: '0.00' }))).toBe('cash.rule-amount');
    expect(must(await applyBankRules(books.engine, books.caller, { company: books.company })).posted).toBe(0);
    expect(await inForce()).toEqual([]);
  });

  it('are put in force by two persons, and then do what was tried', async () => {
    expect(
      refusalOf(
        await declareBankRule(books.engine, lead, {
          company: books.company,
          rule: { ...rule, name: 'Account fees', transactionCode: null, maximumMinor: 20_00n, glAccountCode: charges },
        }),
      ),
    ).toBe('authority.approval-needed');
    must(await byTwo(declared()));
    // The December line is as loose as the others: a rule looks at everything that waits.
    expect(must(await applyBankRules(books.engine, books.caller, { company: books.company })).posted).toBe(3);
    expect(await deeds()).toEqual([
      ['too-large', 1, '-25.00'],
      ['same', 2, '-18.00'],
    ]);
    expect(await deeds({ account: others })).toContainEqual(['other-account', 2, '-18.00']);
  });

  it('are changed by a version: the one before ends in the same step, what it posted stays', async () => {
    const [before] = await inForce();
    const replaces = before!.id.toString();
    await bank('2026-03-30', [-24_00, 'Bank', 'Kontofuehrung Maerz'], [-7_00, 'Bank', 'Kontofuehrung Zusatz']);
    expect(await deeds({ maximum: '30.00', replaces })).toContainEqual(['posts', 3, '-56.00']);
    // Beside the rule in force another account posts nothing; in its place it does.
    expect(await deeds({ account: others, words: 'Zusatz' })).toEqual([['disagrees', 1, '-7.00']]);
    expect(await deeds({ account: others, words: 'Zusatz', replaces })).toEqual([['posts', 1, '-7.00']]);
    must(await byTwo(declared({ maximum: '30.00', replaces })));
    expect(refusalOf(await byTwo(declared({ maximum: '40.00', replaces })))).toBe('cash.rule-not-found');
    const [now, then] = await inForce(true);
    expect(await inForce()).toMatchObject([{ id: now!.id, maximumMinor: 30_00n, ended: null }]);
    expect(then).toMatchObject({ id: before!.id, maximumMinor: 20_00n, postings: 3, ended: { replacedBy: now!.id } });
    expect(must(await applyBankRules(books.engine, books.caller, { company: books.company })).posted).toBe(3);
  });

  it('post nothing more once they have ended, and nothing that a person took back', async () => {
    const { engine, caller, company, tenantId } = books;
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint }>`
        select receipt_id as id from cash.v_rule_posting where tenant_id = ${tenantId} and amount_minor = -2400`.execute(
        db,
      ),
    );
    must(
      await reverseRulePosting(engine, caller, {
        ...{ company, receiptId: rows[0]!.id, postingDate: '2026-03-31', reason: 'The bank gives it back.' },
      }),
    );
    const [now] = await inForce();
    expect(await deeds({ maximum: '30.00', replaces: now!.id.toString() })).toContainEqual(['taken-back', 1, '-24.00']);
    must(await endRule(engine, controller, { company, ruleId: now!.id, reason: 'We change the bank.' }));
    expect(await inForce()).toEqual([]);
    expect((await inForce(true))[0]).toMatchObject({
      ended: { person: 'Dora Controller', reason: 'We change the bank.', replacedBy: null },
    });
    await bank('2026-03-31', [-8_90, 'Bank', 'Kontofuehrung April']);
    expect(must(await applyBankRules(engine, caller, { company })).posted).toBe(0);
    const { checks } = await verify(engine, tenantId);
    expect(checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});
