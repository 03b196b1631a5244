/** X12 and ACH files of the corpus: by facts.json, and by what the segments themselves say. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isCredit, readAch, readRemittance, remittanceFileToJson } from '#formats';
import { catchRefusal } from '#kernel';
import type { Suite } from './suite.ts';

interface AchFact {
  readonly addenda05: readonly string[];
  readonly n_addenda05: number;
  readonly records: Readonly<Record<string, number>>;
  readonly sec: readonly string[];
  readonly total_credit_cents?: number;
  readonly total_debit_cents?: number;
  readonly entry_addenda_count?: number;
}

/** Facts that the file itself disproves: the file wins. */
const advice =
  'the probe took the columns of the other classes; the control of an ADV file holds sums of 20 digits, in columns 32–51 and 52–71';
const disproved: Readonly<Record<string, string>> = {
  'ach/moov-ach/examples/testdata/adv-read.ach': advice,
  'ach/moov-ach/test/testdata/adv-invalidBatchEntries.ach': advice,
  'ach/moov-ach/test/testdata/adv-invalidFileControl.ach': advice,
  'ach/moov-ach/test/testdata/adv.ach': advice,
  'ach/moov-ach/test/testdata/flattenADVBatchesMultipleBatchHeaders.ach': advice,
  'ach/moov-ach/test/testdata/flattenADVBatchesOneBatchHeader.ach': advice,
  'ach/moov-ach/test/testdata/invalid-two-micro-deposits.ach':
    'the amount in line 15 holds letters, so the file is refused with that line; the facts count its records',
};

/** The texts of facts.json were cut from bytes; where a file has others than ASCII, only their number compares. */
const isAscii = (texts: readonly string[]): boolean => texts.every((text) => /^[ -~]*$/.test(text));

function achFaults(text: string, fact: AchFact): string[] {
  const outcome = catchRefusal(() => readAch(text));
  if (!outcome.ok) return [`refused: ${outcome.refusal.code} ${outcome.refusal.message}`];
  const faults: string[] = [];
  const check = (what: string, wanted: unknown, got: unknown): void => {
    if (wanted !== got) faults.push(`${what}: wanted ${String(wanted)}, got ${String(got)}`);
  };
  const file = outcome.value;
  const entries = file.batches.flatMap((batch) => batch.entries);
  const addenda = entries.flatMap((entry) => entry.addenda);
  check('entries', fact.records['6'] ?? 0, entries.length);
  const alone = file.warnings.filter((one) => one.code === 'nacha.addenda-alone').length;
  check('addenda', fact.records['7'] ?? 0, addenda.length + alone);
  check('batches', fact.records['5'] ?? 0, file.batches.filter((batch) => batch.entryClass !== '').length);
  check(
    'classes',
    [...fact.sec].filter(Boolean).sort().join(),
    [...new Set(file.batches.map((batch) => batch.entryClass))].filter(Boolean).sort().join(),
  );
  const texts = addenda.filter((one) => one.type === '05').map((one) => one.text.trim());
  check('addenda 05', fact.n_addenda05, texts.length);
  if (isAscii(fact.addenda05))
    check('texts', fact.addenda05.map((one) => one.trim()).join('|'), texts.slice(0, fact.addenda05.length).join('|'));
  if (fact.total_credit_cents !== undefined) {
    check('stated credit', BigInt(fact.total_credit_cents), file.control?.creditMinor);
    check('stated debit', BigInt(fact.total_debit_cents!), file.control?.debitMinor);
  } else check('control', null, file.control);
  if (file.warnings.length === 0) {
    // Nothing was said against the file, so what it states must be what was read.
    const sum = (credit: boolean): bigint =>
      entries
        .filter((entry) => isCredit(entry.transactionCode) === credit)
        .reduce((total, entry) => total + entry.amountMinor, 0n);
    check('credits', file.control?.creditMinor, sum(true));
    check('debits', file.control?.debitMinor, sum(false));
  }
  return faults;
}

/** ACH files by facts.json. */
export const achFiles: Suite = async (corpus) => {
  const facts = JSON.parse(readFileSync(join(corpus, 'facts.json'), 'utf8')) as Record<string, AchFact>;
  const failures: string[] = [];
  const listed: string[] = [];
  let passed = 0;
  for (const path of Object.keys(facts)
    .filter((key) => /^ach\/.*\.ach$/.test(key))
    .sort()) {
    const bytes = readFileSync(join(corpus, path));
    const faults = achFaults(bytes.toString('utf8'), facts[path]!);
    const read = await readRemittance(bytes, { fileName: basename(path) });
    if (read.ok && read.value.format !== 'nacha') faults.push(`taken for ${read.value.format}`);
    const reason = disproved[path];
    if (faults.length === 0) passed += 1;
    else if (reason) {
      passed += 1;
      listed.push(`${path}: ${faults.join('; ')} — ${reason}`);
    } else failures.push(`${path}: ${faults.join('; ')}`);
  }
  return { name: 'ACH by facts.json', passed, failures, listed };
};

/** What the X12 files say: read off their segments by hand, for the corpus states no facts for them. */
const x12Facts: Readonly<Record<string, object | 'refused'>> = {
  '810_invoice_two_lines_freight.edi': 'refused',
  '812_credit_memo_for_invoice.edi': {
    reference: 'CM-3391',
    date: '2026-07-22',
    amount: '-44.00',
    lines: [['INV-88213', '-44.00']],
  },
  '820_billpay_test.edi': {
    reference: '9876543210',
    date: '2024-05-20',
    amount: '1500.00',
    lines: [['INV-1001', '1500.00']],
  },
  '820_bnsf_three_freight_bills.edi': {
    reference: '1001983525',
    date: '1999-01-01',
    amount: '10000.00',
    lines: [
      ['123456', '2000.00'],
      ['999999', '5000.00'],
      ['999787', '3000.00'],
    ],
  },
  '823_lockbox_interchange.edi': { reference: 'LOCKBOX1', date: '2020-01-01', amount: '10000.00', lines: [] },
};

/** X12 files by their own segments. */
export const x12Files: Suite = async (corpus) => {
  const failures: string[] = [];
  let passed = 0;
  for (const [name, wanted] of Object.entries(x12Facts)) {
    const read = await readRemittance(readFileSync(join(corpus, 'x12', name)), { fileName: name });
    const got = read.ok
      ? remittanceFileToJson(read.value).remittances.map(({ reference, date, amount, lines }) => ({
          reference,
          date,
          amount,
          lines: lines.map((line) => [line.reference, line.amount]),
        }))[0]
      : read.refusal.code === 'x12.not-remittance'
        ? 'refused'
        : read.refusal.message;
    if (JSON.stringify(got) === JSON.stringify(wanted)) passed += 1;
    else failures.push(`x12/${name}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
  }
  return { name: 'X12 820, 823, 812 by their segments', passed, failures, listed: [] };
};
