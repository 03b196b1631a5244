/** The dunning notice as a letter: facts and plan in the words and the format of its reader. Pure but for the template's prose. */
import type { Company } from '#company';
import { type Letter, type LetterFact, type LetterPayment, type TemplateProse, writeProse } from '#correspondence';
import { addDays, type Day, paymentCode, readerAmount, readerDay, readerLocale, readerMoney } from '#kernel';
import { bankFacts, letterFrame } from './letter-frame.ts';
import type { Copies, DocumentCopy, DunningFacts, Notice } from './model.ts';
import { type NoticeWords, noticeLanguage, noticeWords } from './notice-words.ts';

/** What a notice needs to be written, beyond what is due. */
export interface NoticeFrame {
  readonly company: Company;
  readonly asOf: Day;
  /** Up to which day the bank is read. */
  readonly readTo: Day | null;
  readonly template: TemplateProse;
  readonly copies: Copies;
}

/**
 * Writes a notice. Items below the notice's level stand apart as also due; what the reader pays for others stands under each
 * one's name; credits and the charge stand in the totals.
 */
export function writeNotice(facts: DunningFacts, notice: Notice, frame: NoticeFrame): Letter {
  const { company, asOf } = frame;
  const language = noticeLanguage(facts.language);
  const words = noticeWords(language);
  const locale = readerLocale(language, facts.country);
  const amount = (minor: bigint): string => readerAmount(minor, facts.currency, locale);
  const money = (minor: bigint): string => readerMoney(minor, facts.currency, locale);
  const prose = writeProse(frame.template, {
    total: money(notice.netMinor),
    payBy: readerDay(addDays(asOf, facts.procedure.rule.daysToPay), locale, 'long'),
    readTo: readerDay(frame.readTo ?? asOf, locale, 'long'),
    oldestDays: String(notice.items.reduce((most, item) => Math.max(most, item.daysOverdue), 0)),
    customer: facts.customerName,
    company: company.name,
    level: String(notice.level),
  });
  const row = (item: Notice['items'][number]): string[] => [
    item.number,
    readerDay(item.dueDate, locale),
    String(item.daysOverdue),
    amount(item.openMinor),
  ];
  const due = notice.items.filter((item) => item.levelAfter >= notice.level);
  const alsoDue = notice.items.filter((item) => item.levelAfter < notice.level);
  return {
    ...letterFrame(facts, { company, asOf, language, locale, words, payers: facts.payers }),
    subject: prose.subject,
    opening: prose.opening,
    columns: [
      { title: words.document, align: 'left' },
      { title: words.dueDate, align: 'left' },
      { title: words.daysOverdue, align: 'right' },
      { title: `${words.open} (${facts.currency})`, align: 'right' },
    ],
    groups: [
      ...groupsOf(facts, due, words).map((group) => ({ title: group.debtor, rows: group.items.map(row) })),
      ...groupsOf(facts, alsoDue, words).map((group) => ({
        title: group.debtor === null ? words.alsoDue : `${words.alsoDue} · ${group.debtor}`,
        rows: group.items.map(row),
      })),
    ],
    totals: totalsOf(notice, words, amount, money),
    closing: prose.closing,
    payment: paymentOf(facts, notice, company, words, money),
    notes: [...copyNotes(frame.copies, words, language), words.readTo(readerDay(frame.readTo ?? asOf, locale))],
  };
}

/** What is enclosed, and what else is there to be asked for. */
function copyNotes({ enclosed, onRequest }: Copies, words: NoticeWords, language: string): string[] {
  const list = (copies: Copies['enclosed']): string =>
    new Intl.ListFormat(language).format(copies.map((copy) => words.copies[copy.kind](copy.number)));
  return [
    ...(enclosed.length === 0 ? [] : [words.enclosed(list(enclosed))]),
    ...(onRequest.length === 0 ? [] : [words.onRequest(list(onRequest))]),
  ];
}

/** How a copy is called in a letter and as a file. */
export const copyName = (copy: DocumentCopy, language: string): string =>
  noticeWords(noticeLanguage(language)).copies[copy.kind](copy.number);

/** The reader's own items first, then those of each customer it pays for. */
function groupsOf(
  facts: DunningFacts,
  items: Notice['items'],
  words: NoticeWords,
): { readonly debtor: string | null; readonly items: Notice['items'] }[] {
  const groups = new Map<bigint, Notice['items'][number][]>();
  for (const item of items) {
    const key = item.debtor?.accountId ?? 0n;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, some]) => {
      const { debtor } = some[0]!;
      return {
        debtor: debtor && words.payableFor(facts.customerName, `${debtor.name} (${debtor.number})`),
        items: some,
      };
    });
}

function totalsOf(
  notice: Notice,
  words: NoticeWords,
  amount: (minor: bigint) => string,
  money: (minor: bigint) => string,
): LetterFact[] {
  const total = { label: words.total, value: money(notice.netMinor) };
  const taxMinor = notice.items.reduce((sum, item) => sum + item.taxMinor, 0n);
  const tax = taxMinor === 0n ? [] : [{ label: words.taxIncluded, value: amount(taxMinor) }];
  if (notice.credits.length === 0 && notice.chargeMinor === 0n) return [...tax, total];
  return [
    { label: words.items, value: amount(notice.items.reduce((sum, item) => sum + item.openMinor, 0n)) },
    ...tax,
    ...notice.credits.map((credit) => ({ label: `${words.credit} ${credit.number}`, value: amount(credit.openMinor) })),
    ...(notice.chargeMinor === 0n ? [] : [{ label: words.charge, value: amount(notice.chargeMinor) }]),
    total,
  ];
}

/** Where and under which words to pay: an IBAN with its code, or the account a company has elsewhere. */
function paymentOf(
  facts: DunningFacts,
  notice: Notice,
  company: Company,
  words: NoticeWords,
  money: (minor: bigint) => string,
): LetterPayment | null {
  const bank = bankFacts(company, words);
  if (bank.length === 0) return null;
  const { iban, bic } = company.letterhead;
  const reference = remittance(facts.customerNumber, notice);
  return {
    title: words.payment,
    facts: [
      ...bank,
      { label: words.amount, value: money(notice.netMinor) },
      { label: words.reference, value: reference },
    ],
    code: iban
      ? paymentCode({
          name: company.name,
          iban,
          bic,
          amountMinor: notice.netMinor,
          currency: facts.currency,
          remittance: reference,
        })
      : null,
    codeCaption: words.scan,
  };
}

/** What the payer writes so that cash application finds the items: as many document numbers as a transfer has room for. */
function remittance(customerNumber: string, notice: Notice): string {
  let text = customerNumber;
  for (const { number } of notice.items) {
    if (text.length + number.length + 1 > 140) break;
    text += ` ${number}`;
  }
  return text;
}
