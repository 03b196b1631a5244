/** The door of collections: dunning, the worklist, what was done with a customer. */

export { askPayersRoutes } from './ask-payers-routes.ts';
export { channelToAsk, renderAsking } from './asking.ts';
export { type AskedAboutCredits, askAboutCredits } from './commands/ask-about-credits.ts';
export { askPayers } from './commands/ask-payers.ts';
export { logActivity } from './commands/log-activity.ts';
export { prioritiseCompany, priorityProjector, priorityRows } from './commands/prioritise.ts';
export { requestRemittance } from './commands/request-remittance.ts';
export { resetLevel, resetLevelAction } from './commands/reset-level.ts';
export {
  type DunningPreview,
  type ProposeResult,
  previewDunning,
  proposeNotices,
  staleBank,
} from './commands/run-dunning.ts';
export { previewStatements, proposeStatements } from './commands/run-statements.ts';
export { setProcedure } from './commands/set-procedure.ts';
export { setStatementCycle } from './commands/set-statement-cycle.ts';
export { snoozeAccount } from './commands/snooze-account.ts';
export { giveBackWork, takeOverWork } from './commands/take-over-work.ts';
export { dormantCreditKind } from './dormant-credit.ts';
export { letterFrame } from './letter-frame.ts';
export type * from './model.ts';
export { noticeKind, noticeTakenBackHandler } from './notice-message.ts';
export { noticeLanguage, noticeWords } from './notice-words.ts';
export { personalColumns } from './personal-columns.ts';
export { itemsAbove } from './queries/items-above.ts';
export { listStatements, previewStatement } from './queries/list-statements.ts';
export { previewNotice } from './queries/preview-notice.ts';
export { previewTemplate } from './queries/preview-template.ts';
export { loadRecipients, type Recipient } from './queries/recipients.ts';
export { planRemittanceRequests } from './queries/remittance-requests.ts';
export { loadWorklist, type Worklist } from './queries/worklist.ts';
export { remittanceRequestKind } from './remittance-request.ts';
export { remittanceRequestRoutes } from './remittance-request-routes.ts';
export { routes } from './routes.ts';
export { contactNotBefore } from './rules/contact-hours.ts';
export { planNotice } from './rules/plan-notice.ts';
export { periodDue } from './rules/plan-statement.ts';
export { insolvencyCheck, moneySeenCheck } from './send-checks.ts';
export { statementKind, statementTakenBackHandler } from './statement-message.ts';
export type * from './statement-model.ts';
export { inheritLevelsIn, levelsOf, loadStatementCycle } from './store.ts';
