/** A deposit slip as it goes to the bank: its checks and their sum on paper, in the language asked for. */
import type { Company } from '#company';
import { type Letter, paperOf, renderLetters } from '#correspondence';
import { type Day, parseAmount, printedAccount, readerAmount, readerDay, readerLocale, readerMoney } from '#kernel';
import type { Engine } from '#platform';
import { depositSlipWords, type SlipLanguage, slipLanguages } from './deposit-slip-words.ts';
import { type CheckRow, listChecks } from './queries/checks.ts';
import { type DepositRow, loadDeposit } from './queries/deposits.ts';

export interface PrintedSlip {
  readonly company: Company;
  readonly slip: DepositRow;
  /** In the order in which they came in. */
  readonly checks: readonly CheckRow[];
  /** Absent: the company’s own. */
  readonly language?: SlipLanguage | undefined;
}

/** A deposit of a company with its checks; undefined where there is none. */
export async function loadSlip(
  engine: Engine,
  tenantId: bigint,
  { company, day, depositId }: { company: Company; day: Day; depositId: bigint },
): Promise<PrintedSlip | undefined> {
  const slip = await loadDeposit(engine, tenantId, { companyId: company.id, depositId });
  if (!slip) return undefined;
  const rows = await listChecks(engine, tenantId, { companyId: company.id, day, depositId, limit: 10_000 });
  return { company, slip, checks: rows.toReversed() };
}

export const slipFileName = ({ number }: DepositRow): string => `${number.replace(/[^\w-]/g, '_')}.pdf`;

/** The slip as a PDF; the same slip gives the same bytes. One that was withdrawn says so. */
export const depositSlipPdf = async (of: PrintedSlip): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await renderLetters([depositSlipLetter(of)]));

/** What stands on the slip, as finished text. Pure. */
export function depositSlipLetter({ company, slip, checks, language: asked }: PrintedSlip): Letter {
  const language = asked ?? slipLanguages.find((one) => one === company.language) ?? 'en';
  const words = depositSlipWords(language);
  const locale = readerLocale(language, company.country);
  const { currency } = slip;
  const address = company.letterhead.addressLines ?? [];
  return {
    language,
    paper: paperOf(company.country),
    sender: {
      name: company.name,
      returnLine: [company.name, ...address].join(' · '),
      foot: [[company.name, ...address]],
    },
    recipient: [slip.accountName],
    facts: [
      { label: words.day, value: readerDay(slip.depositedOn, locale) },
      { label: words.account, value: printedAccount(slip.account) },
    ],
    subject: words.title(slip.number),
    greeting: '',
    opening: [
      slip.withdrawnOn === null
        ? words.request(company.name)
        : words.withdrawn(readerDay(slip.withdrawnOn, locale), slip.withdrawnReason ?? ''),
    ],
    columns: [
      { title: words.number, align: 'left' },
      { title: words.drawer, align: 'left' },
      { title: words.dated, align: 'left' },
      { title: currency, align: 'right' },
    ],
    groups: [
      {
        title: null,
        rows: checks.map((check) => [
          check.number,
          check.drawer ?? check.name ?? '',
          readerDay(check.checkDate, locale),
          readerAmount(parseAmount(check.amount, currency), currency, locale),
        ]),
      },
    ],
    totals: [
      { label: words.sum(slip.checks), value: readerMoney(parseAmount(slip.amount, currency), currency, locale) },
    ],
    closing: slip.withdrawnOn === null ? [' ', '________________________________', words.signature] : [],
    payment: null,
    farewell: '',
    signature: [],
    notes: [],
    words: { page: words.page },
  };
}
