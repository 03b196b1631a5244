/** The customers' door: master, accounts per company, contacts, portfolios, payer identities. */
export { saveCustomers, saveCustomersIn, savePortfolio } from './commands/save-customers.ts';
export type * from './model.ts';
export { customerCategories } from './model.ts';
export { personalColumns } from './personal-columns.ts';
export { defaultLanguage, defaultTimeZone, isCountry, isTimeZone } from './rules/country-defaults.ts';
export { loadAccounts, loadCustomerKeys, lockAccounts } from './store.ts';
