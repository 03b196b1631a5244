/** Bank files of the corpus against facts.json and expected.json: outcome first, then statements, entries, amounts. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BankFile, bankFileToJson, type CsvMapping, footing, readBankFile } from '#formats';
import { formatAmount } from '#kernel';
import type { Suite, SuiteResult } from './suite.ts';

interface StatementFact {
  readonly account?: string | null;
  readonly iban?: string | null;
  readonly id?: string | null;
  readonly ref?: string | null;
  readonly number?: string | null;
  readonly currency?: string | null;
  readonly credits?: string;
  readonly debits?: string;
  readonly entries: number;
  readonly transactions?: number;
  readonly opening?: { amount: string } | null;
  readonly closing?: { amount: string } | null;
  readonly balances?: readonly { code: string; amount: string; ccy: string }[];
}
interface FileFact {
  readonly outcome: 'read' | 'warn' | 'refuse' | 'free';
  readonly message?: string;
  readonly statements?: number;
  readonly entries?: number;
  readonly detail?: readonly StatementFact[];
}

/** Facts that the file itself disproves: the file wins. */
const snippet =
  'the second ":25:" stands after a ":61:" and holds its text: a misprint for ":86:"; the account is the one in the statement header';
const disproved: Readonly<Record<string, string>> = {
  'mt940/betterplace/sepa_snippet_broken.txt': snippet,
  'mt940/wolph-mt940/betterplace/sepa_snippet_broken.sta': snippet,
};

const equalAmount = (text: string | null | undefined, ours: bigint | undefined, currency: string | null): boolean =>
  text == null
    ? ours === undefined
    : ours !== undefined && Number(text) === Number(formatAmount(ours, currency ?? 'EUR'));

function compare(file: BankFile, fact: FileFact): string[] {
  const faults: string[] = [];
  const say = (what: string, wanted: unknown, got: unknown) =>
    faults.push(`${what}: wanted ${String(wanted)}, got ${String(got)}`);
  if (fact.statements !== undefined && file.statements.length !== fact.statements)
    say('statements', fact.statements, file.statements.length);
  const entries = file.statements.reduce((sum, statement) => sum + statement.entries.length, 0);
  if (fact.entries !== undefined && entries !== fact.entries) say('entries', fact.entries, entries);
  for (const [index, wanted] of (fact.detail ?? []).entries()) {
    const got = file.statements[index];
    if (!got) continue;
    const at = `statement ${index + 1}`;
    const sum = (keep: (amount: bigint) => boolean): bigint =>
      got.entries
        .map((entry) => entry.amountMinor)
        .filter(keep)
        .reduce((a, b) => a + b, 0n);
    if (
      wanted.credits !== undefined &&
      !equalAmount(
        wanted.credits,
        sum((amount) => amount > 0n),
        got.currency,
      )
    )
      say(
        `${at} credits`,
        wanted.credits,
        formatAmount(
          sum((amount) => amount > 0n),
          got.currency ?? 'EUR',
        ),
      );
    if (wanted.debits !== undefined && !equalAmount(wanted.debits, -sum((amount) => amount < 0n), got.currency))
      say(`${at} debits`, wanted.debits, formatAmount(-sum((amount) => amount < 0n), got.currency ?? 'EUR'));
    if (wanted.currency !== undefined && wanted.currency !== null && wanted.currency !== got.currency)
      say(`${at} currency`, wanted.currency, got.currency);
    const account = wanted.account ?? wanted.iban;
    if (account && account !== got.account) say(`${at} account`, account, got.account);
    const reference = wanted.ref ?? wanted.id;
    if (reference && reference !== got.reference) say(`${at} reference`, reference, got.reference);
    if (wanted.opening && !equalAmount(wanted.opening?.amount, got.openingBalance?.amountMinor, got.currency))
      say(`${at} opening`, wanted.opening?.amount, got.openingBalance?.amountMinor);
    if (wanted.closing && !equalAmount(wanted.closing?.amount, got.closingBalance?.amountMinor, got.currency))
      say(`${at} closing`, wanted.closing?.amount, got.closingBalance?.amountMinor);
    const closing = wanted.balances?.find((balance) => balance.code === 'CLBD');
    if (closing && !equalAmount(closing.amount, got.closingBalance?.amountMinor, closing.ccy))
      say(`${at} CLBD`, closing.amount, got.closingBalance?.amountMinor);
    const transactions = got.entries.reduce((count, entry) => count + entry.details.length, 0);
    if (wanted.transactions !== undefined && wanted.transactions !== transactions)
      say(`${at} transactions`, wanted.transactions, transactions);
  }
  return faults;
}

function judge(path: string, bytes: Uint8Array, fact: FileFact): string[] {
  const outcome = readBankFile(bytes, { fileName: basename(path) });
  const bankMessage = fact.message === undefined || /camt\.05[234]/.test(fact.message);
  if (!bankMessage) return outcome.ok ? [`is a ${fact.message}, no bank statement, but was read`] : [];
  if (!outcome.ok)
    return fact.outcome === 'refuse' || fact.outcome === 'free'
      ? []
      : [`refused: ${outcome.refusal.code} ${outcome.refusal.message}`];
  const warned = bankFileToJson(outcome.value).warnings.length > 0;
  if (fact.outcome === 'refuse') return ['was read, but must be refused'];
  if ((fact.outcome === 'free' || fact.outcome === 'warn') && !warned) return ['was read without a warning'];
  return compare(outcome.value, fact);
}

/** MT940, MT942 and CAMT by facts.json. */
export const bankFiles: Suite = async (corpus) => {
  const facts = JSON.parse(readFileSync(join(corpus, 'facts.json'), 'utf8')) as Record<string, FileFact>;
  const failures: string[] = [];
  const listed: string[] = [];
  let passed = 0;
  for (const path of Object.keys(facts)
    .filter((key) => /^(mt940|iso20022)\//.test(key))
    .sort()) {
    const faults = judge(path, readFileSync(join(corpus, path)), facts[path]!);
    const reason = disproved[path];
    if (faults.length === 0) passed += 1;
    else if (reason) {
      passed += 1;
      listed.push(`${path}: ${faults.join('; ')} — ${reason}`);
    } else failures.push(`${path}: ${faults.join('; ')}`);
  }
  return { name: 'bank files (MT940, MT942, CAMT) by facts.json', passed, failures, listed };
};

interface CsvFact {
  readonly statements?: number;
  readonly error?: string;
  readonly first?: number;
  readonly last?: number;
  readonly lines?: number;
  readonly amount?: number;
  readonly start?: number;
  readonly end?: number;
  readonly sum?: number;
  readonly batch?: string;
  readonly paths: readonly string[];
}

/** The account's currency is the importer's knowledge where the file does not carry it. */
const usd = (path: string): CsvMapping | undefined =>
  path.endsWith('multi_currency.csv')
    ? {
        name: 'account in USD',
        currency: 'USD',
        columns: {
          bookingDate: 'Date',
          amount: 'Amount',
          currency: 'Currency',
          remittance: ['Label'],
          name: 'Partner Name',
        },
      }
    : undefined;

/** Facts of tables that the file itself disproves: the file wins. */
const disprovedTables: Readonly<Record<string, string>> = {
  'bank-csv/oca-16/account_statement_import_sheet_file/tests/fixtures/meta_data_separated_credit_debit.xlsx':
    "the fact has the signs of the peer's bookkeeping view; the file's own balances rise from 30000.77 to 31070.11, so its Credit column is money in and its Debit column money out",
};

/** Bank CSV and XLSX files by expected.json, each also without a mapping. */
export const bankCsv: Suite = async (corpus) => {
  const { cases } = JSON.parse(readFileSync(join(corpus, 'bank-csv/expected.json'), 'utf8')) as { cases: CsvFact[] };
  const failures: string[] = [];
  const listed: string[] = [];
  let passed = 0;
  for (const fact of cases) {
    for (const path of fact.paths) {
      for (const mapping of new Set([undefined, usd(path)])) {
        const outcome = readBankFile(readFileSync(join(corpus, path)), mapping ? { mapping } : {});
        const faults = outcome.ok
          ? csvFaults(outcome.value, fact)
          : fact.error === undefined
            ? [`refused: ${outcome.refusal.message}`]
            : [];
        const reason = disprovedTables[path];
        if (faults.length === 0) passed += 1;
        else if (reason) {
          passed += 1;
          listed.push(`${path}: ${faults.join('; ')} — ${reason}`);
        } else failures.push(`${path}${mapping ? ' (mapped)' : ''}: ${faults.join('; ')}`);
      }
    }
  }
  const others = [
    'oca-14/account_statement_import_paypal/tests/fixtures/statement_en.csv',
    'oca-14/account_statement_import_paypal/tests/fixtures/statement_es.csv',
    'oca-14/account_statement_import_paypal/tests/fixtures/activity_en.csv',
    'camt-csv/internal/visecaparser/testdata/viseca.csv',
    'oca-14/account_statement_import_txt_xlsx/tests/fixtures/empty_lines_statement.csv',
    'oca-13-adyen/account_bank_statement_import_adyen/test_files/adyen_test_credit_fees.xlsx',
  ];
  for (const path of others) {
    const outcome = readBankFile(readFileSync(join(corpus, 'bank-csv', path)));
    // The activity export leaves rows out by its own filter, so its USD balances jump; it is read and says so.
    const unfooted = outcome.ok
      ? outcome.value.statements.filter((statement) => footing(statement).foots === false).length
      : 0;
    if (outcome.ok && outcome.value.statements.length > 0 && unfooted === (path.endsWith('activity_en.csv') ? 1 : 0))
      passed += 1;
    else
      failures.push(`bank-csv/${path}: ${outcome.ok ? `${unfooted} statements do not foot` : outcome.refusal.message}`);
  }
  const empty = readBankFile(
    readFileSync(join(corpus, 'bank-csv/oca-14/account_statement_import_paypal/tests/fixtures/empty_activity.csv')),
  );
  if (!empty.ok && empty.refusal.code === 'csv.no-rows') passed += 1;
  else failures.push('bank-csv empty_activity.csv: must be refused as a file without rows');
  return { name: 'bank CSV and XLSX by expected.json', passed, failures, listed } satisfies SuiteResult;
};

function csvFaults(file: BankFile, fact: CsvFact): string[] {
  if (fact.error !== undefined) return ['was read, but must be refused'];
  const statement = file.statements[0]!;
  const major = (minor: bigint | undefined): number => Number(formatAmount(minor ?? 0n, statement.currency ?? 'EUR'));
  const faults: string[] = [];
  const check = (what: string, wanted: unknown, got: unknown) => {
    if (wanted !== undefined && wanted !== got) faults.push(`${what}: wanted ${String(wanted)}, got ${String(got)}`);
  };
  check('statements', fact.statements, file.statements.length);
  check('first', fact.first, major(statement.entries[0]?.amountMinor));
  check('last', fact.last, major(statement.entries.at(-1)?.amountMinor));
  check('lines', fact.lines, statement.entries.length);
  check('amount', fact.amount, major(statement.entries[0]?.amountMinor));
  check('start', fact.start, major(statement.openingBalance?.amountMinor));
  check('end', fact.end, major(statement.closingBalance?.amountMinor));
  check('sum', fact.sum, major(statement.entries.reduce((sum, entry) => sum + entry.amountMinor, 0n)));
  check('batch', fact.batch, statement.number);
  check('foots', fact.start === undefined ? undefined : true, footing(statement).foots);
  return faults;
}
