/** The ledger's door: chart, periods, journals. */
export { setPeriodState, setUpChart } from './commands/set-up-chart.ts';
export type * from './model.ts';
export { accountPurposes, startingChart } from './model.ts';
export { imbalanceOf } from './rules/balance.ts';
export { accountsByPurpose, closedMonths, insertJournals, loadChart, lockPeriods, takeJournalIds } from './store.ts';
