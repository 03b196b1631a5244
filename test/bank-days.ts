/** A bank account and its daily statements for tests: MT940, one statement a day, balances carried on. */
import { applyCash, createBankAccount, importBankFile } from '#cash';
import type { Company } from '#company';
import { absolute, type Day, formatAmount } from '#kernel';
import { loadChart } from '#ledger';
import { runQuery } from '#platform';
import { type Books, must } from './books.ts';

const number = 'DE44500105175407324931';

/** Money in, or out where it is negative: its amount in minor units of EUR, value day, other party and text. */
export interface BankMoney {
  readonly amountMinor: bigint;
  readonly valueDate: Day;
  readonly payer: string;
  readonly text: string;
}

export interface BankDays {
  /** Imports the statement of a day, which may be empty, and applies what came. */
  read(day: Day, money?: readonly BankMoney[]): ReturnType<typeof applyCash>;
}

const compact = (day: Day): string => day.slice(2).replaceAll('-', '');
const comma = (minor: bigint): string => formatAmount(minor, 'EUR').replace('.', ',');

/** Opens the house bank of a company. */
export async function openBank(books: Books, company: Company): Promise<BankDays> {
  const chart = await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, company.id));
  must(
    await createBankAccount(books.engine, books.caller, {
      company,
      number,
      currency: 'EUR',
      name: 'House bank',
      glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
    }),
  );
  let balance = 0n;
  let sequence = 0;
  return {
    async read(day, money = []) {
      sequence += 1;
      const opening = balance;
      const lines = money.flatMap((one) => {
        balance += one.amountMinor;
        return [
          `:61:${compact(one.valueDate)}${compact(day).slice(2)}${one.amountMinor < 0n ? 'D' : 'C'}${comma(absolute(one.amountMinor))}NTRFNONREF`,
          `:86:166?20${one.text}?32${one.payer}`,
        ];
      });
      const text = [
        `:20:ST${sequence}`,
        `:25:${number}`,
        `:28C:${sequence}/1`,
        `:60F:C${compact(day)}EUR${comma(opening)}`,
        ...lines,
        `:62F:C${compact(day)}EUR${comma(balance)}`,
        '',
      ].join('\n');
      must(
        await importBankFile(books.engine, books.caller, {
          name: `${day}.sta`,
          bytes: new TextEncoder().encode(text),
        }),
      );
      return applyCash(books.engine, books.caller, { company, asOf: day, freshSince: day });
    },
  };
}
