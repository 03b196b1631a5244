/** Mail at the lowest level: where a server is, and handing it a message. */
export { type HandOver, type SmtpEnvelope, type SmtpSession, smtpSession } from './smtp-session.ts';
export { readSmtpUrl, type SmtpServer } from './smtp-url.ts';
