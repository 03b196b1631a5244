/** The page of the long tier is its memory: what it says is read back, and what has passed is not run again. */
import { describe, expect, it } from 'vitest';
import { type PagePart, type PieceResult, piecesToRun, readResults, withResult, writePage } from './page.ts';

const parts: readonly PagePart[] = [
  { name: 'years', title: 'A company, day by day', wanted: '200 seeds; here 2', pieces: ['seed 1', 'seed 2'] },
  { name: 'crowds', title: 'Four users', wanted: 'ten rounds', pieces: ['all'] },
];
const result = (part: string, piece: string, passed: boolean): PieceResult => ({
  part,
  piece,
  result: passed ? 'passed 1' : 'failed 1, passed 0',
  told: 'a | bar\nand a second line',
  minutes: '3.5',
  command: `npm run soak -- --parts ${part}`,
  commit: 'abc1234',
  day: '2026-11-27',
});

describe('the page of the soak', () => {
  it('gives back what was written, bars and ends of lines taken out', () => {
    const told = [result('years', 'seed 2', true), result('crowds', 'all', false)];
    const read = readResults(writePage(parts, told));
    expect(read).toEqual(told.map((one) => ({ ...one, told: 'a / bar and a second line' })));
    expect(readResults(writePage(parts, read))).toEqual(read);
    expect(readResults('# Another page')).toEqual([]);
  });

  it('runs what did not pass, in order; all of it when asked again', () => {
    const told = [result('years', 'seed 1', true), result('crowds', 'all', false)];
    expect(piecesToRun(parts, told, false)).toEqual([
      { part: 'years', piece: 'seed 2' },
      { part: 'crowds', piece: 'all' },
    ]);
    expect(piecesToRun(parts, told, true)).toHaveLength(3);
  });

  it('keeps the last result of a piece, and those of seeds beyond the goal', () => {
    const mended = withResult([result('crowds', 'all', false)], result('crowds', 'all', true));
    expect(mended).toEqual([result('crowds', 'all', true)]);
    const page = writePage(parts, [...mended, result('years', 'seed 77', true)]);
    expect(readResults(page).map((one) => one.piece)).toEqual(['seed 77', 'all']);
    expect(page).toContain('**1 of 2 parts are whole.**');
  });
});
