/** Words of limits that come from codes; each is a sentence of the catalogue (see languages/administration). */
import type { LimitsAnswer } from '#platform';

type Limit = LimitsAnswer['actions'][number]['limits'][number];

export const modeWords: Readonly<Record<Limit['mode'], string>> = {
  alone: 'alone',
  with_approval: 'with a second person',
  approve: 'approves for others',
};
export const periodWords = { month: 'a month', quarter: 'a quarter', year: 'a year' } as const;

export const outcomeWords = {
  allowed: 'Yes, alone',
  'approval-needed': 'Only with a second person',
  refused: 'No',
} as const;

/** What a past decision was, and would be under other limits. */
export const backtestWords = {
  alone: 'alone',
  approved: 'with a second person',
  'approval-needed': 'with a second person',
  refused: 'not at all',
} as const;

export const delegationStates = {
  coming: 'not begun yet',
  in_force: 'in force',
  over: 'over',
  taken_back: 'revoked',
} as const;
