/** The company's door: legal entities, payment terms, exchange rates. */
export { createCompany } from './commands/create-company.ts';
export { recordExchangeRates, setPaymentTerm } from './commands/set-terms.ts';
export type * from './model.ts';
export { type CompanyConverter, loadConverter } from './queries/converter.ts';
export { findCompany, listCompanies } from './queries/list-companies.ts';
export { convertAt, loadRatesInForce, type RateInForce } from './queries/rates-in-force.ts';
export { routes } from './routes.ts';
export { dueDay, instalmentsOf, sharesAreWhole } from './rules/due-dates.ts';
export { loadCompanies, loadPaymentTerms, loadRates } from './store.ts';
