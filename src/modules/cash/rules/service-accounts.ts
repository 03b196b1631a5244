/** Which accounts of a chart the terms of a payment service may name. Pure. */
import type { GlAccount } from '#ledger';

/** Fees are an expense, on an account that nothing else posts to by its purpose but the bank's own charges. */
export const isFeeAccount = (one: Pick<GlAccount, 'kind' | 'purpose'>): boolean =>
  one.kind === 'expense' && (one.purpose === null || one.purpose === 'bank_charges');

/** The reserve is money that the service owes: an asset account without a purpose of its own. */
export const isReserveAccount = (one: Pick<GlAccount, 'kind' | 'purpose'>): boolean =>
  one.kind === 'asset' && one.purpose === null;
