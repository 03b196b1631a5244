/** Which copies go with a notice. */
import { describe, expect, it } from 'vitest';
import type { DocumentCopy } from '../model.ts';
import { chooseCopies, copyKindsOf, maximumCopies, maximumCopyBytes } from './choose-copies.ts';

const copy = (number: string, more: Partial<DocumentCopy> = {}): DocumentCopy => ({
  ...{ number, kind: 'invoice', sha256: number, sizeBytes: 1000 },
  ...more,
});
const numbers = (copies: readonly DocumentCopy[]): string[] => copies.map((one) => one.number);

describe('R31 copies with a notice', () => {
  it('are those of the kinds that its level wants: the invoice where nothing is said, none where it says so', () => {
    const kept = [copy('B', { kind: 'delivery_proof' }), copy('A'), copy('C', { kind: 'order' })];
    const of = (copies?: DocumentCopy['kind'][]) => chooseCopies(kept, copyKindsOf(copies && { copies }), 'email');
    expect(numbers(of().enclosed)).toEqual(['A']);
    expect(numbers(of(['invoice', 'delivery_proof']).enclosed)).toEqual(['A', 'B']);
    expect(of([])).toEqual({ enclosed: [], onRequest: [] });
  });

  it('are as many as a mail may carry; the others are named', () => {
    const big = copy('big', { sizeBytes: maximumCopyBytes - 500 });
    const { enclosed, onRequest } = chooseCopies(
      [big, copy('next'), copy('small', { sizeBytes: 500 })],
      ['invoice'],
      'email',
    );
    expect([numbers(enclosed), numbers(onRequest)]).toEqual([['big', 'small'], ['next']]);
    const many = Array.from({ length: 3 * maximumCopies }, (_, index) => copy(String(index)));
    const chosen = chooseCopies(many, ['invoice'], 'email');
    expect([chosen.enclosed.length, chosen.onRequest.length]).toEqual([maximumCopies, maximumCopies]);
  });

  it('are only named on paper', () => {
    const { enclosed, onRequest } = chooseCopies([copy('A')], ['invoice'], 'letter');
    expect([enclosed, numbers(onRequest)]).toEqual([[], ['A']]);
  });
});
