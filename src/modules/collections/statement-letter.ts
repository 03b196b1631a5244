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
  /** The name of the recipient, who may pay for others. */
  readonly payer: string;
}

/** Writes a statement: for each currency its items, its balance by age and, where asked for, what moved since the last one. */
export function writeStatement(
  recipient: LetterRecipient,
  currencies: readonly StatementCurrency[],
  frame: {
    company: Company;
    asOf: Day;
    readTo: Day | null;
    template: TemplateProse;
    /** Who pays for the recipient besides itself. */
    payers: readonly string[];
  },
): Letter {
  const { company, asOf } = frame;
  const language = noticeLanguage(recipient.language);
  const locale = readerLocale(language, recipient.country);
  const common = noticeWords(language);
  const reader: Reader = { words: statementWords(language), locale, asOf, payer: recipient.customerName };
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
    ...letterFrame(recipient, { company, asOf, language, locale, words: common, payers: frame.payers }),
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
  { words, locale, asOf, payer }: Reader,
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
  const paidFor = (debtor: string): string => common.payableFor(payer, debtor);
  const groupsOf = (title: string, items: readonly StatementItem[]) => {
    const titleOf = (item: StatementItem): string =>
      [title, item.debtor && paidFor(item.debtor), item.branch].filter((one) => one !== null).join(' · ');
    const titles = [...new Set(items.map(titleOf))];
    return titles.map((one) => ({ title: one, rows: items.filter((item) => titleOf(item) === one).map(row) }));
  };
  const taxMinor = one.debits.reduce((sum, item) => sum + item.taxMinor, 0n);
  // What the reader pays for somebody else is no debt of its own: each stands apart before the sum.
  const all = [...one.debits, ...one.credits];
  const debtors = [...new Set(all.flatMap((item) => item.debtor ?? []))];
  const sumsByDebtor = debtors.map((debtor) => ({
    label: paidFor(debtor),
    value: amount(all.filter((item) => item.debtor === debtor).reduce((sum, item) => sum + item.openMinor, 0n)),
  }));
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
      ...sumsByDebtor,
      ...(taxMinor === 0n ? [] : [{ label: common.taxIncluded, value: amount(taxMinor) }]),
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
