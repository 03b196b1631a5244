/** npm run corpus: real files by others against what a right reader gets from them. Nothing of it is in this repository. */
import { accountReports, codedStatements } from './account-reports.ts';
import { bankCsv, bankFiles } from './bank-files.ts';
import { cashApplication, cashSamples } from './cash-application.ts';
import { brokenMails, inboxMails } from './mails.ts';
import { peerReadings } from './peer-readings.ts';
import { achFiles, x12Files } from './remittances.ts';
import { corpusFolder, type Suite } from './suite.ts';

const suites: readonly Suite[] = [
  bankFiles,
  peerReadings,
  bankCsv,
  accountReports,
  codedStatements,
  achFiles,
  x12Files,
  inboxMails,
  brokenMails,
  cashApplication,
  cashSamples,
];

const corpus = corpusFolder();
if (!corpus) {
  console.log('corpus: not run: there is none at ../shared/corpus beside the checkout, nor where DUNWELL_CORPUS says.');
  process.exitCode = 1;
} else {
  let passed = 0;
  let failed = 0;
  for (const suite of suites) {
    const result = await suite(corpus);
    passed += result.passed;
    failed += result.failures.length;
    console.log(
      `${result.failures.length === 0 ? 'ok  ' : 'FAIL'} ${result.name}: ${result.passed} passed, ${result.failures.length} failed`,
    );
    for (const line of result.listed) console.log(`     listed: ${line}`);
    for (const line of result.failures) console.log(`     ${line}`);
  }
  console.log(`corpus: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
