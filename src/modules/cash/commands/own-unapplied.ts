/** Who works on money that is not applied, whom it falls to by rule, and when a credit that nobody moves is dormant. */
import type { Company } from '#company';
import { isCountry } from '#customers';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, findKnownPerson, listPersonsWhoMay, runCommand } from '#platform';
import type { OwnedByDefault } from '../lists.ts';
import { saveDefaultOwner, saveDormancy, setReceiptOwner } from '../store/unapplied.ts';
import { standardLetterDays } from '../unapplied-contract.ts';

/**
 * Gives a receipt that is not applied whole to a person; null gives it back to who collects from the customer. Refuses
 * `cash.receipt-stale` (it is not open any more, or somebody changed it) and `identity.person-not-found`.
 */
export function assignReceipt(
  engine: Engine,
  caller: Caller,
  input: { company: Company; receiptId: bigint; version: number; personId: bigint | null },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.assign-receipt',
      reason: `Receipt ${input.receiptId} was given to ${input.personId === null ? 'who collects from its customer' : 'a person'}.`,
      input: { ...input, company: input.company.code },
    },
    async (tx) => {
      const known = input.personId === null ? done(null) : await findKnownPerson(tx, input.personId);
      if (!known.ok) return known;
      tx.claimLock('receipt', `owner of ${input.receiptId}`);
      const receipt = await setReceiptOwner(tx, { ...input, companyId: input.company.id });
      if (!receipt)
        return refuse(
          'cash.receipt-stale',
          'This receipt is not open any more, or somebody else worked on it after you opened it. Nothing was changed.',
          { yours: input.version },
        );
      tx.publish({
        type: 'cash.receipt-assigned',
        payload: {
          receiptId: input.receiptId.toString(),
          companyId: input.company.id.toString(),
          accountId: receipt.accountId?.toString() ?? null,
        },
      });
      return done(null);
    },
  );
}

/**
 * Names who works on a company's money that no person was given and that no collector answers for: money of an unknown payer, or
 * of a customer without a collector; null: nobody. What was given to a person stays with that person. Refuses
 * `identity.person-not-found` and `cash.owner-sees-no-cash`: whoever owns money sees the cash of the company.
 */
export function setDefaultOwner(
  engine: Engine,
  caller: Caller,
  input: { company: Company; kind: OwnedByDefault; personId: bigint | null },
): Promise<Outcome<null>> {
  const { company, kind, personId } = input;
  const what = kind === 'unidentified' ? 'of unknown payers' : 'of customers without a collector';
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.set-default-owner',
      reason: `Money ${what} that no person was given ${personId === null ? 'has no owner' : 'falls to one person'} from now on.`,
      input: { ...input, company: company.code },
    },
    async (tx) => {
      const known = personId === null ? done(null) : await findKnownPerson(tx, personId);
      if (!known.ok) return known;
      if (personId !== null) {
        const may = await listPersonsWhoMay(tx.db, tx.tenantId, { action: 'cash.view', companyIds: [company.id] });
        if (!may.some((one) => one.id === personId))
          return refuse(
            'cash.owner-sees-no-cash',
            `This person does not see the cash of ${company.code}. Nothing was changed.`,
            {},
            { field: 'owner' },
          );
      }
      await saveDefaultOwner(tx, { companyId: company.id, kind, personId });
      return done(null);
    },
  );
}

/**
 * Sets after how many months without movement a customer's credit is dormant, from a day on; zero: never. The rule of the
 * customer's country goes before the general one (country null). A dormant credit goes to the unclaimed-property queue and
 * never to income; before, the customer is asked what to do with it. Refuses `cash.dormancy-months`,
 * `cash.dormancy-country` and `cash.dormancy-letter-days`.
 */
export function setDormancy(
  engine: Engine,
  caller: Caller,
  input: {
    company: Company;
    months: number;
    /** So many days before, the customer is asked by letter; absent: 90. */
    letterDays?: number;
    validFrom: Day;
    country?: string | null;
    source?: string | null;
  },
): Promise<Outcome<null>> {
  const country = input.country?.toUpperCase() ?? null;
  const source = input.source?.trim() || null;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.set-dormancy',
      reason: `Credits without movement${country === null ? '' : ` of customers in ${country}`} are dormant after ${input.months} months from ${input.validFrom} on.`,
      input: { ...input, company: input.company.code },
    },
    async (tx) => {
      if (!Number.isInteger(input.months) || input.months < 0 || input.months > 600)
        return refuse('cash.dormancy-months', 'Say a number of months from 0 (never) to 600.', {}, { field: 'months' });
      if (country !== null && !isCountry(country))
        return refuse('cash.dormancy-country', `"${country}" is not a country.`, {}, { field: 'country' });
      const { validFrom, months, letterDays = standardLetterDays } = input;
      if (!Number.isInteger(letterDays) || letterDays < 0 || letterDays > 730)
        return refuse(
          'cash.dormancy-letter-days',
          'Say how many days before, from 0 (nobody is asked) to 730.',
          {},
          { field: 'letterDays' },
        );
      await saveDormancy(tx, { companyId: input.company.id, country, validFrom, months, letterDays, source });
      return done(null);
    },
  );
}
