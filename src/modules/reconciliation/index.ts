/** The door of reconciliation: the customer's statement against our ledger, to an agreed balance. */
export { agreeBalance, attachEvidence, withdrawAgreement } from './commands/agree-balance.ts';
export { decideLines, discardStatement } from './commands/decide-lines.ts';
export {
  checkCustomerStatement,
  keepCustomerStatement,
  type StatementInput,
} from './commands/keep-customer-statement.ts';
export { comparisonToJson, listedToJson, reconciliationToJson } from './customer-json.ts';
export type * from './model.ts';
export { comparedOutcomes, differenceReasons, differenceSides, proposals } from './model.ts';
export { personalColumns } from './personal-columns.ts';
export {
  type CustomerReconciliation,
  type ListedReconciliation,
  listReconciliations,
  loadReconciliation,
} from './queries/customer-reconciliation.ts';
export { reconciliationWords } from './reconciliation-words.ts';
export { reconciliationPdf, reconciliationWorkbook } from './report.ts';
export { routes } from './routes.ts';
export { agreedBalance } from './rules/agreed-balance.ts';
export { compare, mustTurn } from './rules/compare.ts';
