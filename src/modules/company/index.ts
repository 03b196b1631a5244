/** The company's door: legal entities, payment terms, exchange rates, tax codes and policies, reason codes. */
export { askForMoney } from './commands/ask-for-money.ts';
export { changeCompany } from './commands/change-company.ts';
export { changePaymentAccount, changePaymentAccountAction } from './commands/change-payment-account.ts';
export { addClosingDays, type NewClosingDays, removeClosingDay } from './commands/closing-days.ts';
export { createCompany } from './commands/create-company.ts';
export { type ImportedRates, importExchangeRates } from './commands/import-rates.ts';
export { recordExchangeRates } from './commands/record-rates.ts';
export { recordTaxCodes, recordTaxPolicies, setReasonCodes, setUpTax } from './commands/set-tax.ts';
export { setPaymentTerm, setPaymentTermAction } from './commands/set-terms.ts';
export type * from './model.ts';
export { reasonKinds, reliefBases } from './model.ts';
export { type CompanyConverter, loadConverter } from './queries/converter.ts';
export { findCompany, listCompanies } from './queries/list-companies.ts';
export { convertAt, loadRatesInForce, type RateInForce } from './queries/rates-in-force.ts';
export { routes } from './routes.ts';
export { instalmentsOf, sharesAreWhole } from './rules/due-dates.ts';
export { closedDays } from './rules/open-days.ts';
export { claimEnd, reliefDay, type TaxFacts, taxFacts } from './rules/tax.ts';
export {
  loadClosingDays,
  loadCompanies,
  loadCompany,
  loadCompanyEntries,
  loadExchangeRates,
  loadOpenCompany,
  loadPaymentTerms,
  loadReasonCodes,
  loadTaxCodes,
  loadTaxPolicies,
  updateLedgerMode,
} from './store.ts';
