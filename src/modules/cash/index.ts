/** The door of cash: bank accounts and files, receipts, cash application. */
export { receiptChoice } from './acceptance-contract.ts';
export { adjustmentRoutes } from './adjustment-routes.ts';
export { adviceRoutes } from './advice-routes.ts';
export { aliasRoutes } from './alias-routes.ts';
export { bankAccountsToJson } from './bank-account-routes.ts';
export { checkRoutes, heldBatchToJson } from './check-routes.ts';
export { acceptProposals } from './commands/accept-proposals.ts';
export { applyCash } from './commands/apply-cash.ts';
export {
  applyBankRules,
  declareBankRule,
  declareBankRuleAction,
  endRule,
  reverseRulePosting,
} from './commands/bank-rules.ts';
export { closeBankAccount, reopenBankAccount } from './commands/close-bank-account.ts';
export { drawControlSample, judgeControlReceipt, usualSampleSize } from './commands/control-samples.ts';
export { type CheckCorrection, correctCheck, withdrawCheck } from './commands/correct-check.ts';
export { countTrackRecord } from './commands/count-track-record.ts';
export { createBankAccount } from './commands/create-bank-account.ts';
export {
  acceptAdjustment,
  acceptAdjustmentAction,
  declineAdjustment,
  nameAdjustmentCustomer,
} from './commands/decide-adjustment.ts';
export { linkAdvice, unlinkAdvice, withdrawAdvice } from './commands/decide-advice.ts';
export {
  holdSettlement,
  releaseSettlement,
  restoreSettlement,
  withdrawSettlement,
} from './commands/decide-settlement.ts';
export { leaveStatementOut, releaseStatement } from './commands/decide-statement.ts';
export { declarePaymentService, type ServiceTermsInput } from './commands/declare-payment-service.ts';
export { declineProposal, withdrawDecline } from './commands/decline-proposal.ts';
export { type DepositResult, depositChecks } from './commands/deposit-checks.ts';
export { endRefundCheck, endRefundCheckAction } from './commands/end-refund-check.ts';
export { endFileMapping, keepFileMapping } from './commands/file-mappings.ts';
export {
  type AdviceFileResult,
  checkAdviceFile,
  importAdviceFile,
  matchAdvices,
  readAdviceFolder,
} from './commands/import-advices.ts';
export { checkBankFile, importBankFile } from './commands/import-bank-file.ts';
export { importSettlementFile, type SettlementFileResult } from './commands/import-settlement.ts';
export { linkAdvices } from './commands/link-advices.ts';
export { discardHeldBatch, releaseHeldBatch, restoreHeldBatch } from './commands/lockbox-batches.ts';
export { assignReceipt, setDefaultOwner, setDormancy } from './commands/own-unapplied.ts';
export { type MadePaymentFile, payRefunds, payRefundsAction } from './commands/pay-refunds.ts';
export { payRefundsByCheck, payRefundsByCheckAction } from './commands/pay-refunds-by-check.ts';
export { paySisterCompany, type SisterPayment, type SisterPaymentResult } from './commands/pay-sister-company.ts';
export { postSettlement, postSettlements } from './commands/post-settlements.ts';
export { readSettlementFolder } from './commands/read-settlement-folder.ts';
export { attachCheckImage, receiveCheck } from './commands/receive-check.ts';
export { removeAlias } from './commands/remove-alias.ts';
export { renameBankAccount } from './commands/rename-bank-account.ts';
export {
  linkReturn,
  linkReturnAction,
  type ReturnResult,
  returnReceipt,
  setReturnFee,
  takeAdvisedReturn,
} from './commands/return-receipt.ts';
export { reverseSettlement } from './commands/reverse-settlement.ts';
export { reverseSisterPayment } from './commands/reverse-sister-payment.ts';
export { setBankRhythm } from './commands/set-bank-rhythm.ts';
export { setMatchingPolicy, setMatchingPolicyAction, toleranceMonthOf } from './commands/set-matching-policy.ts';
export { type SplitResult, splitReceipt } from './commands/split-receipt.ts';
export { takeReturnBack } from './commands/take-return-back.ts';
export { takeUpReceipt } from './commands/take-up-receipt.ts';
export { tellTakenBackIn } from './commands/tell-taken-back.ts';
export { withdrawDeposit } from './commands/withdraw-deposit.ts';
export { type WithdrawnPayments, withdrawPayments, withdrawPaymentsAction } from './commands/withdraw-payments.ts';
export { applyReceipt, type ChosenAllocation, leaveReceipt } from './commands/work-receipt.ts';
export { depositSlipPdf, loadSlip, slipFileName } from './deposit-slip.ts';
export { slipLanguages } from './deposit-slip-words.ts';
export { fileMappingsToJson } from './file-mapping-routes.ts';
export { heldStatementToJson } from './held-statement-routes.ts';
export { listsOfCash } from './list-routes.ts';
export {
  adviceStates,
  checkStates,
  mostAllocations,
  type OwnedByDefault,
  ownedByDefault,
  settlementStates,
  unappliedList,
  unappliedQueues,
} from './lists.ts';
export type * from './model.ts';
export { unpostedLinesMonthHold } from './month-hold.ts';
export { paymentRoutes } from './payment-routes.ts';
export { personalColumns } from './personal-columns.ts';
export { policyRoutes, simulationToJson } from './policy-routes.ts';
export { qualityRoutes } from './quality-routes.ts';
export { qualityToJson } from './quality-told.ts';
export { listAdjustments } from './queries/adjustments.ts';
export { type AdviceState, listAdvices, loadAdvice } from './queries/advices.ts';
export { type CandidateItem, findCandidates } from './queries/candidates.ts';
export { checkSettlementFile } from './queries/check-settlement.ts';
export { type CheckRow, type CheckState, listChecks } from './queries/checks.ts';
export { type DepositRow, listDeposits } from './queries/deposits.ts';
export { type CreditToAskAbout, creditsToAskAbout, listDormantCredits } from './queries/dormant-credits.ts';
export { listDueRefunds } from './queries/due-refunds.ts';
export { loadHeldBatchDetail } from './queries/held-batch.ts';
export { loadHeldStatements } from './queries/held-statements.ts';
export { receiptMoneyOrigins } from './queries/money-origins.ts';
export { listPaymentFiles, loadPaymentFile, loadPaymentFileContent } from './queries/payment-files.ts';
export { listPaymentServices } from './queries/payment-services.ts';
export { type PaymentStatus, type PaymentStep, paymentStatus } from './queries/payment-status.ts';
export { listPaymentsToStop, sayPaymentToStop } from './queries/payments-to-stop.ts';
export { previewReturn } from './queries/preview-return.ts';
export { loadAcceptance, type ProposalChoice } from './queries/proposals.ts';
export { type MatchingQuality, matchingQuality } from './queries/quality.ts';
export { listReceipts, loadReceipt, type ReceiptDetail } from './queries/receipts.ts';
export { listRefundChecks } from './queries/refund-checks.ts';
export { listReturnFees } from './queries/return-fees.ts';
export {
  listProposedReturns,
  listReturnedLines,
  loadAdvisedReturn,
  loadReturnedLine,
  type ProposedReturn,
  type ReturnedLine,
  type ReturnedLineDetail,
} from './queries/returned-lines.ts';
export { refundPaymentReversalHolds } from './queries/reversal-holds.ts';
export { loadSettlementDetail } from './queries/settlement-detail.ts';
export { listSettlementLines, listSettlements, type SettlementRow } from './queries/settlements.ts';
export { type PolicySimulation, simulatePolicy } from './queries/simulate-policy.ts';
export { tryBankRule } from './queries/try-bank-rule.ts';
export {
  companiesWithOpenMoney,
  countOwnMoney,
  listUnapplied,
  type UnappliedChoice,
  type UnappliedQueue,
  type UnappliedRow,
} from './queries/unapplied.ts';
export { receiptStateProjector } from './registrations.ts';
export { returnRoutes } from './return-routes.ts';
export { routes } from './routes.ts';
export { ruleRoutes, ruleToJson } from './rule-routes.ts';
export { rhythmOn } from './rules/bank-rhythm.ts';
export { solveDocument } from './rules/matching/document.ts';
export { evidenceKinds } from './rules/matching/evidence.ts';
export {
  type AdjustmentKind,
  adjustmentKinds,
  defaultMatchingPolicy,
  type MatchingPolicy,
  type MatchingProblem,
  type MatchingResult,
  type PostingClass,
  postingClasses,
  unearnedTreatments,
  type WithholdingRate,
} from './rules/matching/model.ts';
export { jaroWinkler, nameTokens } from './rules/matching/payer.ts';
export { solve } from './rules/matching/solve.ts';
export { checkKeyOf } from './rules/refund-check.ts';
export { trackRecordsOf } from './rules/track-record.ts';
export { sampledToJson, sampleRoutes, sampleToJson } from './sample-routes.ts';
export { serviceToJson, settlementRoutes, settleNow } from './settlement-routes.ts';
export { sisterRoutes } from './sister-routes.ts';
export { listPayerAliases, type PayerAlias } from './store/aliases.ts';
export { loadBankAccounts } from './store/bank.ts';
export { loadBankRules } from './store/bank-rules.ts';
export { listControlSamples, listSampledReceipts } from './store/control-samples.ts';
export { loadFileMappings } from './store/file-mappings.ts';
export { loadHeldBatches } from './store/held-batches.ts';
export { type JudgedReceipt, type JudgementOutcome, listJudged } from './store/judgements.ts';
export { listMatchingRules, loadMatchingPolicy, type MatchingRules } from './store/matching-policy.ts';
export { loadWrongReceiptStates } from './store/receipts.ts';
export { loadPaymentServices, type SettlementState } from './store/settlements.ts';
export { loadDefaultOwners } from './store/unapplied.ts';
export { companiesOnDay, unappliedIds, unappliedRoutes } from './unapplied-routes.ts';
