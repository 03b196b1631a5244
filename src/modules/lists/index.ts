/** The door of lists. */
export { type AmountRange, holdsPart, minorOf, within } from './filters.ts';
export { type ListPlace, listRoutes } from './routes.ts';
export { fileTypes, mostRowsOfSheet, streamList, type TakeRows } from './stream-list.ts';
