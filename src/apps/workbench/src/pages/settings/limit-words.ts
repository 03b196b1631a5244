/** Words of limits that come from codes; each is a sentence of the catalogue (see languages/administration). */
import type { LimitsAnswer } from '#platform';

type Limit = LimitsAnswer['actions'][number]['limits'][number];

export const modeWords: Readonly<Record<Limit['mode'], string>> = {
  alone: 'alone',
  with_approval: 'with a second person',
  approve: 'approves for others',
};
export const periodWords = { month: 'a month', quarter: 'a quarter', year: 'a year' } as const;
