/** The statement of account as a letter, in the words and the format of its reader. Pure but for the template's prose. */
import type { Company } from '#company';
import { type Letter, type LetterColumn, type LetterTable, type TemplateProse, writeProse } from '#correspondence';
import { type Day, daysBetween, readerAmount, readerDay, readerLocale, readerMoney } from '#kernel';
import { bankFacts, letterFrame } from './letter-frame.ts';
import { noticeLanguage, noticeWords } from './notice-words.ts';
import { statementBuckets } from './rules/plan-statement.ts';
import type { LetterRecipient, StatementCurrency, StatementItem, StatementMovements } from './statement-model.ts';
import { type StatementWords, statementWords } from './statement-words.ts';

interface Reader {
  readonly words: StatementWords;
  readonly locale: string;
  readonly asOf: Day;
}

/** Writes a statement: for each currency its items, its balance by age and, where asked for, what moved since the last one. */
export function writeStatement(
  recipient: LetterRecipient,
  currencies: readonly StatementCurrency[],
  frame: { company: Company; asOf: Day; readTo: Day | null; template: TemplateProse },
): Letter {
  const { company, asOf } = frame;
  const language = noticeLanguage(recipient.language);
  const locale = readerLocale(language, recipient.country);
  const common = noticeWords(language);
  const reader: Reader = { words: statementWords(language), locale, asOf };
  const list = (amounts: readonly { currency: string; minor: bigint }[]): string =>
    new Intl.ListFormat(language).format(amounts.map((one) => readerMoney(one.minor, one.currency, locale)));
  const prose = writeProse(frame.template, {
    balance: list(currencies.map((one) => ({ currency: one.currency, minor: one.balanceMinor }))),
    overdue: list(
      currencies
        .filter((one) => one.overdueMinor > 0n)
        .map((one) => ({ currency: one.currency, minor: one.overdueMinor })),
    ),
    asOf: readerDay(asOf, locale, 'long'),
    customer: recipient.customerName,
    company: company.name,
  });
  const [first, ...more] = currencies.flatMap((one, index) => {
    const [items, ...others] = tablesOf(one, reader, common);
    return [{ ...items!, title: index === 0 ? null : one.currency }, ...others];
  });
  const bank = bankFacts(company, common);
  return {
    ...letterFrame(recipient, { company, asOf, language, locale, words: common }),
    subject: prose.subject,
    opening: prose.opening,
    columns: first?.columns ?? [],
    groups: first?.groups ?? [],
    totals: first?.totals ?? [],
    more,
    closing: prose.closing,
    payment:
      bank.length === 0
        ? null
        : {
            title: common.payment,
            facts: [...bank, { label: common.reference, value: recipient.customerNumber }],
            code: null,
            codeCaption: '',
          },
    notes: [common.readTo(readerDay(frame.readTo ?? asOf, locale))],
  };
}

function tablesOf(
  one: StatementCurrency,
  { words, locale, asOf }: Reader,
  common: ReturnType<typeof noticeWords>,
): LetterTable[] {
  const { currency } = one;
  const amount = (minor: bigint): string => readerAmount(minor, currency, locale);
  const right = (title: string): LetterColumn => ({ title, align: 'right' });
  const typed = (type: string, number: string): string => `${words.types[type] ?? type} ${number}`;
  const row = (item: StatementItem): string[] => {
    const late = item.openMinor > 0n ? daysBetween(item.dueDate, asOf) : 0;
    return [
      `${typed(item.documentType, item.number)}${item.disputed ? ` (${words.disputed})` : ''}`,
      readerDay(item.documentDate, locale),
      item.openMinor > 0n ? readerDay(item.dueDate, locale) : '',
      late > 0 ? String(late) : '',
      amount(item.amountMinor),
      amount(item.openMinor),
    ];
  };
  const groupsOf = (title: string, items: readonly StatementItem[]) => {
    const branches = [...new Set(items.map((item) => item.branch))];
    return branches.map((branch) => ({
      title: branch === null ? title : `${title} · ${branch}`,
      rows: items.filter((item) => item.branch === branch).map(row),
    }));
  };
  const items: LetterTable = {
    title: null,
    columns: [
      { title: common.document, align: 'left' },
      { title: words.date, align: 'left' },
      { title: common.dueDate, align: 'left' },
      right(common.daysOverdue),
      right(words.amount),
      right(`${common.open} (${currency})`),
    ],
    groups: [...groupsOf(words.debits, one.debits), ...groupsOf(words.credits, one.credits)],
    totals: [
      ...(one.overdueMinor > 0n ? [{ label: words.overdue, value: amount(one.overdueMinor) }] : []),
      { label: words.balance, value: readerMoney(one.balanceMinor, currency, locale) },
    ],
  };
  return [
    items,
    agingTable(one, words, amount),
    ...(one.movements ? [movementsTable(one.movements, words, locale, common.document)] : []),
  ];
}

function agingTable(one: StatementCurrency, words: StatementWords, amount: (minor: bigint) => string): LetterTable {
  const ends = statementBuckets;
  const titles = [
    words.unapplied,
    words.notDue,
    ...ends.map((end, index) => words.days((ends[index - 1] ?? 0) + 1, end)),
    words.older(ends.at(-1)!),
  ];
  // Columns without any money only take room; the sum of those that are shown is the balance all the same.
  const shown = titles.map((title, index) => ({ title, minor: one.agingMinor[index]! })).filter((c) => c.minor !== 0n);
  return {
    title: words.aging,
    columns: [
      { title: '', align: 'left' },
      ...shown.map(({ title }) => ({ title, align: 'right' as const })),
      { title: words.balance, align: 'right' },
    ],
    groups: [
      { title: null, rows: [[one.currency, ...shown.map(({ minor }) => amount(minor)), amount(one.balanceMinor)]] },
    ],
    totals: [],
  };
}

function movementsTable(
  moved: StatementMovements,
  words: StatementWords,
  locale: string,
  document: string,
): LetterTable {
  const { currency } = moved;
  const amount = (minor: bigint): string => readerAmount(minor, currency, locale);
  const since = readerDay(moved.since, locale);
  const posted = moved.documents.reduce((sum, one) => sum + one.amountMinor, 0n);
  return {
    title: words.movements(since),
    columns: [
      { title: document, align: 'left' },
      { title: words.date, align: 'left' },
      { title: `${words.amount} (${currency})`, align: 'right' },
    ],
    groups: [
      {
        title: null,
        rows: [
          [words.opening(since), '', amount(moved.openingMinor)],
          ...moved.documents.map((one) => [
            `${words.types[one.documentType] ?? one.documentType} ${one.number}`,
            readerDay(one.postingDate, locale),
            amount(one.amountMinor),
          ]),
          ...(moved.differenceMinor === 0n ? [] : [[words.difference, '', amount(moved.differenceMinor)]]),
        ],
      },
    ],
    totals: [
      {
        label: words.balance,
        value: readerMoney(moved.openingMinor + posted + moved.differenceMinor, currency, locale),
      },
    ],
  };
}
