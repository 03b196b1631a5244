/** The formats' door: pure readers and writers of file formats. */
export { parseStatementMapping, type StatementMapping, statementFields } from './account-statement/columns.ts';
export type * from './account-statement/model.ts';
export {
  inspectAccountStatement,
  readAccountStatement,
  type StatementColumns,
} from './account-statement/read-account-statement.ts';
export { fittingBankMappings, knownBy } from './bank/csv/fitting.ts';
export type { CsvMapping } from './bank/csv/mapping.ts';
export { builtInLayouts, parseBankMapping } from './bank/csv/mapping.ts';
export type { ByteSource } from './bank/decode.ts';
export { digestOf } from './bank/digest.ts';
export * from './bank/model.ts';
export { bankFileJsonText, bankFileToJson } from './bank/print.ts';
export { type BankFileInPieces, readBankFile, type SurveyedStatement, surveyBankFile } from './bank/read-bank-file.ts';
export { findCreditorReference } from './bank/remittance-text.ts';
export { returnReasonIn, speaksOfReturn } from './bank/returned.ts';
export type { DeliveryReport, ReportedRecipient } from './delivery-report/model.ts';
export { readDeliveryReport } from './delivery-report/read-delivery-report.ts';
export {
  type ExportedJournal,
  type ExportedLine,
  hledgerAccount,
  hledgerHeader,
  hledgerTransaction,
} from './journal/hledger.ts';
export { mediaTypeOf } from './media-type.ts';
export type * from './payment/model.ts';
export { bankText, writeCreditTransfers } from './payment/write-credit-transfers.ts';
export * from './remittance/model.ts';
export { isCredit, readAch } from './remittance/nacha/read-ach.ts';
export { isOwnRejection } from './remittance/pdf/own-rejections.ts';
export {
  inspectRemittanceTable,
  isOfLockbox,
  type RemittanceTable,
  readRemittance,
} from './remittance/read-remittance.ts';
export { parseRemittanceMapping, type RemittanceMapping, remittanceFields } from './remittance/table/columns.ts';
export { settlementFields } from './settlement/layouts.ts';
export * from './settlement/model.ts';
export { readSettlement } from './settlement/read-settlement.ts';
export { fitsName } from './table/file-name.ts';
export {
  amountField,
  applyMapping,
  type BadRow,
  builtInMapping,
  type Fields,
  type MappedRow,
  parseMapping,
  type TableMapping,
  tableMapping,
} from './table/mapping.ts';
export { readTable } from './table/read-table.ts';
export type { Table, TableRow } from './table/sheet.ts';
export { csvCell, csvRow } from './table/write-table.ts';
export { openWorkbook, type WorkbookCell, writeWorkbook } from './table/xlsx/write-xlsx.ts';
export { warningText } from './warning-text.ts';
