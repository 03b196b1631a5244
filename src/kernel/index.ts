/** The kernel's door: pure words that every module speaks. Imports none of our modules. */
export * from './currency.ts';
export * from './day.ts';
export * from './json.ts';
export * from './money.ts';
export * from './rate.ts';
export * from './refusal.ts';
export * from './text.ts';
