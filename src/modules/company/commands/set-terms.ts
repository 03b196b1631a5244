/** Payment terms and exchange rates: dated, versioned facts of the company. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { PaymentTermRule } from '../model.ts';
import { sharesAreWhole } from '../rules/due-dates.ts';
import { insertExchangeRates, upsertPaymentTerm } from '../store.ts';

/** Creates or changes a payment term; items already posted keep their due days. Refuses shares that are not 100 %. */
export function setPaymentTerm(
  engine: Engine,
  caller: Caller,
  { reason, ...input }: { code: string; name: string; rule: PaymentTermRule; reason?: string },
): Promise<Outcome<{ id: bigint }>> {
  const told = `Payment term ${input.code} was set${reason === undefined ? '.' : `: ${reason}`}`;
  return runCommand(engine, caller, { operation: 'company.set-payment-term', reason: told, input }, async (tx) => {
    if (input.rule.instalments.length === 0 || !sharesAreWhole(input.rule)) {
      return refuse(
        'company.term-shares',
        'The shares of the instalments must sum to 100 percent.',
        {},
        { field: 'rule' },
      );
    }
    return done({ id: await upsertPaymentTerm(tx, input) });
  });
}

/**
 * Records exchange rates: 1 unit of `from` = `rate` units of `to` from `day` on. A correction is a newer record for the
 * same day; nothing is overwritten.
 */
export function recordExchangeRates(
  engine: Engine,
  caller: Caller,
  rates: readonly { from: string; to: string; day: string; rate: string; source: string }[],
): Promise<Outcome<{ recorded: number }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'company.record-exchange-rates',
      reason: 'Exchange rates were recorded.',
      input: { count: rates.length },
    },
    async (tx) => {
      tx.atHead((head) => insertExchangeRates(tx, head.seq, rates));
      tx.count('rates', rates.length);
      return done({ recorded: rates.length });
    },
  );
}
