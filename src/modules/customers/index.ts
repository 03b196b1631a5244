/** The customers' door: master, accounts per company, contacts, portfolios, payer identities, how customers stand to each other. */

export { askAboutAccount, companyOfAccount, numbersOfAccounts, takeAccount } from './commands/account-at-hand.ts';
export { assignPortfolio, substitutePortfolio } from './commands/assign-portfolio.ts';
export { changeAccount } from './commands/change-account.ts';
export { changeBankAccountAction, proposeBankAccount } from './commands/change-bank-account.ts';
export { changeTerms, changeTermsAction } from './commands/change-terms.ts';
export { saveContact } from './commands/edit-contact.ts';
export { endRelation } from './commands/end-relation.ts';
export { fileClaim } from './commands/file-claim.ts';
export { liftInsolvency } from './commands/lift-insolvency.ts';
export { clearBounce, markBouncedIn } from './commands/mark-bounced.ts';
export { changePortfolio, createPortfolio } from './commands/portfolios.ts';
export { recordInsolvency } from './commands/record-insolvency.ts';
export { relateCustomers } from './commands/relate-customers.ts';
export { renumberCustomer } from './commands/renumber-customer.ts';
export { saveCustomers } from './commands/save-customers.ts';
export { findCustomerKey, loadContactsOfWhole, loadPortfolios, loadReach } from './contact-queries.ts';
export { type Estate, type Insolvency, loadEstate, loadInsolvencies } from './insolvency-store.ts';
export type * from './model.ts';
export { customerCategories } from './model.ts';
export { personalColumns } from './personal-columns.ts';
export { findCustomer } from './queries/find-customer.ts';
export { loadPostingAccounts, type PostingAccount } from './queries/posting-accounts.ts';
export { customerTermUses } from './queries/term-uses.ts';
export { findWholeCustomer, loadWholes, numbersAsOne, type WholeCustomer, type Wholes } from './queries/wholes.ts';
export { accountsOfLetters, findByNumbers, loadPortfoliosHeld, loadStanding } from './relation-store.ts';
export { routes } from './routes.ts';
export { defaultLanguage, defaultTimeZone, isCountry, isTimeZone } from './rules/country-defaults.ts';
export type { RelationKind, Standing } from './rules/relations.ts';
export {
  accountIdsOf,
  accountsByIds,
  holdAccounts,
  loadAccounts,
  loadBankAccounts,
  loadCustomerKeys,
  loadFamilies,
  lockAccounts,
} from './store.ts';
