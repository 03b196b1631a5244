/** Prints of a vitest JSON report what passed in its second run only, and what failed: file, title and the first lines of each error. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const report = process.argv[2];
if (report === undefined || !existsSync(report)) {
  console.log('  There is no report: the run ended before it was written.');
} else {
  const firstLines = (text) => text.split('\n').slice(0, 12).join('\n    ');
  const { testResults, passedAgain = [] } = JSON.parse(readFileSync(report, 'utf8'));
  for (const name of passedAgain) console.log(`  passed only when run again, alone: ${name}`);
  for (const file of testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    // A file that could not be loaded, or whose set-up failed, has a message of its own.
    if (file.status === 'failed' && file.message)
      console.log(`  ${relative('.', file.name)}: ${firstLines(file.message)}`);
    for (const test of failed)
      console.log(
        `  ${relative('.', file.name)} › ${test.fullName}\n    ${firstLines(test.failureMessages.join('\n'))}`,
      );
  }
}
