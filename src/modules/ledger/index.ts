/** The ledger's door: chart, periods, journals. */
export { changePeriod } from './commands/change-period.ts';
export { openBankGlAccountIn } from './commands/open-bank-gl-account.ts';
export { setUpChart } from './commands/set-up-chart.ts';
export type * from './model.ts';
export { accountPurposes } from './model.ts';
export { foreignBalances } from './queries/foreign-balances.ts';
export { listPeriods } from './queries/list-periods.ts';
export { type MonthAndFindings, monthFindings, monthsFindings } from './queries/month-findings.ts';
export { routes } from './routes.ts';
export { nextBankCode } from './rules/next-bank-code.ts';
export { isMonth, monthsBetween, type PeriodState } from './rules/period.ts';
export {
  accountsByPurpose,
  closedMonths,
  insertJournals,
  loadChart,
  loadPostingDays,
  lockPeriods,
  reverseJournals,
  takeJournalIds,
  unclosedBefore,
} from './store.ts';
