/** The door of lists. */
export { type AmountRange, minorOf, within } from './filters.ts';
export { type ListPlace, listRoutes } from './routes.ts';
