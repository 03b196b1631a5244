/** R33 R35 A statement of the bank that does not foot, or may repeat what is known, waits for a person, and never for good. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBankAccount } from '#cash';
import { findCompany } from '#company';
import { must } from '../books.ts';
import { openStaffedCommandLine } from '../command-line.ts';
import { type BankDay, houseBank, mt940Day } from '../mt940-day.ts';

interface Held {
  readonly statements: readonly {
    id: string;
    state: string;
    reason: string;
    decidedReason: string | null;
    lineCount: number;
    sum: string;
    lines: readonly { amount: string; payer: string | null }[];
  }[];
}
interface Imported {
  readonly files: readonly { linesNew: number; linesKnown: number; linesHeld: number; warnings: string[] }[];
}

describe('R33 R35 A held statement of the bank', async () => {
  const home = await openStaffedCommandLine({ carla: 'cash_applier', anna: 'auditor' });
  let files = 0;
  const read = async (day: BankDay) => {
    files += 1;
    const path = join(home.path, `${files}.sta`);
    writeFileSync(path, mt940Day(day));
    return (await home.ask<Imported>(['bank', 'import', path])).files[0]!;
  };
  const held = async (...more: string[]) => (await home.ask<Held>(['bank', 'held', ...more])).statements;
  const decide = (verb: 'release' | 'leave-out', id: string, login = 'carla') =>
    home.run(['bank', verb, id, '--reason', 'The bank was asked.', ...home.as(login), '--json']);
  const refusal = async (run: ReturnType<typeof decide>): Promise<string> => {
    const { status, output } = await run;
    expect(status).toBe(1);
    return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
  };
  const posted = async (): Promise<number> => {
    await home.ask(['cash', 'apply', '--as-of', '2026-02-27']);
    const { rows } = await home.ask<{ rows: { amount: string }[] }>(['cash', 'unapplied', '--as-of', '2026-02-27']);
    expect(await home.run(['verify'])).toMatchObject({ status: 0 });
    return rows.length;
  };

  beforeAll(() =>
    home.beside(async (engine, caller) => {
      const company = must(await findCompany(engine, caller.tenantId, 'DE01'));
      must(
        await createBankAccount(engine, caller, { company, number: houseBank, currency: 'EUR', name: 'House bank' }),
      );
    }),
  );
  afterAll(() => home.close());

  it('gives its lines to the corrected statement: nothing of them waits for good, nothing is posted twice', async () => {
    const cut: BankDay = {
      day: '2026-02-10',
      lines: [
        [10_00, 'Nord', 'ohne Angabe A'],
        [20_00, 'Bolt', 'ohne Angabe B'],
      ],
    };
    expect(await read({ ...cut, closingCents: 60_00 })).toMatchObject({ linesNew: 2, linesHeld: 2 });
    const [waiting] = await held();
    expect(waiting).toMatchObject({
      state: 'held',
      lineCount: 2,
      sum: '30.00',
      lines: [{ amount: '10.00', payer: 'Nord' }, {}],
    });
    expect(waiting!.reason).toContain('does not foot by');
    expect(await posted()).toBe(0);

    const whole: BankDay = { ...cut, lines: [...cut.lines, [30_00, 'Carr', 'ohne Angabe C']] };
    expect(await read(whole)).toMatchObject({ linesNew: 3, linesKnown: 0, linesHeld: 0 });
    expect(await held()).toEqual([]);
    expect(await posted()).toBe(3);
    expect(await refusal(decide('release', waiting!.id))).toBe('cash.statement-not-held');
    expect(await read({ ...whole, number: 'again' })).toMatchObject({ linesNew: 0 });
    expect(await posted()).toBe(3);
  });

  it('is let in as it is by a person who may apply cash, once, with the reason', async () => {
    await read({ day: '2026-02-12', lines: [[11_00, 'Nord', 'ohne Angabe D']], closingCents: 12_00, number: 12 });
    const [waiting] = await held();
    expect((await decide('release', waiting!.id, 'anna')).status).toBe(1);
    expect(await held()).toHaveLength(1);
    expect(await posted()).toBe(3);
    expect((await decide('release', waiting!.id)).status).toBe(0);
    expect(await refusal(decide('release', waiting!.id))).toBe('cash.statement-not-held');
    expect(await refusal(decide('leave-out', waiting!.id))).toBe('cash.statement-not-held');
    expect(await held('--decided')).toMatchObject([{ state: 'accepted', decidedReason: 'The bank was asked.' }]);
    expect(await posted()).toBe(4);
  });

  it('left out stays known: other files that hold its lines do not bring them, and it can be let in after all', async () => {
    const first: BankDay = {
      day: '2026-02-13',
      number: 13,
      openingCents: 50_00,
      lines: [
        [5_00, 'Nord', 'E'],
        [7_00, 'Bolt', 'F'],
      ],
    };
    await read(first);
    expect(await posted()).toBe(6);
    // The same balances with other lines: one of the two is wrong.
    const other: BankDay = {
      ...first,
      number: 'other',
      lines: [
        [6_00, 'Dorn', 'G'],
        [6_00, 'Egli', 'H'],
      ],
    };
    expect(await read(other)).toMatchObject({ linesHeld: 2 });
    const [waiting] = await held();
    expect(waiting!.reason).toContain('has the balances of a statement read before');
    expect((await decide('leave-out', waiting!.id)).status).toBe(0);
    expect(await held()).toEqual([]);
    expect(await refusal(decide('leave-out', waiting!.id))).toBe('cash.statement-not-held');
    // Foots by itself, and holds the same lines: a person said no to them.
    expect(await read({ ...other, number: 'later', openingCents: 90_00 })).toMatchObject({
      linesNew: 0,
      linesKnown: 2,
    });
    expect(await posted()).toBe(6);
    expect((await decide('release', waiting!.id)).status).toBe(0);
    expect(await posted()).toBe(8);
  });

  it('is found by its own id alone', async () => {
    expect(await refusal(decide('release', '999999'))).toBe('cash.statement-not-found');
    expect(await refusal(decide('release', 'x'))).toBe('cash.statement-not-found');
  });
});
