/** The customers' door: master, accounts per company, contacts, portfolios, payer identities. */
export { changeBankAccount, changeBankAccountAction, proposeBankAccount } from './commands/change-bank-account.ts';
export { changeTerms, changeTermsAction } from './commands/change-terms.ts';
export { saveCustomers, saveCustomersIn, savePortfolio } from './commands/save-customers.ts';
export type * from './model.ts';
export { customerCategories } from './model.ts';
export { personalColumns } from './personal-columns.ts';
export { routes } from './routes.ts';
export { defaultLanguage, defaultTimeZone, isCountry, isTimeZone } from './rules/country-defaults.ts';
export { loadAccounts, loadBankAccounts, loadCustomerKeys, lockAccounts } from './store.ts';
