/** What every letter of collections has around its content: sender, recipient, where to pay. Pure. */
import type { Company } from '#company';
import { type Letter, type LetterFact, paperOf } from '#correspondence';
import { type Day, printedAccount, readerDay } from '#kernel';
import { greetingOf, type NoticeWords } from './notice-words.ts';
import { addressLines } from './rules/postal-address.ts';
import type { LetterRecipient } from './statement-model.ts';

/** The frame of a letter to a recipient on a day, in the words and the locale of its reader. */
export function letterFrame(
  recipient: Pick<LetterRecipient, 'customerName' | 'customerNumber' | 'contact' | 'postalAddress'>,
  of: {
    company: Company;
    asOf: Day;
    language: string;
    locale: string;
    words: NoticeWords;
    /** Who pays for the recipient besides itself. */
    payers: readonly string[];
  },
): Pick<
  Letter,
  'language' | 'paper' | 'sender' | 'recipient' | 'facts' | 'greeting' | 'farewell' | 'signature' | 'words'
> {
  const { company, words } = of;
  const contact = recipient.contact?.name ?? null;
  return {
    language: of.language,
    paper: paperOf(company.country),
    sender: {
      name: company.name,
      returnLine: [company.name, ...(company.letterhead.addressLines ?? [])].join(' · '),
      foot: footOf(company, words),
    },
    recipient: [
      recipient.customerName,
      ...(contact !== null && contact !== recipient.customerName ? [contact] : []),
      ...(recipient.postalAddress ? addressLines(recipient.postalAddress, company) : []),
    ],
    facts: [
      { label: words.date, value: readerDay(of.asOf, of.locale) },
      { label: words.customerNumber, value: recipient.customerNumber },
      ...(of.payers.length === 0
        ? []
        : [
            {
              label: words.payableBy,
              value: new Intl.ListFormat(of.language, { type: 'disjunction' }).format(of.payers),
            },
          ]),
    ],
    greeting: greetingOf(words, contact),
    farewell: words.farewell,
    signature: [company.name],
    words: { page: words.page },
  };
}

/** Where to pay: an IBAN, or the account a company has elsewhere; nothing where there is neither. */
export function bankFacts(company: Company, words: NoticeWords): LetterFact[] {
  const { iban, bic, bankName, accountNumber, routingNumber } = company.letterhead;
  if (!iban && !accountNumber) return [];
  const fact = (label: string, value: string | undefined): LetterFact[] => (value ? [{ label, value }] : []);
  return [
    ...fact(words.payee, company.name),
    ...fact('IBAN', iban && printedAccount(iban)),
    ...fact('BIC', bic),
    ...fact(words.routingNumber, routingNumber),
    ...fact(words.accountNumber, accountNumber),
    ...fact(words.bank, bankName),
  ];
}

function footOf(company: Company, words: NoticeWords): string[][] {
  const { addressLines: lines, phone, email, bankName, iban, bic, accountNumber, registration } = company.letterhead;
  const bank = [
    ...(bankName ? [bankName] : []),
    // In a narrow column it may go on in the next line.
    ...(iban ? [`IBAN ${printedAccount(iban).replaceAll('\u00a0', ' ')}`] : []),
    ...(bic ? [`BIC ${bic}`] : []),
    ...(accountNumber ? [`${words.accountNumber} ${accountNumber}`] : []),
  ];
  return [
    [company.name, ...(lines ?? [])],
    [...(phone ? [`${words.phone} ${phone}`] : []), ...(email ? [email] : [])],
    bank,
    [...(registration ?? [])],
  ].filter((column) => column.length > 0);
}
