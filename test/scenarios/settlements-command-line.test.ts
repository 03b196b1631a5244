/** R33 on the command line: a payment service declared, its report imported, shown, explained by its deposit and taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createBankAccount } from '#cash';
import { findCompany } from '#company';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';

const home = await openStaffedCommandLine({});
afterAll(() => home.close());
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(home.path, name);
  writeFileSync(path, content);
  return path;
};
const refused = async (args: readonly string[]): Promise<string> => {
  const { status, output } = await home.run([...args, '--json']);
  expect(status).toBe(1);
  return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
};

/** The house bank, as whoever sets the company up makes it. */
const openHouseBank = (): Promise<void> =>
  home.beside(async (engine, caller) => {
    const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
    const house = { company, number: houseBank, currency: 'EUR', name: 'House bank' };
    must(await createBankAccount(engine, caller, house));
  });

describe('R33 dunwell settlements', () => {
  it('explains one deposit for many customers and takes it back', async () => {
    await home.ask(['customers', 'import', file('customers.csv', 'number,name,country\nC1,Acme,DE\nC2,Bolt,DE\n')]);
    const items = 'customer,number,documentDate,amount\nC1,RE-70001,2026-01-02,100.00\nC2,RE-70002,2026-01-02,50.00\n';
    await home.ask(['items', 'import', file('items.csv', items)]);
    await openHouseBank();
    const terms = ['--name', 'Paywell', '--fee-account', '6800', '--highest-fee', '3', '--words', 'PAYWELL'];
    const day = ['--as-of', '2026-02-10'];
    await home.ask(['settlements', 'service', 'paywell', ...terms, '--valid-from', '2026-01-01']);
    expect(await home.ask(['settlements', 'services', ...day])).toMatchObject({
      services: [{ code: 'paywell', highestFeePercent: '3', feeAccount: '6800' }],
    });
    const report = file(
      'payout.csv',
      'settlement,type,date,document,customer,gross,fee,net\nPO-70001,payment,2026-02-06,RE-70001,Acme,100.00,2.00,98.00\nPO-70001,payment,2026-02-06,RE-70002,Bolt,50.00,1.00,49.00\n',
    );
    expect(await refused(['settlements', 'import', report, '--service', 'nobody', ...day])).toBe(
      'cash.service-not-found',
    );
    expect(await home.ask(['settlements', 'import', report, '--service', 'paywell', ...day])).toMatchObject({
      posted: 0,
    });
    const deposit = mt940Day({ day: '2026-02-09', lines: [[147_00, 'PAYWELL EUROPE', 'PO-70001']] });
    await home.ask(['bank', 'import', file('bank.sta', deposit)]);
    expect(await home.ask(['cash', 'apply', ...day])).toMatchObject({ companies: [{ settlements: 1, applied: 2 }] });
    const shown = await home.ask<{ state: string; parts: { receiptState: string }[] }>([
      'settlements',
      'show',
      'PO-70001',
    ]);
    expect([shown.state, ...shown.parts.map((one) => one.receiptState)]).toEqual(['posted', 'applied', 'applied']);
    expect(await refused(['settlements', 'release', 'PO-70001', '--reason', 'x'])).toBe('cash.settlement-not-held');
    await home.ask(['settlements', 'reverse', 'PO-70001', '--reason', 'Wrong month.', ...day]);
    const { settlements } = await home.ask<{ settlements: { state: string; fees: string }[] }>(['settlements', 'list']);
    expect(settlements).toMatchObject([{ state: 'reversed', fees: '3.00' }]);
    expect(await home.ask(['verify'])).toMatchObject({ ok: true });
  });
});
