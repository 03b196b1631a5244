/** Test books with a house bank: its account, the invoices that it is paid for, and a day's booked lines read and applied. */
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { loadChart } from '#ledger';
import { runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { type Books, must } from './books.ts';
import { type BookedLine, houseBank, mt940Day } from './mt940-day.ts';

/** Opens a bank account of the company on the GL account of its bank; the house bank in EUR unless another is named. */
export async function openHouseBank(
  { engine, caller, company, tenantId }: Books,
  { number = houseBank, currency = 'EUR' }: { number?: string; currency?: string } = {},
): Promise<void> {
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const account = { company, number, currency, name: 'House bank', glAccountId };
  must(await createBankAccount(engine, caller, account));
}

/** An invoice: customer, number, amount in minor units, and its currency where that is not EUR. */
export type BilledLine = readonly [customer: string, number: string, amountMinor: bigint, currency?: string];

/** Posts invoices of 10 January 2026, due on 9 February unless said otherwise. */
export async function billAll(
  { engine, caller, company, accounts }: Books,
  lines: readonly BilledLine[],
  dueDate = '2026-02-09',
): Promise<void> {
  const documents = lines.map(([customer, number, amountMinor, currency = 'EUR']) => ({
    ...{ accountId: accounts[customer]!, documentType: 'invoice' as const, number, documentDate: '2026-01-10' },
    ...{ dueDate, currency, amountMinor },
  }));
  must(await postDocuments(engine, caller, { company, documents }));
}

export interface HouseDays {
  /** The file of the account's next statement: the balance is carried on, and the number. */
  file(day: string, lines: readonly BookedLine[]): Uint8Array;
  /** Imports that file and applies what came. */
  read(day: string, lines: readonly BookedLine[]): Promise<AppliedCash>;
}
type AppliedCash = Extract<Awaited<ReturnType<typeof applyCash>>, { ok: true }>['value'];

/** The statements of the house bank of some books, a day after the other, applied as of a day. */
export function houseDays(booksOf: () => Books, asOf: string): HouseDays {
  let number = 0;
  let balance = 0;
  const file = (day: string, lines: readonly BookedLine[]): Uint8Array => {
    number += 1;
    const openingCents = balance;
    balance += lines.reduce((sum, line) => sum + line[0], 0);
    return mt940Day({ day, number, openingCents, lines });
  };
  return {
    file,
    async read(day, lines) {
      const { engine, caller, company } = booksOf();
      const bytes = file(day, lines);
      must(await importBankFile(engine, caller, { name: `${day}-${number}.sta`, bytes }));
      return must(await applyCash(engine, caller, { company, asOf }));
    },
  };
}
