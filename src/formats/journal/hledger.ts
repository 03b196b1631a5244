/**
 * Writes journals as plain text for hledger (https://hledger.org/1.40/hledger.html). Each posting carries its own currency and,
 * where that is not the company's, its cost in company currency, so that every transaction balances by cost. Pure.
 */
import { currencyDigits, formatAmount, sign } from '#kernel';

export interface ExportedLine {
  readonly accountCode: string;
  readonly accountName: string;
  readonly accountKind: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly companyAmountMinor: bigint;
}

export interface ExportedJournal {
  readonly id: bigint;
  readonly companyCode: string;
  readonly companyCurrency: string;
  readonly postingDate: string;
  readonly kind: string;
  readonly explanation: string;
  readonly lines: readonly ExportedLine[];
}

const kindNames: Readonly<Record<string, string>> = {
  asset: 'assets',
  liability: 'liabilities',
  equity: 'equity',
  revenue: 'revenues',
  expense: 'expenses',
};

/** `assets:DE01:1200 Trade receivables`: two spaces would end an account's name, a semicolon begins a comment. */
export const hledgerAccount = (
  companyCode: string,
  line: Omit<ExportedLine, 'currency' | 'amountMinor' | 'companyAmountMinor'>,
): string =>
  `${kindNames[line.accountKind] ?? 'assets'}:${companyCode}:${line.accountCode} ${line.accountName}`
    .replace(/[;\r\n\t]/g, ' ')
    .replace(/ {2,}/g, ' ');

/** The first lines of the file: which currencies with how many digits, which accounts. */
export function hledgerHeader(currencies: readonly string[], accounts: readonly string[]): string {
  const commodity = (currency: string): string => {
    const digits = currencyDigits(currency);
    return `commodity 1000.${'0'.repeat(digits)} ${currency}`;
  };
  return [...currencies.map(commodity), '', ...accounts.map((account) => `account ${account}`), '', ''].join('\n');
}

/** One transaction. */
export function hledgerTransaction(journal: ExportedJournal): string {
  const text = journal.explanation.replace(/[;\r\n\t]/g, ' ').replace(/\|/g, '/');
  const head = `${journal.postingDate} (${journal.id}) ${text}  ; kind:${journal.kind}`;
  const postings = journal.lines.map(
    (line) => `    ${hledgerAccount(journal.companyCode, line)}  ${amountOf(line, journal.companyCurrency)}`,
  );
  return `${[head, ...postings].join('\n')}\n\n`;
}

/**
 * `100.00 USD @@ 90.00 EUR`: the cost is written positive, the posting's sign gives its direction. A line that moves only
 * the company's amount (an exchange difference) is written in company currency.
 */
function amountOf(line: ExportedLine, companyCurrency: string): string {
  const { currency, amountMinor, companyAmountMinor } = line;
  const company = (minor: bigint): string => `${formatAmount(minor, companyCurrency)} ${companyCurrency}`;
  if (amountMinor === 0n || currency === companyCurrency) return company(companyAmountMinor);
  return `${formatAmount(amountMinor, currency)} ${currency} @@ ${company(companyAmountMinor * BigInt(sign(amountMinor)))}`;
}
