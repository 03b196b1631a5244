/** The ledger's door: chart, periods, journals. */
export { changePeriod } from './commands/change-period.ts';
export { openBankGlAccountIn } from './commands/open-bank-gl-account.ts';
export { setUpChart } from './commands/set-up-chart.ts';
export type * from './model.ts';
export { accountPurposes, startingChart } from './model.ts';
export { type ForeignBalance, foreignBalances } from './queries/foreign-balances.ts';
export { listPeriods, type PeriodRow } from './queries/list-periods.ts';
export { routes } from './routes.ts';
export { imbalanceOf } from './rules/balance.ts';
export { nextBankCode } from './rules/next-bank-code.ts';
export { isMonth, type PeriodState, periodStates } from './rules/period.ts';
export {
  accountsByPurpose,
  closedMonths,
  insertJournals,
  loadChart,
  lockPeriods,
  reverseJournals,
  takeJournalIds,
} from './store.ts';
