/** The door of integrations: files that come in by declared mappings, and the mirror of an ERP. */
export { builtInErpMappings } from './built-in-mappings.ts';
export {
  answerExports,
  clearingMadeHandler,
  clearingTakenBackHandler,
  exportClearings,
  exportsToCsv,
  exportsToJson,
  listExports,
  readAnswers,
  taxRelievedHandler,
} from './commands/export-clearings.ts';
export { erpMoneyGuard } from './commands/guard-money.ts';
export { importCustomers } from './commands/import-customers.ts';
export { importFile } from './commands/import-file.ts';
export { importItems } from './commands/import-items.ts';
export { importPayables } from './commands/import-payables.ts';
export { discardLoad, type ErpLoadResult, loadErpFile, releaseLoad } from './commands/load-erp-file.ts';
export { setCompanyMode } from './commands/mirror-company.ts';
export { readErpInbox } from './commands/read-erp-inbox.ts';
export { findImport, previewImportUndo, reverseImport } from './commands/reverse-import.ts';
export { saveTableMapping } from './commands/save-mapping.ts';
export { saySameMoney } from './commands/say-same-money.ts';
export { walkFolder } from './document-folder.ts';
export { parseErpMapping } from './erp-mapping.ts';
export { itemFields } from './fields.ts';
export { type Declared, parseControlBalances, parseManifest, parseTotals } from './load-declaration.ts';
export type * from './model.ts';
export { undecidedLoadsMonthHold } from './month-hold.ts';
export { personalColumns } from './personal-columns.ts';
export { bankPostingStates } from './queries/bank-posting-states.ts';
export { inspectFile } from './queries/inspect-file.ts';
export { listImports } from './queries/list-imports.ts';
export { listOpenMoney, type OpenMoney } from './queries/open-money.ts';
export { routes } from './routes.ts';
export { findFileImport, loadTableMappings } from './store/imports.ts';
export { listLoadRows } from './store/loads.ts';
export type { TableImportResult, TableInput } from './table-import.ts';
