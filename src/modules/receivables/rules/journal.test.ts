/** The journal of a document: who bears what, in its own currency and in the company's. */
import { describe, expect, it } from 'vitest';
import { divideRounded } from '#kernel';
import type { AccountPurpose } from '#ledger';
import type { DocumentType, TaxPart } from '../model.ts';
import { type ControlLine, documentLines, downPaymentTaxLines } from './journal.ts';

const purposes: AccountPurpose[] = [];
const glAccount = (purpose: AccountPurpose): bigint => {
  if (!purposes.includes(purpose)) purposes.push(purpose);
  return BigInt(purposes.indexOf(purpose) + 1);
};
const own = { standard: 901n, reduced: 902n };
const tax = (accountId: bigint, baseMinor: bigint, taxMinor: bigint): TaxPart => ({
  ...{ country: 'DE', taxCode: accountId === own.standard ? 'S' : 'R', ratePercent: '19' },
  ...{ accountId, baseMinor, taxMinor },
});
/** A dollar is 0.905 euros. */
const toCompany = (minor: bigint): bigint => divideRounded(minor * 905n, 1000n);
const item = (amountMinor: bigint, specialGl: ControlLine['specialGl'] = null): ControlLine => ({
  ...{ id: 1n, specialGl, currency: 'USD', amountMinor, companyAmountMinor: toCompany(amountMinor) },
});
const lines = (documentType: DocumentType, items: readonly ControlLine[], taxes: readonly TaxPart[], contra?: bigint) =>
  documentLines({ documentType, currency: 'USD', contraAccountId: contra ?? null }, items, taxes, {
    ...{ glAccount, toCompany },
  });
/** Amounts by account: by its purpose, or by its number where it is a code's own. */
const told = (of: ReturnType<typeof lines>) =>
  of.map((one) => [
    purposes[Number(one.accountId) - 1] ?? Number(one.accountId),
    one.amountMinor,
    one.companyAmountMinor,
  ]);

describe('R4 The journal of a document', () => {
  it('takes each code’s tax at the day’s rate, and the rest stands on the document’s own account', () => {
    const posted = lines(
      'invoice',
      [item(147_01n)],
      [tax(own.standard, 100_00n, 19_00n), tax(own.reduced, 26_00n, 2_01n)],
    );
    expect(told(posted)).toEqual([
      ['receivables_control', 147_01n, 133_04n],
      // 133.04 − 17.20 − 1.82: what rounding leaves is no tax.
      [purposes[Number(posted[1]!.accountId) - 1], -126_00n, -114_02n],
      [901, -19_00n, -17_20n],
      [902, -2_01n, -1_82n],
    ]);
    expect(posted.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(0n);
    expect(posted.reduce((sum, one) => sum + one.companyAmountMinor, 0n)).toBe(0n);
    // A credit memo is its mirror image to the unit.
    const credited = lines(
      'credit_memo',
      [item(-147_01n)],
      [tax(own.standard, -100_00n, -19_00n), tax(own.reduced, -26_00n, -2_01n)],
      posted[1]!.accountId,
    );
    expect(credited.map((one) => [one.accountId, -one.amountMinor, -one.companyAmountMinor])).toEqual(
      posted.map((one) => [one.accountId, one.amountMinor, one.companyAmountMinor]),
    );
  });

  it('stands on the account that it names, and by item in the control account of each', () => {
    const posted = lines('debit_memo', [item(60_00n), item(40_00n, 'retention')], [], 77n);
    expect(told(posted)).toEqual([
      ['receivables_control', 60_00n, 54_30n],
      ['retentions_receivable', 40_00n, 36_20n],
      [77, -100_00n, -90_50n],
    ]);
  });

  it('keeps the tax of what is written off, and of what comes back of it, where it waits for its relief', () => {
    const off = lines('write_off', [item(-119_00n)], [tax(own.standard, -100_00n, -19_00n)]);
    expect(told(off).at(-1)).toEqual(['bad_debt_tax', 19_00n, 17_20n]);
    const back = lines('recovery', [item(119_00n)], [tax(own.standard, 100_00n, 19_00n)]);
    expect(told(back).at(-1)).toEqual(['bad_debt_tax', -19_00n, -17_20n]);
  });

  it('carries a down payment whole, and makes its tax due against an account of its own', () => {
    const posted = lines('down_payment', [item(-119_00n, 'down_payment')], [tax(own.standard, -100_00n, -19_00n)]);
    expect(posted.map((one) => [one.amountMinor, one.companyAmountMinor])).toEqual([
      [-119_00n, -107_70n],
      [119_00n, 107_70n],
      [19_00n, 17_20n],
      [-19_00n, -17_20n],
    ]);
    expect(told(posted)[2]![0]).toBe('down_payment_tax');
    expect(told(posted)[3]![0]).toBe(901);
    // Its tax is a share of what it is carried at, not of another day's rate.
    const carried = { amountMinor: -119_00n, companyAmountMinor: -119_00n, currency: 'USD' };
    expect(downPaymentTaxLines(carried, [tax(own.standard, -100_00n, -19_00n)], glAccount)[0]!.companyAmountMinor).toBe(
      19_00n,
    );
  });
});
