/** The door of operations: the day run, the day at a glance, verification, the journal's export. */
export { type DayInput, runDay } from './commands/run-day.ts';
export type * from './model.ts';
export { exportLedger, type LedgerFormat } from './queries/export-ledger.ts';
export { type CompanyToday, loadToday } from './queries/today.ts';
export { verify } from './queries/verify.ts';
export { routes } from './routes.ts';
