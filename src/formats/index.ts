/** The formats' door: pure readers and writers of file formats. */
export type { CsvMapping } from './bank/csv/mapping.ts';
export { builtInLayouts } from './bank/csv/mapping.ts';
export * from './bank/model.ts';
export { bankFileToJson } from './bank/print.ts';
export { readBankFile } from './bank/read-bank-file.ts';
export { findCreditorReference } from './bank/remittance-text.ts';
export {
  type ExportedJournal,
  type ExportedLine,
  hledgerAccount,
  hledgerHeader,
  hledgerTransaction,
} from './journal/hledger.ts';
export {
  amountField,
  applyMapping,
  type BadRow,
  builtInMapping,
  type Fields,
  type MappedRow,
  parseMapping,
  type TableMapping,
} from './table/mapping.ts';
export { readTable, type Table } from './table/read-table.ts';
export { csvCell, csvRow } from './table/write-table.ts';
