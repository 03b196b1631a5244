/** The door of reconciliation: the customer's statement and the bank's against our ledger. */
export { bankMonthInList, bankMonthToJson } from './bank/json.ts';
export type * from './bank/model.ts';
export { bankItemWords, bankMonthPdf, bankMonthWorkbook } from './bank/report.ts';
export { agreeBalance, attachEvidence, withdrawAgreement } from './commands/agree-balance.ts';
export { decideLines, discardStatement } from './commands/decide-lines.ts';
export { disputeDifference, endDispute } from './commands/dispute-difference.ts';
export {
  checkCustomerStatement,
  keepCustomerStatement,
  type StatementInput,
} from './commands/keep-customer-statement.ts';
export { prepareBankMonth, reopenBankMonth, signBankMonth } from './commands/sign-bank-month.ts';
export { writeToCustomer } from './commands/write-to-customer.ts';
export { comparisonToJson, listedToJson, reconciliationToJson } from './customer-json.ts';
export type * from './model.ts';
export { differenceSides, proposals } from './model.ts';
export { bankMonthHold } from './month-hold.ts';
export { personalColumns } from './personal-columns.ts';
export { type BankMonth, type FoundMonths, listBankMonths, loadBankMonth } from './queries/bank-comparison.ts';
export {
  type CustomerReconciliation,
  listReconciliations,
  loadReconciliation,
} from './queries/customer-reconciliation.ts';
export { reconciliationLetterKind } from './reconciliation-message.ts';
export { reconciliationWords } from './reconciliation-words.ts';
export { reconciliationPdf, reconciliationWorkbook } from './report.ts';
export { routes } from './routes.ts';
export { agreedBalance } from './rules/agreed-balance.ts';
export { compare } from './rules/compare.ts';
export { compareBank } from './rules/compare-bank.ts';
