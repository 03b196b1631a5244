/** Audit: the trail, its verification, and the erasure of personal data. */
export type { AuditChoicesAnswer, AuditRecordAnswer, VerificationAnswer } from './contract.ts';
export * from './erase.ts';
export * from './find-personal.ts';
export * from './list.ts';
export * from './personal-columns.ts';
export * from './routes.ts';
export * from './verify.ts';
