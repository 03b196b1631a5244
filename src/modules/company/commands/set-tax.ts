/** Tax codes, tax policies and reason codes: recorded as dated facts, never overwritten where they are dated. */
import { type Day, done, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { ReasonCode, TaxCode, TaxPolicy } from '../model.ts';
import { startingReasonCodes, startingTaxCodes, startingTaxPolicies } from '../starting-data.ts';
import {
  insertTaxCodes,
  insertTaxPolicies,
  loadReasonCodes,
  loadTaxCodes,
  loadTaxPolicies,
  upsertReasonCodes,
} from '../store.ts';

function checkDated(records: readonly { country: string; validFrom: Day; source: string }[]): Outcome<null> {
  for (const record of records) {
    if (!/^[A-Z]{2}$/.test(record.country))
      return refuse('company.country-malformed', `"${record.country}" is not a country; write its two letters.`);
    if (!isDay(record.validFrom))
      return refuse(
        'company.malformed-day',
        `"${record.validFrom}" is not a calendar day.`,
        {},
        { field: 'validFrom' },
      );
    if (record.source.trim() === '')
      return refuse(
        'company.source-missing',
        'A tax record names its source: the law or the notice.',
        {},
        { field: 'source' },
      );
  }
  return done(null);
}

/**
 * Records tax codes with their rate from a day on. A correction is a newer record of the same day. Refuses
 * `company.country-malformed`, `company.malformed-day`, `company.source-missing`, `company.tax-rate`.
 */
export function recordTaxCodes(
  engine: Engine,
  caller: Caller,
  input: { codes: readonly TaxCode[] },
): Promise<Outcome<{ recorded: number }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'company.record-tax-codes', reason: `${input.codes.length} tax codes were recorded.`, input },
    async (tx) => {
      const checked = checkDated(input.codes);
      if (!checked.ok) return checked;
      const wrong = input.codes.find((one) => !/^\d{1,2}(\.\d{1,4})?$/.test(one.ratePercent));
      if (wrong)
        return refuse(
          'company.tax-rate',
          `"${wrong.ratePercent}" is not a rate in percent, such as 19 or 5.5.`,
          {},
          { field: 'ratePercent' },
        );
      tx.atHead((head) => insertTaxCodes(tx, head.seq, input.codes));
      return done({ recorded: input.codes.length });
    },
  );
}

/**
 * Records what a country's law says about discounts and bad debts from a day on. Refuses `company.country-malformed`,
 * `company.malformed-day`, `company.source-missing`.
 */
export function recordTaxPolicies(
  engine: Engine,
  caller: Caller,
  input: { policies: readonly TaxPolicy[] },
): Promise<Outcome<{ recorded: number }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'company.record-tax-policies', reason: `${input.policies.length} tax policies were recorded.`, input },
    async (tx) => {
      const checked = checkDated(input.policies);
      if (!checked.ok) return checked;
      tx.atHead((head) => insertTaxPolicies(tx, head.seq, input.policies));
      return done({ recorded: input.policies.length });
    },
  );
}

/** Sets reason codes; a code that is there already takes the new name, kind and account. Refuses `company.reason-code`. */
export function setReasonCodes(
  engine: Engine,
  caller: Caller,
  input: { reasons: readonly ReasonCode[] },
): Promise<Outcome<{ set: number }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'company.set-reason-codes', reason: `${input.reasons.length} reason codes were set.`, input },
    async (tx) => {
      const wrong = input.reasons.find((one) => !/^[A-Z0-9][A-Z0-9_-]{0,29}$/.test(one.code));
      if (wrong)
        return refuse(
          'company.reason-code',
          `"${wrong.code}" is not a reason code; write capital letters, digits and dashes.`,
          {},
          { field: 'code' },
        );
      await upsertReasonCodes(tx, input.reasons);
      return done({ set: input.reasons.length });
    },
  );
}

/**
 * Records the data a tenant starts with, tax codes and policies with their sources and the usual reason codes, as far as it
 * is not there: run again it changes nothing that somebody has edited. Answers how many of each it recorded.
 */
export function setUpTax(
  engine: Engine,
  caller: Caller,
): Promise<Outcome<{ codes: number; policies: number; reasons: number }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'company.set-up-tax',
      reason: 'Starting tax codes, tax policies and reason codes were recorded.',
      input: {},
    },
    async (tx) => {
      const [codes, policies, reasons] = await Promise.all([
        missing(startingTaxCodes, loadTaxCodes(tx.db, tx.tenantId), (one) => `${one.country} ${one.code}`),
        missing(startingTaxPolicies, loadTaxPolicies(tx.db, tx.tenantId), (one) => one.country),
        missing(startingReasonCodes, loadReasonCodes(tx.db, tx.tenantId), (one) => one.code),
      ]);
      tx.atHead(async (head) => {
        if (codes.length > 0) await insertTaxCodes(tx, head.seq, codes);
        if (policies.length > 0) await insertTaxPolicies(tx, head.seq, policies);
      });
      if (reasons.length > 0) await upsertReasonCodes(tx, reasons);
      return done({ codes: codes.length, policies: policies.length, reasons: reasons.length });
    },
  );
}

/** Of what a tenant starts with, what has no record of its key yet. */
async function missing<T>(
  starting: readonly T[],
  recorded: Promise<readonly T[]>,
  keyOf: (one: T) => string,
): Promise<T[]> {
  const known = new Set((await recorded).map(keyOf));
  return starting.filter((one) => !known.has(keyOf(one)));
}
