/** Why a return is held is said by its code and what belongs to it, never by the server's English sentence. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

describe('R22 Why a returned payment is not taken back yet', () => {
  let heldWords: typeof import('./held-return.ts').heldWords;
  beforeAll(async () => {
    // What a browser has: its languages, and nothing kept.
    vi.stubGlobal('navigator', { languages: ['en-GB'] });
    vi.stubGlobal('localStorage', { getItem: () => null });
    // The notation is that of whoever read its module first in this worker.
    vi.resetModules();
    ({ heldWords } = await import('./held-return.ts'));
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const said = (code: string, details: Record<string, unknown> = {}) =>
    heldWords({ code, details, message: 'The server says it in English. Nothing was changed.' });

  it('names month, charge and rate as the reader writes them', () => {
    expect(said('ledger.period-soft-closed', { months: ['2026-02'] })).toMatch(/soft-closed.*February 2026/);
    const charge = { charge: '9990.00', currency: 'EUR', known: '50.00', companyCurrency: 'EUR' };
    expect(said('cash.return-charge', charge)).toMatch(/9,?990\.00 EUR.*50\.00 EUR/);
    expect(said('company.rate-missing', { from: 'USD', to: 'EUR', day: '2026-02-03' })).toMatch(/USD.*EUR/);
  });

  it('has words for each refusal that a return meets, and tells an unknown one by its code', () => {
    const codes = [
      ...['ledger.period-closed', 'ledger.period-soft-closed', 'cash.return-charge', 'cash.return-linked'],
      ...[
        'cash.not-returnable',
        'receivables.has-allocations',
        'receivables.changed-meanwhile',
        'company.rate-missing',
      ],
    ];
    const words = codes.map((code) => said(code));
    expect(new Set(words).size).toBe(codes.length);
    for (const text of words) expect(text).not.toMatch(/Nothing was changed|cash\.|ledger\.|undefined/);
    expect(said('receivables.recovered')).toContain('(receivables.recovered)');
  });
});
