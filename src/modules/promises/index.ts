/** The door of promises: promises to pay. */
export { judgeAgainHandler, judgeOpenPromises, judgeWithMoneyHandler } from './commands/judge-promises.ts';
export { cancelPromise, lockForPromise, recordPromise, recordPromiseIn } from './commands/record-promise.ts';
export { personalColumns } from './personal-columns.ts';
export { routes } from './routes.ts';
export { judgePromises } from './rules/judge.ts';
