/** kill -9 while an ERP's file is taken in: loaded again, the mirror ends exactly as if nobody had disturbed it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setCompanyMode } from '#integrations';
import { verify } from '#operations';
import { failpoints, runQuery, sql } from '#platform';
import { type Books, must, openBooks } from '../books.ts';
import { buildChild, type ChildProgram, type Ending } from './child-process.ts';

let books: Books | undefined;
let program: ChildProgram;
beforeAll(async () => {
  program = await buildChild('erp-child');
});
afterEach(async () => {
  await books?.close();
  books = undefined;
});

const run = (world: Books, path: string, failpoint: string): Promise<Ending> =>
  program.run([world.appUrl, world.home, path], failpoint);

/** Each customer's 300 invoices make a chunk of their own. */
const places = [
  'erp-load.after-file',
  'erp-load.between-chunks@1',
  'erp-load.between-chunks@3',
  'command.before-commit@3',
  'command.after-commit@1',
];

describe('an ERP’s file, killed and loaded again', () => {
  it('covers the failpoints of loads', () => {
    const ofLoads = failpoints.filter((name) => name.startsWith('erp-load.'));
    expect(ofLoads.filter((name) => !places.some((place) => place.split('@')[0] === name))).toEqual([]);
  });

  it.each(places)(
    '%s: every item once',
    async (place) => {
      const world = await openBooks();
      books = world;
      must(
        await setCompanyMode(world.engine, world.caller, { company: world.company, mode: 'mirrored', reason: 'Test.' }),
      );
      const path = join(world.home, 'search.csv');
      const rows = Array.from(
        { length: 900 },
        (_, index) =>
          `${index},C${Math.floor(index / 300) + 1},INV${index % 50},Invoice,2026-01-02,2026-02-01,EUR,10.00,10.00`,
      );
      const header =
        'Internal ID,Customer ID,Document Number,Type,Date,Due Date/Receive By,Currency,Amount (Foreign Currency),Amount Remaining (Foreign Currency)';
      writeFileSync(path, [header, ...rows].join('\n'));
      expect(await run(world, path, place)).toBe('killed');
      expect(await run(world, path, '')).toBe('done');
      expect(await run(world, path, '')).toBe('done');
      const { rows: sums } = await runQuery(world.engine, world.tenantId, (db) =>
        sql<{ items: bigint; open: bigint; mirrored: bigint; loads: bigint; unfinished: bigint }>`
        select count(*) as items, sum(open_minor)::bigint as open,
          (select count(*) from integrations.v_erp_item where tenant_id = ${world.tenantId}) as mirrored,
          (select count(*) from integrations.v_erp_load where tenant_id = ${world.tenantId}) as loads,
          (select count(*) from integrations.v_erp_load where tenant_id = ${world.tenantId} and applied_seq is null) as unfinished
        from receivables.v_item where tenant_id = ${world.tenantId}`.execute(db),
      );
      expect(sums).toEqual([{ items: 900n, open: 900_000n, mirrored: 900n, loads: 1n, unfinished: 0n }]);
      const report = await verify(world.engine, world.tenantId);
      expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
    },
    120_000,
  );
});
