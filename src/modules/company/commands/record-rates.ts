/** Records exchange rates: dated facts that are never overwritten. */
import { createHash } from 'node:crypto';
import { addDays, canonicalJson, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery, type Sql } from '#platform';
import type { ExchangeRate } from '../model.ts';
import { checkRate, contradictionIn, jumpsOf, newsOf } from '../rules/exchange-rates.ts';
import { insertExchangeRates, loadRatesBetween } from '../store.ts';

export interface RecordedRates {
  readonly recorded: number;
  /** Rates that are known already, to the same number. */
  readonly known: number;
  /** Rates that lie far beside the one before them; they are recorded all the same. */
  readonly warnings: readonly string[];
}

/** So many rates stand in the audit trail one by one; of more, what they come to is kept. */
const ratesTold = 100;

/** How long a rate says something about the next one. */
const daysCompared = 92;

/**
 * Records exchange rates: 1 unit of `from` = `rate` units of `to` from `day` on. A correction is a newer record of the same
 * day; nothing is overwritten, and what was posted keeps its rate. The same rate again changes nothing; one that lies far
 * beside the one before is recorded with a warning. Refuses what `checkRate` refuses and `company.rate-twice` (two rates of
 * one pair and day).
 */
export function recordExchangeRates(
  engine: Engine,
  caller: Caller,
  rates: readonly ExchangeRate[],
): Promise<Outcome<RecordedRates>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'company.record-exchange-rates',
      reason: `${rates.length} exchange rates were recorded.`,
      input: {
        count: rates.length,
        ...(rates.length <= ratesTold
          ? { rates }
          : { digest: createHash('sha256').update(canonicalJson(rates)).digest('hex') }),
      },
    },
    async (tx): Promise<Outcome<RecordedRates>> => {
      // All companies' day: the date in UTC.
      const today = tx.now.toISOString().slice(0, 10);
      for (const [index, one] of rates.entries()) {
        const checked = checkRate(one, today);
        if (!checked.ok)
          return { ok: false, refusal: { ...checked.refusal, details: { ...checked.refusal.details, index } } };
      }
      const twice = contradictionIn(rates);
      if (twice)
        return refuse(
          'company.rate-twice',
          `${twice.from}/${twice.to} of ${twice.day} stands twice with different rates. Nothing was changed.`,
          { from: twice.from, to: twice.to, day: twice.day },
        );
      const { news, ...compared } = await compare(tx.db, tx.tenantId, rates);
      tx.atHead((head) => insertExchangeRates(tx, head.seq, news));
      tx.count('rates', news.length);
      return done(compared);
    },
  );
}

/** What recording them would come to, with nothing recorded. */
export async function previewExchangeRates(
  engine: Engine,
  tenantId: bigint,
  rates: readonly ExchangeRate[],
): Promise<RecordedRates> {
  const { news: _, ...compared } = await runQuery(engine, tenantId, (db) => compare(db, tenantId, rates));
  return compared;
}

async function compare(
  db: Sql,
  tenantId: bigint,
  rates: readonly ExchangeRate[],
): Promise<RecordedRates & { news: ExchangeRate[] }> {
  if (rates.length === 0) return { recorded: 0, known: 0, warnings: [], news: [] };
  const days = rates.map((one) => one.day).sort();
  const known = await loadRatesBetween(db, tenantId, rates, addDays(days[0]!, -daysCompared), days.at(-1)!);
  const news = newsOf(rates, known);
  return { recorded: news.length, known: rates.length - news.length, warnings: jumpsOf(news, known), news };
}
