/** The letter about a credit that nobody has moved for long: the customer is asked what to do with it before it is unclaimed property. */
import { type CreditToAskAbout, creditsToAskAbout } from '#cash';
import type { Company } from '#company';
import {
  type Letter,
  loadTemplate,
  type MessageKind,
  type Rendered,
  type Suppression,
  type TemplateProse,
  writeProse,
} from '#correspondence';
import { addDays, type Day, done, type Outcome, readerAmount, readerDay, readerLocale, readerMoney } from '#kernel';
import { renderAsking } from './asking.ts';
import { letterFrame } from './letter-frame.ts';
import { noticeLanguage, noticeWords } from './notice-words.ts';
import type { Recipient } from './queries/recipients.ts';

/** So long a customer has to answer a letter that comes late. */
const shortestAnswerDays = 14;

/** Writes the letter about credits of one customer in one currency, in the words and the format of its reader. */
export function writeDormantCredit(
  recipient: Recipient,
  credits: readonly CreditToAskAbout[],
  of: { company: Company; asOf: Day; template: TemplateProse },
): Letter {
  const { company, asOf } = of;
  const language = noticeLanguage(recipient.language);
  const locale = readerLocale(language, recipient.country);
  const words = noticeWords(language);
  const { currency } = credits[0]!;
  const leftMinor = credits.reduce((sum, one) => sum + one.leftMinor, 0n);
  const latest = credits.reduce<Day>((last, one) => (one.lastMovedOn > last ? one.lastMovedOn : last), '');
  // A day that has passed is no day to answer by: then there are two weeks.
  const first = credits.reduce<Day>((day, one) => (one.dormantOn < day ? one.dormantOn : day), credits[0]!.dormantOn);
  const answerBy = first > asOf ? first : addDays(asOf, shortestAnswerDays);
  const prose = writeProse(of.template, {
    left: readerMoney(leftMinor, currency, locale),
    lastMovedOn: readerDay(latest, locale, 'long'),
    answerBy: readerDay(answerBy, locale, 'long'),
    customer: recipient.customerName,
    company: company.name,
  });
  return {
    ...letterFrame(recipient, { company, asOf, language, locale, words, payers: [] }),
    subject: prose.subject,
    opening: prose.opening,
    columns: [
      { title: words.document, align: 'left' },
      { title: words.date, align: 'left' },
      { title: `${words.amount} (${currency})`, align: 'right' },
      { title: `${words.open} (${currency})`, align: 'right' },
    ],
    groups: [
      {
        title: null,
        rows: credits.map((one) => [
          one.number,
          readerDay(one.postingDate, locale),
          readerAmount(one.amountMinor, currency, locale),
          readerAmount(one.leftMinor, currency, locale),
        ]),
      },
    ],
    totals: [{ label: words.credit, value: readerMoney(leftMinor, currency, locale) }],
    closing: prose.closing,
    payment: null,
    notes: [],
  };
}

/** The kind `dormant_credit`, for the one send path: it asks for an answer, and moves nothing. */
export const dormantCreditKind: MessageKind = {
  kind: 'dormant_credit',
  async render(db, tenantId, message, now): Promise<Rendered | Suppression> {
    const itemIds = (message.facts['itemIds'] as readonly string[]).map(BigInt);
    const credits = await creditsToAskAbout(db, tenantId, {
      companyId: message.companyId,
      day: message.proposedDate,
      itemIds,
    });
    // What has moved since it was proposed sleeps no more, whatever is left of it.
    const asleep = credits.filter(
      (one) => one.accountId === message.accountId && one.lastMovedOn < message.proposedDate,
    );
    if (asleep.length === 0)
      return { code: 'applied_meanwhile', reason: 'the credits were applied or paid back, or are somebody else’s' };
    return renderAsking(db, tenantId, message, now, async ({ recipient, company }) => {
      const wanted = { language: noticeLanguage(recipient.language), level: 1 };
      const template = await loadTemplate(db, tenantId, 'dormant_credit', wanted);
      return {
        letter: writeDormantCredit(recipient, asleep, { company, asOf: message.proposedDate, template }),
        facts: { templateSeq: template.seq?.toString() ?? null },
      };
    });
  },
  async claimed(): Promise<Outcome<null>> {
    return done(null);
  },
};
