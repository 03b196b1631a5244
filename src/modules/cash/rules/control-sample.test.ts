/** R33 L2 Control samples: every kind is looked at, and the error is bounded honestly. */
import { describe, expect, it } from 'vitest';
import { allocateSample, measuredError } from './control-sample.ts';

const strata = (populations: Readonly<Record<string, number>>) =>
  Object.entries(populations).map(([evidence, population]) => ({ evidence, population }));

describe('R33 L2 a control sample', () => {
  it('takes of each kind in proportion, at least one, and never more than there are', () => {
    expect(allocateSample(strata({ reference: 900, amount: 99, rare: 1 }), 60)).toEqual(
      new Map([
        ['reference', 54],
        ['amount', 5],
        ['rare', 1],
      ]),
    );
    expect(allocateSample(strata({ reference: 3, amount: 2 }), 60)).toEqual(
      new Map([
        ['reference', 3],
        ['amount', 2],
      ]),
    );
    expect(allocateSample(strata({ a: 10, b: 10, c: 10 }), 1)).toEqual(
      new Map([
        ['a', 1],
        ['b', 1],
        ['c', 1],
      ]),
    );
  });

  it('says nothing before the first verdict, and bounds even a spotless one', () => {
    expect(measuredError([{ evidence: 'reference', population: 1_000, judged: 0, wrong: 0 }])).toBeNull();
    const spotless = measuredError([{ evidence: 'reference', population: 1_000, judged: 59, wrong: 0 }])!;
    expect(spotless.rate).toBe(0);
    // The rule of three: none wrong of 59 leaves five in a hundred possible.
    expect(spotless.bounds.upper).toBeCloseTo(0.0495, 3);
  });

  it('weighs a kind by its part of all postings, not by how often it was looked at', () => {
    const measured = measuredError([
      { evidence: 'reference', population: 990, judged: 50, wrong: 0 },
      { evidence: 'amount', population: 10, judged: 10, wrong: 5 },
    ])!;
    expect(measured.rate).toBeCloseTo(0.005, 10);
    expect(measured.bounds.lower).toBeLessThan(0.005);
    expect(measured.bounds.upper).toBeGreaterThan(0.005);
  });
});
