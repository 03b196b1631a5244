/**
 * Browser files that fell in the whole suite, once more and each alone: a page is waited for beside two other workers there,
 * and a machine that is short of breath is no fault of the page. What then passes counts as passed and is named; what falls
 * twice has failed. Changes the report and gives it back.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './install.mjs';

const browserTests = join(root, 'test/browser/');
const fell = (file) => file.status === 'failed' || file.assertionResults.some((test) => test.status === 'failed');

/** `runFile` runs one file, writes its report where it is told, and answers whether it passed. */
export async function runAgain(report, runFile) {
  const folder = join(root, 'node_modules/.cache/dunwell-test/again');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const passedAgain = [];
  for (const [place, before] of report.testResults.entries()) {
    if (!fell(before) || !before.name.startsWith(browserTests)) continue;
    const path = join(folder, `${place}.json`);
    const passed = await runFile(before.name, path);
    let after;
    try {
      [after] = JSON.parse(readFileSync(path, 'utf8')).testResults;
    } catch {
      // It ended before its report: what is known stays what it was.
    }
    if (after === undefined || (!passed && !fell(after))) continue;
    report.testResults[place] = after;
    const standing = new Set(
      after.assertionResults.filter((test) => test.status === 'passed').map((test) => test.fullName),
    );
    const names = before.assertionResults.filter((test) => test.status === 'failed' && standing.has(test.fullName));
    const file = relative(root, before.name);
    for (const { fullName } of names) passedAgain.push(`${file} › ${fullName}`);
    if (names.length === 0 && !fell(after)) passedAgain.push(file);
  }
  const count = (...states) =>
    report.testResults.flatMap((file) => file.assertionResults).filter((test) => states.includes(test.status)).length;
  Object.assign(report, {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending', 'skipped'),
    passedAgain,
    success: !report.testResults.some(fell),
  });
  return report;
}

/** A vitest reporter that notes what went wrong beside every test: no run of a file can make that good. */
export default class Beside {
  constructor(noted) {
    this.noted = typeof noted === 'string' ? noted : process.env.DUNWELL_BESIDE_TESTS;
  }

  onTestRunEnd(_modules, unhandled) {
    if (unhandled.length > 0) writeFileSync(this.noted, String(unhandled.length));
  }
}
