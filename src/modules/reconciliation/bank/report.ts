/** A bank account's month as PDF for the file, and as a workbook. */
import { letterFrame, noticeWords } from '#collections';
import type { Company } from '#company';
import { type Letter, type LetterTable, renderLetters } from '#correspondence';
import { type WorkbookCell, writeWorkbook } from '#formats';
import {
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
import type { BankItemKind } from './model.ts';

/** The words of what lies between bank and ledger. */
export const bankItemWords: Readonly<Record<BankItemKind, string>> = {
  balance_before_start: 'Balance before the first statement',
  statement_gap: 'Missing statement',
  lines_missing: 'Lines missing in statements',
  line_not_posted: 'Bank line not posted',
  posted_later: 'Posted in a later month',
  posted_early: 'Posted before the bank booked it',
  deposit_in_transit: 'Deposit in transit',
  payment_outstanding: 'Payment outstanding',
  unexplained: 'Unexplained',
};

/** Items printed one by one; more are told by kind. The workbook has all. */
const printed = 300;

/** The reconciliation as a PDF: the balances, what lies between them, who prepared and who signed. */
export async function bankMonthPdf(
  engine: Engine,
  { company, month }: { company: Company; month: BankMonth },
): Promise<Uint8Array<ArrayBuffer>> {
  const today = dayInZone(engine.clock.now(), company.timeZone);
  return new Uint8Array(await renderLetters([bankMonthLetter(company, month, today)]));
}

function bankMonthLetter(company: Company, of: BankMonth, today: string): Letter {
  const { account, comparison, standing } = of;
  const { currency } = account;
  const locale = readerLocale('en', company.country);
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
        language: 'en',
        locale,
        words: { ...noticeWords('en'), customerNumber: 'Bank account' },
        payers: [],
      },
    ),
    subject: `Bank reconciliation of ${account.name} at ${end}`,
    greeting: '',
    farewell: '',
    signature: [],
    opening: comparison.findings.map((one) =>
      one.text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => readerDay(day, locale)),
    ),
    columns: [
      { title: 'Item', align: 'left' },
      { title: 'Day', align: 'left' },
      { title: currency, align: 'right' },
    ],
    groups: [
      {
        title: null,
        rows: [['Balance by the bank', end, amount(comparison.bankMinor)]],
      },
      ...kinds.map((kind) => {
        const items = comparison.items.filter((item) => item.kind === kind);
        return {
          title: bankItemWords[kind],
          rows: brief
            ? [[`${items.length} items`, '', amount(-items.reduce((sum, item) => sum + item.amountMinor, 0n))]]
            : items.map((item) => [
                [item.reference, item.text]
                  .filter((one) => one !== '')
                  .join(' · ')
                  .slice(0, 90),
                item.day === null ? '' : readerDay(item.day, locale),
                amount(-item.amountMinor),
              ]),
        };
      }),
    ],
    totals: [{ label: 'Balance in the ledger', value: readerMoney(comparison.ledgerMinor, currency, locale) }],
    more: [...statementsTable(of, locale), ...rulesTable(of, locale)],
    closing: [
      standing === null
        ? 'Not prepared yet.'
        : `Prepared by ${standing.preparedBy} on ${instant(standing.preparedAt)}${standing.note === '' ? '' : `: ${standing.note}`}`,
      ...(standing?.signedBy == null ? [] : [`Signed by ${standing.signedBy} on ${instant(standing.signedAt!)}`]),
      ...(of.state === 'changed' ? ['Bank or ledger of this month have changed since it was signed.'] : []),
    ],
    payment: null,
    notes: [],
  };
}

/** Each statement of the month beside the ledger at its day; more than are printed stand in the workbook. */
function statementsTable({ account: { currency }, statements }: BankMonth, locale: string): LetterTable[] {
  if (statements.length === 0) return [];
  const amount = (minor: bigint | null): string => (minor === null ? '–' : readerAmount(minor, currency, locale));
  return [
    {
      title: 'By statement',
      columns: [
        { title: 'Statement', align: 'left' },
        { title: 'Last day', align: 'left' },
        { title: 'Opening', align: 'right' },
        { title: 'Closing', align: 'right' },
        { title: 'In the ledger', align: 'right' },
        { title: `Difference ${currency}`, align: 'right' },
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

function rulesTable({ account: { currency }, byRule }: BankMonth, locale: string): LetterTable[] {
  if (byRule.length === 0) return [];
  return [
    {
      title: 'Charges and interest posted by rule in the month',
      columns: [
        { title: 'Rule', align: 'left' },
        { title: 'Lines', align: 'right' },
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
