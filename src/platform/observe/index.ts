/** What an operator sees of a running process: metrics and readiness. */
export * from './metrics.ts';
export * from './readiness.ts';
