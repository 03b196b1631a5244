/** The door of lists. */
export { type AmountRange, type Asked, asksForAll, holdsPart, minorOf, within } from './filters.ts';
export { companiesOf, type ListPlace, listed, listedIds, listRoutes } from './routes.ts';
export { listChoice } from './schemas.ts';
export { fileTypes, mostRowsOfSheet, streamList, streamPieces } from './stream-list.ts';
