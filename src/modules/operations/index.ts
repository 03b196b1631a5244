/** The door of operations: the day at a glance. */
export { type CompanyToday, loadToday } from './queries/today.ts';
export { routes } from './routes.ts';
