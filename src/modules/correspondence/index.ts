/** The door of correspondence: messages, the one send path, transports. */
export { collectLetters, makePrintBatch, markPrinted, reprintBatch } from './commands/print-batches.ts';
export { proposeMessagesIn, recordNotProposedIn } from './commands/propose-messages.ts';
export { readMailFolder } from './commands/read-mail-folder.ts';
export { type RecordedReport, recordDeliveryReport } from './commands/record-delivery-report.ts';
export { type Resolution, resolutions, resolveMessage } from './commands/resolve-message.ts';
export { checkTemplate, checkTemplateKey, saveTemplate, templateLanguages } from './commands/save-template.ts';
export { type SendResult, sendMessages } from './commands/send-messages.ts';
export { setMail } from './commands/set-mail.ts';
export { type CoverList, renderLetters } from './letters/render-letters.ts';
export type * from './model.ts';
export { didNotLeave, messageStates, reportOutcomes } from './model.ts';
export { personalColumns } from './personal-columns.ts';
export { type ListedReport, listDeliveryReports } from './queries/list-delivery-reports.ts';
export { type ListedMessage, listMessages } from './queries/list-messages.ts';
export {
  builtInProse,
  factsOf,
  loadTemplate,
  loadTemplates,
  loadVersions,
  type TemplateVersion,
} from './queries/load-template.ts';
export { type ListedBatch, listPrintBatches, printBatchPdf } from './queries/print-batches.ts';
export { routes } from './routes.ts';
export type * from './rules/letter/letter.ts';
export { paperOf } from './rules/letter/letter.ts';
export { letterHtml } from './rules/letter/letter-html.ts';
export { letterText } from './rules/letter/letter-text.ts';
export type { Template, TemplateKey, TemplateProse } from './rules/template.ts';
export { loadMailSetting } from './store.ts';
export { type TemplateName, writeProse } from './templates/prose.ts';
export { composeMail } from './transports/compose-mail.ts';
export { outboxFolder } from './transports/outbox-folder.ts';
export { printFolder } from './transports/print-folder.ts';
export { smtpTransport } from './transports/smtp.ts';
