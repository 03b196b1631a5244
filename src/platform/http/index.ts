/** HTTP: route definitions, the door, problem documents, paging, the event stream. */
export * from './app.ts';
export * from './as-seen.ts';
export * from './companies.ts';
export * from './contract.ts';
export * from './events.ts';
export { describeFault, refusalOfFault } from './faults.ts';
export * from './health.ts';
export * from './looked-at.ts';
export * from './paging.ts';
export { toJson } from './problem.ts';
export * from './rate-limit.ts';
export * from './route.ts';
export { securityHeaders } from './security.ts';
