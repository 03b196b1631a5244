/** Mail at the lowest level: where a server is, and handing it a message. */
export { smtpSession } from './smtp-session.ts';
export { readSmtpUrl, type SmtpServer } from './smtp-url.ts';
