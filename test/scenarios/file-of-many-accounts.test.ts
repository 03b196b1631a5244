/** R33 One bank file of many accounts: what is ours is taken, what is not is said, and comes with the same file later. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBankFile, closeBankAccount, createBankAccount, importBankFile, reopenBankAccount } from '#cash';
import { type Company, findCompany } from '#company';
import { setUpChart } from '#ledger';
import { must, refusalOf } from '../books.ts';
import { type BookedLine, mt940Day } from '../mt940-day.ts';
import { Browser, openWorld, type World } from '../server-world.ts';

describe('R33 One file of many accounts', () => {
  let world: World;
  let ours: Company;
  let sister: Company;
  beforeAll(async () => {
    world = await openWorld();
    const { engine, callers, companies } = world;
    for (const companyId of [companies.A, companies.B]) must(await setUpChart(engine, callers.north, { companyId }));
    [ours, sister] = [
      must(await findCompany(engine, callers.north.tenantId, 'NORTHA')),
      must(await findCompany(engine, callers.north.tenantId, 'NORTHB')),
    ];
  });
  afterAll(() => world.close());

  const open = async (number: string, company = ours): Promise<bigint> =>
    must(await createBankAccount(world.engine, world.callers.north, { company, number, currency: 'EUR', name: number }))
      .id;
  /** A file with a day of each account; the second has two statements. */
  const fileOf = (day: string, accounts: readonly string[]): Uint8Array => {
    const line = (text: string, cents = 100_00): BookedLine => [cents, 'Somebody', `${text} ${day}`];
    const texts = accounts.flatMap((account, at) =>
      [mt940Day({ account, day, lines: [line(account)] })].concat(
        at === 1
          ? [mt940Day({ account, day, number: 2, openingCents: 100_00, lines: [line('a', 20_00), line('b', 30_00)] })]
          : [],
      ),
    );
    return new TextEncoder().encode(texts.map((text) => new TextDecoder().decode(text)).join('\n'));
  };
  const bring = (bytes: Uint8Array, companies?: readonly Company[], name = 'group.sta') =>
    importBankFile(world.engine, world.callers.north, {
      name,
      bytes,
      ...(companies && { companyIds: companies.map(({ id }) => id) }),
    });

  it('brings what is ours, names what is left aside, and brings the rest when the account is there', async () => {
    const file = fileOf('2026-02-26', ['FIRST-1', 'SECOND-2']);
    expect(refusalOf(await bring(file))).toBe('cash.bank-account-unknown');
    await open('FIRST-1');
    const left = { account: 'SECOND-2', currency: 'EUR', statements: 2, entries: 3, why: 'unknown' };
    const part = { statements: 1, linesNew: 1, linesKnown: 0, repeatedFile: false, leftAside: [left] };
    const { engine, callers } = world;
    expect(must(await checkBankFile(engine, callers.north, { name: 'group.sta', bytes: file }))).toMatchObject(part);
    const brought = must(await bring(file));
    expect(brought).toMatchObject(part);
    expect(brought.taken).toEqual([
      {
        ...{ account: 'FIRST-1', number: 'FIRST-1', currency: 'EUR', statement: '1/1' },
        ...{ from: '2026-02-26', to: '2026-02-26', opening: '0.00', moved: '100.00', closing: '100.00' },
        ...{ fresh: 1, known: 0, held: 0, advised: 0 },
      },
    ]);
    expect(brought.warnings).toEqual([
      expect.stringMatching(
        /^group\.sta: account SECOND-2 in EUR is no bank account of ours; set it up first .* 3 lines\.$/,
      ),
    ]);
    // The same again brings nothing, and says again what is still left.
    expect(must(await bring(file))).toMatchObject({
      repeatedFile: true,
      linesNew: 0,
      linesKnown: 1,
      leftAside: [left],
    });

    const second = await open('SECOND-2');
    expect(must(await bring(file))).toMatchObject({
      ...{ statements: 3, linesNew: 3, linesKnown: 1, linesHeld: 0 },
      ...{ repeatedFile: false, leftAside: [], warnings: [] },
    });
    expect(must(await bring(file))).toMatchObject({ repeatedFile: true, linesNew: 0, linesKnown: 4, leftAside: [] });
    // Closed since: what was taken as a whole is known as a whole.
    must(await closeBankAccount(world.engine, world.callers.north, { company: ours, bankAccountId: second }));
    expect(must(await bring(file))).toMatchObject({ repeatedFile: true, linesNew: 0, leftAside: [] });
  });

  it('says of what it could not read on which line it stands', async () => {
    await open('READ-5');
    const day = mt940Day({ account: 'READ-5', day: '2026-02-26', lines: [[100_00, 'Somebody', 'as it should be']] });
    const file = `${new TextDecoder().decode(day)}:61:2602260226C50,00NTRFNONREF\r\n`;
    const brought = must(await bring(new TextEncoder().encode(file), [ours], 'torn.sta'));
    const line = file.split('\r\n').findIndex((one) => one.includes('C50,00')) + 1;
    expect(brought.warnings).toEqual([`Line ${line}: Field 61 stands after the end of a message; it was left out.`]);
  });

  it('leaves the days of a closed account aside until it is open again', async () => {
    const third = await open('THIRD-3');
    must(await closeBankAccount(world.engine, world.callers.north, { company: ours, bankAccountId: third }));
    const file = fileOf('2026-02-27', ['FIRST-1', 'THIRD-3']);
    const brought = must(await bring(file));
    expect(brought).toMatchObject({ linesNew: 1, leftAside: [{ account: 'THIRD-3', statements: 2, why: 'closed' }] });
    expect(brought.warnings[0]).toMatch(/THIRD-3 .* is closed since .* open it again first/);
    must(await reopenBankAccount(world.engine, world.callers.north, { company: ours, bankAccountId: third }));
    expect(must(await bring(file))).toMatchObject({ linesNew: 3, linesKnown: 1, leftAside: [] });
    must(await closeBankAccount(world.engine, world.callers.north, { company: ours, bankAccountId: third }));
    expect(refusalOf(await bring(fileOf('2026-02-28', ['THIRD-3'])))).toBe('cash.bank-account-closed');
  });

  it('brought for one company, brings its own, and the sister company’s when it is brought for her', async () => {
    await open('SISTER-4', sister);
    const file = fileOf('2026-03-02', ['FIRST-1', 'SISTER-4']);
    await world.person('controller', { role: 'controller', companyId: world.companies.A });
    const browser = new Browser(world.server);
    expect((await browser.signIn('controller')).status).toBe(201);
    const sent = await browser.ask('POST', '/api/imports/bank?company=NORTHA&fileName=group.sta', {
      headers: { 'content-type': 'application/octet-stream' },
      body: new TextDecoder().decode(file),
    });
    expect([sent.status, await sent.json()]).toMatchObject([
      201,
      { linesNew: 1, leftAside: [{ account: 'SISTER-4', why: 'unknown', entries: 3 }] },
    ]);
    expect(must(await bring(file, [sister]))).toMatchObject({ linesNew: 3, linesKnown: 0, repeatedFile: false });
    expect(must(await bring(file, [ours]))).toMatchObject({ repeatedFile: true });
    expect(must(await bring(file))).toMatchObject({ linesNew: 0, linesKnown: 4, leftAside: [] });
  });
});
