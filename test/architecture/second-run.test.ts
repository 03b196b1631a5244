/** The second run of browser files that fell: what it makes good, what stays failed, and that each is told by name. */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Test {
  readonly fullName: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}
interface File {
  readonly name: string;
  readonly status: 'passed' | 'failed';
  readonly assertionResults: readonly Test[];
}
interface Judged {
  readonly testResults: readonly File[];
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly passedAgain: readonly string[];
  readonly success: boolean;
}
const { runAgain, default: Beside } = (await import('../../scripts/again.mjs' as string)) as {
  runAgain(
    report: { testResults: File[] },
    runFile: (file: string, report: string) => Promise<boolean>,
  ): Promise<Judged>;
  default: new (noted: string) => { onTestRunEnd(modules: unknown, unhandled: readonly unknown[]): void };
};

const root = join(import.meta.dirname, '../..');
const fileOf = (name: string, tests: Readonly<Record<string, Test['status']>>, status?: File['status']): File => ({
  name: join(root, name),
  status: status ?? (Object.values(tests).includes('failed') ? 'failed' : 'passed'),
  assertionResults: Object.entries(tests).map(([fullName, own]) => ({ fullName, status: own })),
});
/** Judges a suite whose files, run again, come out as told; absent: it ends without a report. */
async function judge(suite: File[], again: readonly File[], clean = true): Promise<{ judged: Judged; ran: string[] }> {
  const ran: string[] = [];
  const judged = await runAgain({ testResults: [...suite] }, async (name, path) => {
    ran.push(name.slice(root.length + 1));
    const after = again.find((one) => one.name === name);
    if (after) writeFileSync(path, JSON.stringify({ testResults: [after] }));
    return clean && after?.status === 'passed';
  });
  return { judged, ran };
}
const page = 'test/browser/page.test.ts';
const fellOnce = fileOf(page, { a: 'failed', b: 'passed' });

describe('the second run of browser files that fell', () => {
  it('counts what passes then, and names it', async () => {
    const { judged } = await judge([fellOnce], [fileOf(page, { a: 'passed', b: 'passed' })]);
    expect(judged).toMatchObject({ numPassedTests: 2, numFailedTests: 0, success: true });
    expect(judged.passedAgain).toEqual([`${page} › a`]);
  });

  it('leaves failed what falls twice, and what falls only then', async () => {
    const twice = await judge(
      [fileOf(page, { a: 'failed', b: 'failed' })],
      [fileOf(page, { a: 'failed', b: 'passed' })],
    );
    expect(twice.judged).toMatchObject({ numPassedTests: 1, numFailedTests: 1, success: false });
    expect(twice.judged.passedAgain).toEqual([`${page} › b`]);
    const other = await judge([fellOnce], [fileOf(page, { a: 'passed', b: 'failed' })]);
    expect(other.judged).toMatchObject({ numPassedTests: 1, numFailedTests: 1, success: false });
  });

  it('is for pages alone: nothing else is run again, and what passed is not', async () => {
    const cash = fileOf('src/modules/cash/cash.test.ts', { c: 'failed' });
    const well = fileOf('test/browser/well.test.ts', { d: 'passed' });
    const { judged, ran } = await judge([cash, well, fellOnce], [fileOf(page, { a: 'passed', b: 'passed' })]);
    expect(ran).toEqual([page]);
    expect(judged).toMatchObject({ numPassedTests: 3, numFailedTests: 1, success: false });
  });

  it('names the file whose set-up failed, where all of it passes then', async () => {
    const { judged } = await judge([fileOf(page, { a: 'skipped' }, 'failed')], [fileOf(page, { a: 'passed' })]);
    expect(judged).toMatchObject({ numPassedTests: 1, success: true, passedAgain: [page] });
  });

  it('makes nothing good that ended without a report, or with a fault beside its tests', async () => {
    for (const [again, clean] of [
      [[], true],
      [[fileOf(page, { a: 'passed', b: 'passed' })], false],
    ] as const) {
      const { judged } = await judge([fellOnce], again, clean);
      expect(judged).toMatchObject({ numFailedTests: 1, success: false, passedAgain: [] });
    }
    const noted = join(mkdtempSync(join(tmpdir(), 'dunwell-beside-')), 'beside');
    new Beside(noted).onTestRunEnd([], []);
    expect(existsSync(noted)).toBe(false);
    new Beside(noted).onTestRunEnd([], [new Error('nobody waited for it')]);
    expect(existsSync(noted)).toBe(true);
  });
});
