/** The door of correspondence: messages, the one send path, transports. */
export { proposeMessagesIn, recordNotProposedIn } from './commands/propose-messages.ts';
export { type Resolution, resolutions, resolveMessage } from './commands/resolve-message.ts';
export { type SendResult, sendMessages } from './commands/send-messages.ts';
export { setMail } from './commands/set-mail.ts';
export type * from './model.ts';
export { didNotLeave, messageStates } from './model.ts';
export { personalColumns } from './personal-columns.ts';
export { type ListedMessage, listMessages } from './queries/list-messages.ts';
export { routes } from './routes.ts';
export { loadMailSetting } from './store.ts';
export { renderTemplate } from './templates.ts';
export { composeMail } from './transports/compose-mail.ts';
export { outboxFolder } from './transports/outbox-folder.ts';
export { smtpTransport } from './transports/smtp.ts';
