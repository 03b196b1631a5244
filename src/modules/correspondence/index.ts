/** The door of correspondence: messages, the one send path, transports. */
export { proposeMessagesIn, recordNotProposedIn, type SendResult, sendMessages } from './commands/send-messages.ts';
export type * from './model.ts';
export { composeMail, outboxFolder } from './outbox-folder.ts';
export { personalColumns } from './personal-columns.ts';
export { renderTemplate } from './templates.ts';
