/** The receivables' door: open items, clearing, blocks, aging. */

export { acceptBill } from './commands/accept-bill.ts';
export { attachCertificate } from './commands/attach-certificate.ts';
export { attachFile, removeFile, restoreFile } from './commands/attach-file.ts';
export { attachFiles, type FoundFile, maximumFileBytes } from './commands/attach-files.ts';
export {
  accountsOfBlocks,
  blockItems,
  blockItemsIn,
  blockLockedItems,
  endBlocks,
  endBlocksIn,
  type NewBlock,
} from './commands/block-items.ts';
export { clearByHand, takeClearingBack, undoClearingIn, undoingTouches } from './commands/clear-by-hand.ts';
export {
  type ClearingRequest,
  clearItems,
  clearItemsIn,
  clearMany,
  clearManyIn,
  reverseClearing,
  reverseClearingIn,
} from './commands/clear-items.ts';
export { holdRetention } from './commands/hold-retention.ts';
export { changeDueDatesIn, moveDueDays, moveDueDaysAction } from './commands/move-due-days.ts';
export { moveItemsIn } from './commands/move-items.ts';
export { openDeduction } from './commands/open-deduction.ts';
export { postDocument, postDocumentAction, postFiledDocument } from './commands/post-document.ts';
export { postDocuments, postDocumentsIn, postingChunkSize } from './commands/post-documents.ts';
export { recoverWriteOff } from './commands/recover-write-off.ts';
export { refundCredit, refundCreditAction, refundLimits } from './commands/refund-credit.ts';
export { claimBadDebtRelief, takeClaimBackIn } from './commands/relieve-tax.ts';
export { type RevaluationResult, revalue } from './commands/revalue.ts';
export {
  reversalSubject,
  reverseDocument,
  reverseDocumentAction,
  reverseDocumentIn,
  reverseOneDocument,
  reversingTouches,
  takeBackPaymentIn,
  takingBackTouches,
} from './commands/reverse-document.ts';
export { freeItems, stopItems } from './commands/stop-items.ts';
export { takeDownPayment } from './commands/take-down-payment.ts';
export { type ToldTax, tellTaxesIn } from './commands/tell-tax.ts';
export { transferItem, transferItemAction } from './commands/transfer-item.ts';
export { receiveCertificate, receiveCertificateAction, withholdTax } from './commands/withhold-tax.ts';
export { writeOff, writeOffAction } from './commands/write-off.ts';
export type * from './model.ts';
export { documentFileKinds, documentTypes, listKeyOf, specialGlAccounts, specialGlOf } from './model.ts';
export { personalColumns } from './personal-columns.ts';
export {
  type Aging,
  type AgingRequest,
  type AgingRow,
  aging,
  agingIn,
  agingToJson,
  seqKnownAt,
} from './queries/aging.ts';
export { controlAccounts } from './queries/control-accounts.ts';
export { type GroupRates, groupAging, groupAgingToJson } from './queries/group-aging.ts';
export { listItems } from './queries/list-items.ts';
export { listRefunds } from './queries/list-refunds.ts';
export { openItemsNamed } from './queries/open-items-named.ts';
export { listCertificates, listReliefs } from './queries/queues.ts';
export { type Revaluation, revaluation, revaluationToJson } from './queries/revaluation.ts';
export { itemTermUses } from './queries/term-uses.ts';
export { openAmountAssertion, revaluationMonthHold, summaryProjector } from './registrations.ts';
export { routes } from './routes.ts';
export { namesParty, type OneTimeParty } from './rules/party.ts';
export { containedTax } from './rules/tax.ts';
export { type DocumentFile, loadDocumentFiles } from './store/document-files.ts';
export { loadItems } from './store/items.ts';
export { loadSummaries, summaryOf } from './store/summary.ts';
