/** The platform's door: transactions, database, clock, tenants and the other ground that business modules stand on. */

export * from './audit/index.ts';
export * from './authority/index.ts';
export * from './backup/index.ts';
export * from './clock.ts';
export * from './config.ts';
export * from './consumer.ts';
export * from './database.ts';
export * from './do-to-many.ts';
export * from './failpoint.ts';
export * from './file-pieces.ts';
export * from './files.ts';
export * from './http/index.ts';
export * from './identity/index.ts';
export * from './installation.ts';
export * from './jobs.ts';
export * from './mail/index.ts';
export * from './migrate.ts';
export * from './numbers.ts';
export * from './observe/index.ts';
export { recogniseWords } from './ocr/recognise-words.ts';
export * from './postgres/index.ts';
export * from './statistics.ts';
export * from './tenants.ts';
export * from './transaction.ts';
export { makePdf } from './typst/make-pdf.ts';
export * from './unfinished.ts';
