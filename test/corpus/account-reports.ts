/** BAI2, OFX, CODA and Norma 43 files of the corpus against facts.json and expected.json. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BankFile, bankFileToJson, footing, readBankFile } from '#formats';
import { formatAmount } from '#kernel';
import type { Suite } from './suite.ts';

interface OfxFact {
  readonly outcome: 'read' | 'free';
  readonly account: string | null;
  readonly accounts?: readonly { account: string; ledger_balance: string }[];
  readonly currency: string | null;
  readonly credits: string | null;
  readonly debits: string | null;
  readonly dtend: string | null;
  readonly ledger_balance: string | null;
  readonly transactions: number | null;
}
interface Bai2Fact {
  readonly outcome: 'read';
  readonly transactions: number;
  readonly accounts: readonly {
    account: string;
    currency: string;
    transactions: number;
    amount_by_type: Readonly<Record<string, readonly string[]>>;
  }[];
}

class Faults {
  readonly list: string[] = [];
  check(what: string, wanted: unknown, got: unknown): void {
    if (wanted !== got) this.list.push(`${what}: wanted ${String(wanted)}, got ${String(got)}`);
  }
}
const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);
const major = (amountMinor: bigint, currency: string | null): number =>
  Number(formatAmount(amountMinor, currency ?? 'EUR'));

function bai2Faults(file: BankFile, fact: Bai2Fact): string[] {
  const faults = new Faults();
  faults.check('accounts', fact.accounts.length, file.statements.length);
  faults.check(
    'transactions',
    fact.transactions,
    file.statements.reduce((sum, one) => sum + one.entries.length, 0),
  );
  for (const [index, wanted] of fact.accounts.entries()) {
    const got = file.statements[index];
    if (!got) continue;
    faults.check(`account ${index + 1}`, wanted.account, got.account);
    // An account without currency takes its group's, and a group without takes the norm's, the US dollar.
    if (wanted.currency !== '') faults.check(`account ${index + 1} currency`, wanted.currency, got.currency);
    faults.check(`account ${index + 1} transactions`, wanted.transactions, got.entries.length);
    for (const [type, amounts] of Object.entries(wanted.amount_by_type)) {
      const ours = got.entries.filter((entry) => entry.transactionCode === type).map((entry) => entry.amountMinor);
      const sign = Number(type) < 400 ? 1n : -1n;
      faults.check(`account ${index + 1} type ${type}`, total(amounts.map(BigInt)) * sign, total(ours));
    }
  }
  return faults.list;
}

function ofxFaults(file: BankFile, fact: OfxFact): string[] {
  const faults = new Faults();
  const [first] = file.statements;
  faults.check('account', fact.account, first?.account);
  faults.check('currency', fact.currency, first?.currency);
  const amounts = file.statements.flatMap((one) => one.entries.map((entry) => entry.amountMinor));
  faults.check('transactions', fact.transactions, amounts.length);
  const sum = (sign: bigint): number =>
    major(total(amounts.map((amount) => amount * sign).filter((amount) => amount > 0n)), fact.currency);
  faults.check('credits', Number(fact.credits), sum(1n));
  faults.check('debits', Number(fact.debits), sum(-1n));
  const closings = fact.accounts ?? [{ account: fact.account, ledger_balance: fact.ledger_balance }];
  for (const [index, { ledger_balance: wanted }] of closings.entries()) {
    const closing = file.statements[index]?.closingBalance ?? null;
    faults.check(
      `ledger balance ${index + 1}`,
      wanted === null ? null : Number(wanted),
      closing && major(closing.amountMinor, closing.currency),
    );
  }
  return faults.list;
}

/** BAI2 and OFX by facts.json. */
export const accountReports: Suite = async (corpus) => {
  const facts = JSON.parse(readFileSync(join(corpus, 'facts.json'), 'utf8')) as Record<string, Bai2Fact | OfxFact>;
  const failures: string[] = [];
  let passed = 0;
  for (const path of Object.keys(facts)
    .filter((key) => /^(bai2|ofx)\//.test(key))
    .sort()) {
    const fact = facts[path]!;
    const outcome = readBankFile(readFileSync(join(corpus, path)), { fileName: basename(path) });
    const faults =
      fact.outcome === 'free'
        ? outcome.ok && bankFileToJson(outcome.value).warnings.length === 0
          ? ['was read without a warning']
          : []
        : !outcome.ok
          ? [`refused: ${outcome.refusal.code} ${outcome.refusal.message}`]
          : path.startsWith('bai2/')
            ? bai2Faults(outcome.value, fact as Bai2Fact)
            : ofxFaults(outcome.value, fact as OfxFact);
    if (faults.length === 0) passed += 1;
    else failures.push(`${path}: ${faults.join('; ')}`);
  }
  return { name: 'BAI2 and OFX by facts.json', passed, failures, listed: [] };
};

interface LineFact {
  readonly date: string;
  readonly amount: number;
  readonly text: string;
  readonly ref2?: string;
}
interface StatementFact {
  readonly statement?: string;
  readonly start: number;
  readonly end: number;
  readonly lines: readonly LineFact[];
}

/** CODA and Norma 43 by expected.json. */
export const codedStatements: Suite = async (corpus) => {
  const expected = JSON.parse(readFileSync(join(corpus, 'coda-n43/expected.json'), 'utf8')) as Record<
    string,
    StatementFact
  >;
  const paths: Readonly<Record<string, string>> = {
    'CODA.txt': 'tryton-coda/CODA.txt',
    'n43.txt': 'tryton-aeb43/n43.txt',
  };
  const failures: string[] = [];
  let passed = 0;
  for (const [name, fact] of Object.entries(expected)) {
    const outcome = readBankFile(readFileSync(join(corpus, 'coda-n43', paths[name]!)), { fileName: name });
    const faults = new Faults();
    if (!outcome.ok) faults.list.push(`refused: ${outcome.refusal.message}`);
    else {
      const statement = outcome.value.statements[0]!;
      faults.check('statements', 1, outcome.value.statements.length);
      if (fact.statement !== undefined) faults.check('number', fact.statement, statement.number);
      faults.check('start', fact.start, major(statement.openingBalance!.amountMinor, 'EUR'));
      faults.check('end', fact.end, major(statement.closingBalance!.amountMinor, 'EUR'));
      faults.check('foots', true, footing(statement).foots);
      faults.check('lines', fact.lines.length, statement.entries.length);
      for (const [index, line] of fact.lines.entries()) {
        const entry = statement.entries[index];
        faults.check('date', line.date, entry?.bookingDate);
        faults.check('amount', line.amount, entry && major(entry.amountMinor, 'EUR'));
        faults.check('text', line.text, entry?.remittance);
        if (line.ref2 !== undefined) faults.check('reference', line.ref2, entry?.customerReference);
      }
    }
    if (faults.list.length === 0) passed += 1;
    else failures.push(`${name}: ${faults.list.join('; ')}`);
  }
  return { name: 'CODA and Norma 43 by expected.json', passed, failures, listed: [] };
};
