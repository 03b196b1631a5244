/** What lists of offsets share when they are written as files. */
import { refuse } from '#kernel';

/** More are not held in memory for one file. */
export const mostRowsOfFile = 200_000;

export const fileTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export const tooLarge = () =>
  refuse('offsets.export-too-large', `These are more than ${mostRowsOfFile} rows; filter them. Nothing was changed.`);
