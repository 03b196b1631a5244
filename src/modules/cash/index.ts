/** The door of cash: bank accounts and files, receipts, cash application. */
export { adviceRoutes } from './advice-routes.ts';
export { aliasRoutes } from './alias-routes.ts';
export { checkRoutes } from './check-routes.ts';
export { applyCash } from './commands/apply-cash.ts';
export { applyBankRules, declareBankRule, endRule, reverseRulePosting } from './commands/bank-rules.ts';
export { countTrackRecord } from './commands/count-track-record.ts';
export { declineProposal, withdrawDecline } from './commands/decline-proposal.ts';
export { type DepositResult, depositChecks } from './commands/deposit-checks.ts';
export {
  type AdviceFileResult,
  importAdviceFile,
  matchAdvices,
  readAdviceFolder,
} from './commands/import-advices.ts';
export { checkBankFile, createBankAccount, importBankFile, releaseStatement } from './commands/import-bank-file.ts';
export { linkAdvice, linkAdvices, withdrawAdvice } from './commands/link-advices.ts';
export { assignReceipt, setDormancy } from './commands/own-unapplied.ts';
export { paySisterCompany, type SisterPayment, type SisterPaymentResult } from './commands/pay-sister-company.ts';
export { attachCheckImage, receiveCheck } from './commands/receive-check.ts';
export { removeAlias } from './commands/remove-alias.ts';
export { returnReceipt, setReturnFee } from './commands/return-receipt.ts';
export { reverseSisterPayment } from './commands/reverse-sister-payment.ts';
export { setMatchingPolicy } from './commands/set-matching-policy.ts';
export { applyReceipt, type ChosenAllocation, leaveReceipt } from './commands/work-receipt.ts';
export type * from './model.ts';
export { personalColumns } from './personal-columns.ts';
export { policyRoutes, simulationToJson } from './policy-routes.ts';
export { qualityRoutes } from './quality-routes.ts';
export { qualityToJson } from './quality-told.ts';
export { type AdviceState, adviceStates, listAdvices, loadAdvice } from './queries/advices.ts';
export { type CheckRow, type CheckState, checkStates, listChecks } from './queries/checks.ts';
export { type PaymentStatus, type PaymentStep, paymentStatus } from './queries/payment-status.ts';
export { type MatchingQuality, matchingQuality } from './queries/quality.ts';
export { listReceipts } from './queries/receipts.ts';
export { type PolicySimulation, simulatePolicy } from './queries/simulate-policy.ts';
export { listUnapplied, type UnappliedQueue, type UnappliedRow, unappliedQueues } from './queries/unapplied.ts';
export { receiptStateProjector } from './registrations.ts';
export { routes } from './routes.ts';
export { ruleRoutes, ruleToJson } from './rule-routes.ts';
export { solveDocument } from './rules/matching/document.ts';
export { evidenceKinds } from './rules/matching/evidence.ts';
export {
  defaultMatchingPolicy,
  type MatchingPolicy,
  type MatchingProblem,
  type MatchingResult,
  type PostingClass,
  postingClasses,
} from './rules/matching/model.ts';
export { jaroWinkler, nameTokens } from './rules/matching/payer.ts';
export { solve } from './rules/matching/solve.ts';
export { trackRecordsOf } from './rules/track-record.ts';
export { sisterRoutes } from './sister-routes.ts';
export { listPayerAliases, type PayerAlias } from './store/aliases.ts';
export { loadBankAccounts } from './store/bank.ts';
export { loadBankRules } from './store/bank-rules.ts';
export { type JudgedReceipt, type JudgementOutcome, listJudged } from './store/judgements.ts';
export { listMatchingRules, loadMatchingPolicy, type MatchingRules } from './store/matching-policy.ts';
export { loadWrongReceiptStates } from './store/receipts.ts';
export { unappliedRoutes } from './unapplied-routes.ts';
