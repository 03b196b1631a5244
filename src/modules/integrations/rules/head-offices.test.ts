/** What a file may say of head offices: each way that is wrong, and that nothing wrong keeps a right row out. */
import { describe, expect, it } from 'vitest';
import fc from '#test/property';
import { inOrderOfHeads, judgeHeadOffices, type ToldCustomer } from './head-offices.ts';

/** The faults of a file, `branch>head` or `number`, beside what stands already. */
function judge(file: readonly string[], standing: readonly string[] = [], elsewhere: readonly string[] = []) {
  const customers = inOrderOfHeads(file.map(toldOf));
  const headOf = new Map(standing.flatMap((text) => (text.includes('>') ? [text.split('>') as [string, string]] : [])));
  const here = new Set(standing.flatMap((text) => text.split('>')));
  const faults = judgeHeadOffices(
    customers,
    { numbers: new Set([...here, ...elsewhere]), headOf, inCompany: here },
    { companyCode: 'DE01', inFile: new Set(customers.map((one) => one.number)) },
  );
  return Object.fromEntries(
    [...faults].map(([number, fault]) => [number, fault.code.replace('customers.parent-', '')]),
  );
}

const toldOf = (text: string): ToldCustomer => {
  const [number, head] = text.split('>');
  return { number: number!, head: head === '' ? null : head };
};

describe('R6 R7 Head offices in a file of customers', () => {
  it('are two levels: the head office and its branches, in any order', () => {
    expect(judge(['B1>H', 'H', 'B2>H'])).toEqual({});
    expect(judge(['B>H'], ['H'])).toEqual({});
  });

  it('are not the customer itself, nobody, or one without an account in the company', () => {
    expect(judge(['A>A', 'B>NONE', 'C>FAR', 'D'], [], ['FAR'])).toEqual({ A: 'itself', B: 'unknown', C: 'elsewhere' });
  });

  it('do not go in a circle, of two, of many, or through what stands already', () => {
    expect(judge(['A>B', 'B>A', 'C'])).toEqual({ A: 'circle', B: 'circle' });
    expect(judge(['A>B', 'B>C', 'C>A', 'D>A'])).toEqual({ A: 'circle', B: 'circle', C: 'circle', D: 'bad' });
    expect(judge(['A>B'], ['B>A'])).toEqual({ A: 'circle' });
  });

  it('have no head office themselves, in the file or already', () => {
    expect(judge(['C>B', 'B>A', 'A'])).toEqual({ C: 'chain' });
    expect(judge(['C>B'], ['B>A'])).toEqual({ C: 'chain' });
    expect(judge(['H>X', 'X'], ['B>H'])).toEqual({ H: 'of-branches' });
  });

  it('may be changed at once: a branch leaves, or its head office is given up in the same file', () => {
    expect(judge(['H>X', 'X', 'B>X'], ['B>H'])).toEqual({});
    expect(judge(['B>', 'A>B'], ['B>A'])).toEqual({});
    expect(judge(['B>H'], ['B>H', 'H>X'])).toEqual({});
  });

  it('of a row that falls out take with them what stands below it, and only that', () => {
    expect(judge(['A>A', 'B>A', 'C>B', 'D>H', 'H'])).toEqual({ A: 'itself', B: 'bad', C: 'bad' });
    expect(judge(['A>NONE', 'B>A'], ['A'])).toEqual({ A: 'unknown' });
  });

  it('that hang a hundred thousand rows on one another, or in one circle, are judged to the end', () => {
    const chain = Array.from({ length: 100_000 }, (_, index) => `N${index + 1}>N${index}`);
    expect(Object.keys(judge([...chain, 'N0']))).toHaveLength(99_999);
    expect(Object.keys(judge([...chain, 'N0>N100000']))).toHaveLength(100_001);
  });

  it('leave a family of two levels behind, whatever is told and whatever stood', () => {
    const number = fc.integer({ min: 0, max: 7 }).map((n) => `N${n}`);
    const head = fc.option(fc.option(number, { nil: null }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ number, head }), { selector: (one) => one.number, maxLength: 8 }),
        fc.uniqueArray(number, { maxLength: 8 }),
        fc.array(fc.tuple(number, number), { maxLength: 6 }),
        (file, known, pairs) => {
          const headOf = new Map<string, string>();
          for (const [branch, of] of pairs) {
            const free = known.includes(branch) && known.includes(of) && branch !== of;
            if (free && !headOf.has(of) && ![...headOf.values()].includes(branch)) headOf.set(branch, of);
          }
          const standing = { numbers: new Set(known), headOf, inCompany: new Set(known) };
          const inFile = new Set(file.map((one) => one.number));
          const faults = judgeHeadOffices(inOrderOfHeads(file), standing, { companyCode: 'DE01', inFile });
          const after = new Map(headOf);
          const all = new Set(known);
          for (const one of file.filter(({ number: of }) => !faults.has(of))) {
            all.add(one.number);
            if (one.head === null) after.delete(one.number);
            else if (one.head !== undefined) after.set(one.number, one.head);
          }
          for (const [branch, of] of after) {
            expect(all.has(of) && of !== branch).toBe(true);
            expect(after.has(of)).toBe(false);
          }
          for (const one of file) if (one.head == null) expect(faults.has(one.number)).toBe(false);
        },
      ),
    );
  });
});
