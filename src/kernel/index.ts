/** The kernel's door: pure words that every module speaks. Imports none of our modules. */
export * from './creditor-reference.ts';
export * from './currency.ts';
export * from './day.ts';
export * from './digest-counts.ts';
export * from './email.ts';
export * from './id.ts';
export * from './json.ts';
export * from './money.ts';
export * from './page.ts';
export * from './payment-code.ts';
export * from './rate.ts';
export * from './reader-format.ts';
export * from './refusal.ts';
export * from './text.ts';
export * from './zone.ts';
