/** The door of integrations: tables that come in by declared mappings. */
export { importCustomers } from './commands/import-customers.ts';
export { importItems } from './commands/import-items.ts';
export { customerFields, itemFields } from './fields.ts';
export type { TableImportResult, TableInput } from './table-import.ts';
