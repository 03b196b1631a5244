/** A reconciliation for people: the letter to the customer with every difference, as PDF, and all lines as a workbook. */
import { letterFrame, loadRecipients, noticeLanguage, noticeWords, type Recipient } from '#collections';
import type { Company } from '#company';
import { type Letter, type LetterGroup, type LetterTable, renderLetters } from '#correspondence';
import { type WorkbookCell, writeWorkbook } from '#formats';
import { dayInZone, formatAmount, readerAmount, readerDay, readerLocale, readerMoney } from '#kernel';
import { type Engine, runQuery } from '#platform';
import type { ComparedLine } from './model.ts';
import type { StatementComparison } from './queries/comparison.ts';
import { type ReconciliationWords, reconciliationWords } from './reconciliation-words.ts';
import { type Agreement, type CustomerStatement, loadAgreements } from './store/customer-statements.ts';

/** So many agreeing documents are printed one by one; more are told by their number. The workbook has all. */
const printedAgreeing = 200;

export interface ReportedReconciliation {
  readonly company: Company;
  readonly statement: CustomerStatement;
  readonly comparison: StatementComparison;
}

/** The reconciliation as a PDF in the customer's language. */
export async function reconciliationPdf(
  engine: Engine,
  tenantId: bigint,
  of: ReportedReconciliation,
): Promise<Uint8Array<ArrayBuffer>> {
  const { accountId, id } = of.statement;
  const facts = await runQuery(engine, tenantId, async (db) => ({
    recipient: (await loadRecipients(db, tenantId, { accountIds: [accountId], withoutMessage: null })).get(accountId)!,
    agreement: (await loadAgreements(db, tenantId, [id])).find((one) => one.withdrawn === null) ?? null,
  }));
  const letter = reconciliationLetter(of, {
    ...facts,
    today: dayInZone(engine.clock.now(), of.company.timeZone),
  });
  return new Uint8Array(await renderLetters([letter]));
}

/** Writes the letter: the differences by their reason, what agrees, and the way from their balance to ours. */
function reconciliationLetter(
  { company, statement, comparison }: ReportedReconciliation,
  facts: { recipient: Recipient; agreement: Agreement | null; today: string },
): Letter {
  const { recipient, agreement } = facts;
  const { currency } = statement;
  const language = noticeLanguage(recipient.language);
  const locale = readerLocale(language, recipient.country);
  const words = reconciliationWords(language);
  const amount = (minor: bigint): string => readerAmount(minor, currency, locale);
  const asOf = readerDay(statement.asOf, locale, 'long');
  const differing = comparison.lines.filter((line) => line.reason !== null);
  const groups = groupsOf(differing, words, locale, amount);
  const agreeing = comparison.lines.filter((line) => line.reason === null);
  const sum = (lines: readonly ComparedLine[], of: (line: ComparedLine) => bigint): bigint =>
    lines.reduce((total, line) => total + of(line), 0n);
  if (agreeing.length > 0)
    groups.push({
      title: words.agrees,
      rows:
        agreeing.length <= printedAgreeing
          ? agreeing.map((line) => rowOf(line, words, locale, amount))
          : [
              [
                words.agreeing(agreeing.length),
                '',
                amount(sum(agreeing, (line) => line.theirMinor)),
                amount(sum(agreeing, (line) => line.ourMinor)),
                '',
                '',
              ],
            ],
    });
  const bridge: LetterTable = {
    title: words.bridge,
    columns: [
      { title: '', align: 'left' },
      { title: currency, align: 'right' },
    ],
    groups: [
      {
        title: null,
        rows: [
          [words.yourBalance, amount(comparison.theirMinor)],
          ...comparison.byReason.map((one) => [words.reasons[one.reason], amount(-one.amountMinor)]),
        ],
      },
    ],
    totals: [
      { label: words.ourBalance, value: readerMoney(comparison.ourMinor, currency, locale) },
      ...(agreement
        ? [
            {
              label: words.agreed(readerDay(agreement.agreedOn, locale), agreement.agreedWith),
              value: readerMoney(agreement.agreedMinor, currency, locale),
            },
          ]
        : []),
    ],
  };
  return {
    ...letterFrame(recipient, {
      company,
      asOf: facts.today,
      language,
      locale,
      words: noticeWords(language),
      payers: [],
    }),
    subject: words.subject(asOf),
    opening: [words.opening(company.name, asOf), differing.length === 0 ? words.noDifference : words.request],
    columns: lineColumns(words),
    groups,
    totals: [{ label: words.difference, value: readerMoney(comparison.differenceMinor, currency, locale) }],
    more: [bridge],
    closing: [],
    payment: null,
    notes: [`${words.file}: ${statement.fileName} (SHA-256 ${statement.sha256.slice(0, 16)}…)`],
  };
}

/** Writes the letter about some differences, by what is asked or sent. */
export function differencesLetter(
  of: {
    readonly company: Company;
    readonly statement: CustomerStatement;
    readonly lines: readonly ComparedLine[];
    /** The names of the copies that go with it. */
    readonly enclosed: readonly string[];
  },
  facts: { readonly recipient: Recipient; readonly today: string },
): Letter {
  const { company, statement, lines, enclosed } = of;
  const { recipient, today } = facts;
  const { currency } = statement;
  const language = noticeLanguage(recipient.language);
  const locale = readerLocale(language, recipient.country);
  const words = reconciliationWords(language);
  const amount = (minor: bigint): string => readerAmount(minor, currency, locale);
  const asOf = readerDay(statement.asOf, locale, 'long');
  return {
    ...letterFrame(recipient, { company, asOf: today, language, locale, words: noticeWords(language), payers: [] }),
    subject: words.subject(asOf),
    opening: [words.opening(company.name, asOf), words.request],
    columns: lineColumns(words),
    groups: groupsOf(lines, words, locale, amount),
    totals: [],
    closing: [],
    payment: null,
    notes: [
      ...(enclosed.length === 0
        ? []
        : [noticeWords(language).enclosed(new Intl.ListFormat(language).format(enclosed))]),
      `${words.file}: ${statement.fileName}`,
    ],
  };
}

const lineColumns = (words: ReconciliationWords): Letter['columns'] => [
  { title: words.document, align: 'left' },
  { title: words.date, align: 'left' },
  { title: words.yours, align: 'right' },
  { title: words.ours, align: 'right' },
  { title: words.difference, align: 'right' },
  { title: words.remark, align: 'left' },
];

/** Differences by their reason, which also says what is asked or sent. */
const groupsOf = (
  differing: readonly ComparedLine[],
  words: ReconciliationWords,
  locale: string,
  amount: (minor: bigint) => string,
): LetterGroup[] =>
  [...new Set(differing.map((line) => line.reason!))].map((reason) => ({
    title: words.reasons[reason],
    rows: differing.filter((line) => line.reason === reason).map((line) => rowOf(line, words, locale, amount)),
  }));

function rowOf(
  line: ComparedLine,
  words: ReconciliationWords,
  locale: string,
  amount: (minor: bigint) => string,
): string[] {
  const date = line.theirs?.documentDate ?? line.ours?.documentDate ?? null;
  const name =
    line.theirs?.reference ||
    line.ours?.number ||
    line.theirs?.memo ||
    (line.key === 'opening' ? words.reasons.opening_differs : '');
  return [
    name,
    date === null ? '' : readerDay(date, locale),
    line.theirs === null && line.outcome !== 'balance_only' ? '' : amount(line.theirMinor),
    line.ours === null && line.outcome !== 'balance_only' ? '' : amount(line.ourMinor),
    line.differenceMinor === 0n ? '' : amount(line.differenceMinor),
    [line.number !== name ? line.number : null, line.day === null ? null : readerDay(line.day, locale)]
      .filter((one) => one !== null)
      .join(' · '),
  ];
}

const header = [
  'Outcome',
  'Their document',
  'Their date',
  'Their amount',
  'Our document',
  'Type',
  'Our date',
  'Our amount',
  'Difference',
  'Currency',
  'Reason',
  'Day',
  'Number',
  'Put right by',
  'What to do',
  'Note',
];

/** All lines of the comparison as a workbook; amounts and days are numbers and days there. */
export function reconciliationWorkbook({ statement, comparison }: ReportedReconciliation): Uint8Array<ArrayBuffer> {
  const { currency } = statement;
  const words = reconciliationWords('en');
  const amount = (minor: bigint): WorkbookCell => ({ amount: formatAmount(minor, currency) });
  const day = (text: string | null): WorkbookCell => (text === null ? null : { day: text });
  const plain = (text: string): string => text.replaceAll('_', ' ');
  const rows = comparison.lines.map((line): WorkbookCell[] => [
    plain(line.outcome),
    line.theirs?.reference ?? null,
    day(line.theirs?.documentDate ?? null),
    line.theirs === null && line.outcome !== 'balance_only' ? null : amount(line.theirMinor),
    line.ours?.number ?? null,
    line.ours === null ? null : plain(line.ours.documentType),
    day(line.ours?.documentDate ?? null),
    line.ours === null && line.outcome !== 'balance_only' ? null : amount(line.ourMinor),
    amount(line.differenceMinor),
    currency,
    line.reason === null ? null : words.reasons[line.reason],
    day(line.day),
    line.number,
    line.differenceMinor === 0n ? null : plain(line.side),
    line.proposal === 'none' ? null : plain(line.proposal),
    comparison.decisions.get(line.key)?.note ?? null,
  ]);
  rows.push([
    'balance',
    statement.fileName,
    day(statement.asOf),
    amount(comparison.theirMinor),
    null,
    null,
    day(statement.asOf),
    amount(comparison.ourMinor),
    amount(comparison.differenceMinor),
    currency,
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
  const pieces: Uint8Array[] = [];
  writeWorkbook({ name: 'Reconciliation', header, rows }, (piece) => pieces.push(piece));
  return new Uint8Array(Buffer.concat(pieces));
}
