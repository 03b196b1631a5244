/** The door of operations: the day run, verification, the journal's export. */
export { type DayInput, runDay } from './commands/run-day.ts';
export type * from './model.ts';
export { exportLedger, type LedgerFormat } from './queries/export-ledger.ts';
export { verify } from './queries/verify.ts';
