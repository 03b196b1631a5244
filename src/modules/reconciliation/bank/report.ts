/** A bank account's month as PDF for the file, and as a workbook. */
import { letterFrame, noticeWords } from '#collections';
import type { Company } from '#company';
import { type Letter, type LetterTable, renderLetters } from '#correspondence';
import { type WorkbookCell, writeWorkbook } from '#formats';
import {
  type Day,
  dayInZone,
  endOfMonth,
  formatAmount,
  printedAccount,
  readerAmount,
  readerDay,
  readerLocale,
  readerMoney,
} from '#kernel';
import type { Engine } from '#platform';
import type { BankMonth } from '../queries/bank-comparison.ts';
import { type BankReportLanguage, bankReportLanguages } from './model.ts';
import { type BankReportWords, bankReportWords } from './report-words.ts';

/** The words of what lies between bank and ledger, as the command line and the workbook say them. */
export const bankItemWords = bankReportWords('en').kinds;

/** Items printed one by one; more are told by kind. The workbook has all. */
const printed = 300;

export interface PrintedMonth {
  readonly company: Company;
  readonly month: BankMonth;
  /** Absent: the company’s own. */
  readonly language?: BankReportLanguage | undefined;
}

/** The reconciliation as a PDF: the balances, what lies between them, who prepared and who signed. */
export async function bankMonthPdf(engine: Engine, of: PrintedMonth): Promise<Uint8Array<ArrayBuffer>> {
  const today = dayInZone(engine.clock.now(), of.company.timeZone);
  return new Uint8Array(await renderLetters([bankMonthLetter(of, today)]));
}

/** What stands on it, as finished text. Pure. */
export function bankMonthLetter({ company, month: of, language: asked }: PrintedMonth, today: Day): Letter {
  const { account, comparison, standing } = of;
  const { currency } = account;
  const language = asked ?? bankReportLanguages.find((one) => one === company.language) ?? 'en';
  const words = bankReportWords(language);
  const locale = readerLocale(language, company.country);
  const amount = (minor: bigint): string => readerAmount(minor, currency, locale);
  const end = readerDay(endOfMonth(`${of.month}-01`), locale, 'long');
  const kinds = [...new Set(comparison.items.map((item) => item.kind))];
  const brief = comparison.items.length > printed;
  const instant = (text: string): string => `${readerDay(dayInZone(new Date(text), company.timeZone), locale)}`;
  return {
    ...letterFrame(
      {
        customerName: company.name,
        customerNumber: printedAccount(account.number),
        contact: null,
        postalAddress: null,
      },
      {
        company,
        asOf: today,
        language,
        locale,
        words: { ...noticeWords(language), customerNumber: words.bankAccount },
        payers: [],
      },
    ),
    subject: words.subject(account.name, end),
    greeting: '',
    farewell: '',
    signature: [],
    opening: comparison.findings.map((one) => words.finding(one, (day) => readerDay(day, locale))),
    columns: [
      { title: words.item, align: 'left' },
      { title: words.day, align: 'left' },
      { title: currency, align: 'right' },
    ],
    groups: [
      {
        title: null,
        rows: [[words.byTheBank, end, amount(comparison.bankMinor)]],
      },
      ...kinds.map((kind) => {
        const items = comparison.items.filter((item) => item.kind === kind);
        return {
          title: words.kinds[kind],
          rows: brief
            ? [[words.items(items.length), '', amount(-items.reduce((sum, item) => sum + item.amountMinor, 0n))]]
            : items.map((item) => [
                [item.reference, words.because[kind] ?? item.text]
                  .filter((one) => one !== '')
                  .join(' · ')
                  .slice(0, 90),
                item.day === null ? '' : readerDay(item.day, locale),
                amount(-item.amountMinor),
              ]),
        };
      }),
    ],
    totals: [{ label: words.inTheLedger, value: readerMoney(comparison.ledgerMinor, currency, locale) }],
    more: [...statementsTable(of, words, locale), ...rulesTable(of, words, locale)],
    closing: [
      standing === null
        ? words.notPrepared
        : words.prepared(standing.preparedBy, instant(standing.preparedAt), standing.note),
      ...(standing?.signedBy == null ? [] : [words.signed(standing.signedBy, instant(standing.signedAt!))]),
      ...(of.state === 'changed' ? [words.changed] : []),
    ],
    payment: null,
    notes: [],
  };
}

/** Each statement of the month beside the ledger at its day; more than are printed stand in the workbook. */
function statementsTable(
  { account: { currency }, statements }: BankMonth,
  words: BankReportWords,
  locale: string,
): LetterTable[] {
  if (statements.length === 0) return [];
  const amount = (minor: bigint | null): string => (minor === null ? '–' : readerAmount(minor, currency, locale));
  return [
    {
      title: words.statements,
      columns: [
        { title: words.statement, align: 'left' },
        { title: words.lastDay, align: 'left' },
        { title: words.opening, align: 'right' },
        { title: words.closing, align: 'right' },
        { title: words.ledger, align: 'right' },
        { title: words.difference, align: 'right' },
      ],
      groups: [
        {
          title: null,
          rows: statements
            .slice(0, printed)
            .map((one) => [
              one.number ?? '–',
              readerDay(one.day, locale),
              amount(one.openingMinor),
              amount(one.closingMinor),
              amount(one.ledgerMinor),
              amount(differenceOf(one)),
            ]),
        },
      ],
      totals: [],
    },
  ];
}

const differenceOf = ({ closingMinor, ledgerMinor }: BankMonth['statements'][number]): bigint | null =>
  closingMinor === null ? null : closingMinor - ledgerMinor;

function rulesTable(
  { account: { currency }, byRule }: BankMonth,
  words: BankReportWords,
  locale: string,
): LetterTable[] {
  if (byRule.length === 0) return [];
  return [
    {
      title: words.byRule,
      columns: [
        { title: words.rule, align: 'left' },
        { title: words.lines, align: 'right' },
        { title: currency, align: 'right' },
      ],
      groups: [
        {
          title: null,
          rows: byRule.map((one) => [one.rule, String(one.count), readerAmount(one.amountMinor, currency, locale)]),
        },
      ],
      totals: [],
    },
  ];
}

/** Every item as a workbook; beneath the balance in the ledger what a reader must know, and each statement beside the ledger. */
export function bankMonthWorkbook(of: BankMonth): Uint8Array<ArrayBuffer> {
  const { account, comparison } = of;
  const amount = (minor: bigint): WorkbookCell => ({ amount: formatAmount(minor, account.currency) });
  const end = { day: endOfMonth(`${of.month}-01`) };
  const rows: WorkbookCell[][] = [
    ['Balance by the bank', end, amount(comparison.bankMinor), account.currency, account.number, account.name],
    ...comparison.items.map((item): WorkbookCell[] => [
      bankItemWords[item.kind],
      item.day === null ? null : { day: item.day },
      amount(-item.amountMinor),
      account.currency,
      item.reference,
      item.text,
    ]),
    ['Balance in the ledger', end, amount(comparison.ledgerMinor), account.currency, null, null],
    ...comparison.findings.map((one): WorkbookCell[] => ['What to know', null, null, null, null, one.text]),
    ...of.statements.map((one): WorkbookCell[] => [
      'By statement',
      { day: one.day },
      null,
      account.currency,
      one.number ?? '',
      null,
      ...[one.openingMinor, one.closingMinor, one.ledgerMinor, differenceOf(one)].map((minor) =>
        minor === null ? null : amount(minor),
      ),
    ]),
  ];
  const pieces: Uint8Array[] = [];
  const header = ['Item', 'Day', 'Amount', 'Currency', 'Reference', 'Text'];
  header.push('Opening', 'Closing', 'In the ledger', 'Difference');
  writeWorkbook({ name: 'Bank', header, rows }, (piece) => pieces.push(piece));
  return new Uint8Array(Buffer.concat(pieces));
}
