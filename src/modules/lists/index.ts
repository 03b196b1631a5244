/** The door of lists. */

export type { Asked } from './filters.ts';
export { type AmountRange, minorOf, within } from './filters.ts';
export { type ListPlace, listRoutes } from './routes.ts';
export { fileTypes, mostRowsOfSheet, streamList, type TakeRows } from './stream-list.ts';
