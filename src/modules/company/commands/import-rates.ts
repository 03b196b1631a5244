/** Takes exchange rates in from a file, or says what it would bring. */
import { done, type Outcome, refuse } from '#kernel';
import type { Caller, Engine } from '#platform';
import { type BadRate, type RateDirection, readRateFile } from '../rules/rate-file.ts';
import { previewExchangeRates, type RecordedRates, recordExchangeRates } from './record-rates.ts';

export interface NewRateFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Which way the rows are meant: one of the two, or neither where the file says it. */
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  /** Earlier days are passed over. */
  readonly since?: string | undefined;
  /** Who published the rates; absent: the name of the file. */
  readonly source?: string | undefined;
  /** Nothing is recorded; the answer is what would be. */
  readonly check: boolean;
}

export interface ImportedRates extends RecordedRates {
  readonly bad: readonly BadRate[];
  readonly passedOver: readonly string[];
}

/**
 * Records the rates of a file, CSV or XLSX, that can be read; what cannot comes back with its row and the reason. Refuses
 * `company.rate-direction` (both directions at once, or none where the file needs one) and what `readRateFile` and
 * `recordExchangeRates` refuse.
 */
export async function importExchangeRates(
  engine: Engine,
  caller: Caller,
  { to, from, check, ...file }: NewRateFile,
): Promise<Outcome<ImportedRates>> {
  if (to !== undefined && from !== undefined)
    return refuse(
      'company.rate-direction',
      'Say one direction: to a currency, or from it. Nothing was changed.',
      {},
      { field: 'from' },
    );
  const direction: RateDirection | undefined = to !== undefined ? { to } : from !== undefined ? { from } : undefined;
  // All companies' day: the date in UTC.
  const today = engine.clock.now().toISOString().slice(0, 10);
  const read = readRateFile({ ...file, source: file.source ?? file.fileName, direction, today });
  if (!read.ok) return read;
  const { rates, bad, passedOver } = read.value;
  if (check) return done({ ...(await previewExchangeRates(engine, caller.tenantId, rates)), bad, passedOver });
  if (rates.length === 0) return done({ recorded: 0, known: 0, warnings: [], bad, passedOver });
  const recorded = await recordExchangeRates(engine, { ...caller, source: file.fileName }, rates);
  return recorded.ok ? done({ ...recorded.value, bad, passedOver }) : recorded;
}
