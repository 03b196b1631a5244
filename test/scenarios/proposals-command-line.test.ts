/** R33 on the command line: what is proposed is shown with its reasons and the runner-up, and a person says yes or no. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createBankAccount } from '#cash';
import { findCompany } from '#company';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';

const home = await openStaffedCommandLine({ carla: 'cash_applier', anna: 'auditor' });
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
interface Proposals {
  total: number;
  digest: string;
  rows: {
    receipt: string;
    left: string;
    explanation: string;
    pays: { number: string; amount: string }[];
    runnerUp: { numbers: string[] } | null;
    declined: { reason: string }[];
  }[];
}
const day = ['--as-of', '2026-02-10'];
const proposals = (...more: string[]) => home.ask<Proposals>(['cash', 'proposals', ...more, ...day]);

describe('R33 dunwell cash proposals', () => {
  it('accepts one as it was shown, remembers a no, and accepts the rest by what was looked at', async () => {
    await home.ask([
      'customers',
      'import',
      file('customers.csv', 'number,name,country\nC1,Acme Nord,DE\nC2,Bolt,DE\n'),
    ]);
    const items = [
      'customer,number,documentDate,amount',
      ...['RE-1001', 'RE-1002'].map((number) => `C1,${number},2026-01-02,100.00`),
      ...['RE-2001', 'RE-2002'].map((number) => `C2,${number},2026-01-02,50.00`),
    ];
    await home.ask(['items', 'import', file('items.csv', `${items.join('\n')}\n`)]);
    await home.beside(async (engine, caller) => {
      const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
      const house = { company, number: houseBank, currency: 'EUR', name: 'House bank' };
      must(await createBankAccount(engine, caller, house));
    });
    expect(await proposals()).toMatchObject({ total: 0, rows: [] });
    // Two items of each payer have the amount, and nothing says which.
    const lines = [
      [100_00, 'Acme Nord', 'Rechnung'],
      [50_00, 'Bolt', 'Zahlung'],
    ] as const;
    await home.ask(['bank', 'import', file('bank.sta', mt940Day({ day: '2026-02-09', lines: [...lines] }))]);
    await home.ask(['cash', 'apply', ...day]);
    const seen = await proposals();
    expect(seen.total).toBe(2);
    const [acme, bolt] = [
      seen.rows.find((one) => one.left === '100.00')!,
      seen.rows.find((one) => one.left === '50.00')!,
    ];
    // Each names the other of the two as the runner-up.
    for (const { pays, runnerUp } of [acme, bolt]) {
      expect(pays).toHaveLength(1);
      expect(runnerUp!.numbers).toHaveLength(1);
      expect(runnerUp!.numbers).not.toEqual([pays[0]!.number]);
    }
    const { output } = await home.run(['cash', 'proposals', acme.receipt, ...day]);
    expect(output).toContain(acme.explanation);
    expect(output).toContain(`Runner-up: ${acme.runnerUp!.numbers[0]} has the same amount.`);

    const accept = ['cash', 'accept'];
    expect(await refused([...accept, acme.receipt, ...home.as('anna'), ...day])).toBe('identity.not-allowed');
    expect(await home.ask([...accept, acme.receipt, ...home.as('carla'), ...day])).toMatchObject({
      state: 'applied',
      appliedTo: [{ number: acme.pays[0]!.number, amount: '100.00' }],
      left: '0.00',
    });
    expect(await refused([...accept, acme.receipt, ...home.as('carla'), ...day])).toBe('cash.nothing-proposed');
    // What was looked at is not there any more as it was.
    expect(await refused([...accept, '--all', '--digest', seen.digest, ...home.as('carla'), ...day])).toBe(
      'cash.proposals-changed',
    );

    await home.ask(['cash', 'decline', bolt.receipt, '--reason', 'Not that one.', ...home.as('carla'), ...day]);
    await home.ask(['cash', 'apply', ...day]);
    const after = await proposals();
    expect(after.rows.map((one) => one.pays.map((part) => part.number))).toEqual([bolt.runnerUp!.numbers]);
    expect(after.rows[0]!.declined).toMatchObject([{ reason: 'Not that one.' }]);
    expect(await home.ask([...accept, '--all', '--digest', after.digest, ...home.as('carla'), ...day])).toMatchObject({
      accepted: [bolt.receipt],
      leftOut: [],
      refused: [],
    });
    expect(await proposals()).toMatchObject({ total: 0 });
    expect(await home.ask(['verify'])).toMatchObject({ ok: true });
  });

  it('applies a receipt as a person says: in part, with a deduction and its reason, the rest on account', async () => {
    await home.ask(['customers', 'import', file('more.csv', 'number,name,country\nC3,Carrow,DE\nC4,Dover,DE\n')]);
    const items = [
      'customer,number,documentDate,amount',
      'C3,RE-3001,2026-01-02,300.00',
      'C3,RE-3002,2026-01-02,80.00',
      'C4,RE-4001,2026-01-02,70.00',
    ];
    await home.ask(['items', 'import', file('more-items.csv', `${items.join('\n')}\n`)]);
    const lines = [[400_00, 'Carrow', 'Akonto']] as const;
    await home.ask(['bank', 'import', file('more.sta', mt940Day({ day: '2026-02-10', lines: [...lines] }))]);
    await home.ask(['cash', 'apply', ...day]);
    const { rows } = await home.ask<{ rows: { id: string; left: string }[] }>(['cash', 'unapplied', ...day]);
    const receipt = rows.find((one) => one.left === '400.00')!.id;
    const apply = (...rest: string[]): string[] => ['cash', 'apply', receipt, ...rest, ...day];
    expect(await refused(apply('RE-3001:300', ...home.as('anna')))).toBe('identity.not-allowed');
    expect(await refused(apply('RE-9:300', ...home.as('carla')))).toBe('cash.item-not-found');
    // Another customer’s item is paid only where that customer is named.
    expect(await refused(apply('RE-4001:70', ...home.as('carla')))).toBe('cash.item-not-found');
    expect(await refused(apply('RE-3001:401', ...home.as('carla')))).toBe('cash.too-much');
    for (const line of ['RE-3001', 'RE-3001:x:discount', 'RE-3001:1:gift:2:why', 'RE-3001:1:discount:2'])
      expect((await home.run(apply(line, ...home.as('carla')))).status).toBe(2);
    expect(
      await home.ask(apply('re 3001:290:deduction:10:two boxes were missing', 'RE-3002:80', ...home.as('carla'))),
    ).toMatchObject({
      state: 'part_applied',
      appliedTo: [
        { number: 'RE-3001', amount: '290.00' },
        { number: 'RE-3002', amount: '80.00' },
      ],
      left: '30.00',
    });
    expect(await home.ask(apply('RE-4001:30', '--customer', 'C4', ...home.as('carla')))).toMatchObject({
      state: 'applied',
      left: '0.00',
    });
    expect(await home.ask(['verify'])).toMatchObject({ ok: true });
  });

  it('says how it is used', async () => {
    for (const args of [
      ['cash', 'accept'],
      ['cash', 'accept', '1', '--all', '--digest', 'x'],
      ['cash', 'accept', '--all'],
    ])
      expect((await home.run([...args, ...home.as('carla')])).status).toBe(2);
  });
});
