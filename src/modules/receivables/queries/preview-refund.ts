/** A refund before it is asked for: what is left of the credit, and to which accounts its money may go back. */
import { loadAccounts, loadBankAccounts, loadEstate } from '#customers';
import { absolute, formatAmount } from '#kernel';
import { type Engine, runQuery } from '#platform';
import { choosePayout, type Payout } from '../rules/payout.ts';
import { loadItems } from '../store/items.ts';

export interface RefundPreview {
  readonly number: string;
  readonly customer: string;
  readonly customerName: string;
  readonly currency: string;
  /** What can be refunded of it. */
  readonly open: string;
  /** Where its money may go, the one that is meant where nothing is said first. */
  readonly accounts: readonly Pick<Payout, 'account' | 'holderName' | 'basis'>[];
  /** Whether a check of ours may pay it. */
  readonly byCheck: boolean;
  /** Why no account is meant where nothing is said: it came from several, or none is known. */
  readonly hindrance: string | null;
}

/** Undefined where the tenant has no such item, or where it is a receivable. */
export function previewRefund(engine: Engine, tenantId: bigint, itemId: bigint): Promise<RefundPreview | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const [item] = await loadItems(db, tenantId, { itemIds: [itemId] });
    if (!item || item.amountMinor > 0n) return undefined;
    const [account] = await loadAccounts(db, tenantId, { accountIds: [item.accountId] });
    const estate = await loadEstate(db, tenantId, item.accountId);
    const [verified] = await loadBankAccounts(db, tenantId, [item.accountId]);
    const told = await Promise.all(engine.registrations.moneyOrigins.map((one) => one.load(db, tenantId, [itemId])));
    const facts = { customer: account!.number, origins: told.flat(), verified, estate };
    const meant = choosePayout({ ...facts, wanted: undefined });
    const others = [...facts.origins.map((one) => one.account), ...(verified ? [verified.account] : [])]
      .map((wanted) => choosePayout({ ...facts, wanted }))
      .flatMap((one) => (one.ok ? [one.value] : []));
    const accounts = new Map([...(meant.ok ? [meant.value] : []), ...others].map((one) => [one.accountKey, one]));
    return {
      number: item.number,
      customer: account!.number,
      customerName: account!.name,
      currency: item.currency,
      open: formatAmount(absolute(item.openMinor), item.currency),
      accounts: [...accounts.values()].map(({ account, holderName, basis }) => ({ account, holderName, basis })),
      byCheck: estate === undefined,
      hindrance: meant.ok ? null : meant.refusal.message.replace(/ Nothing was changed\.$/, ''),
    };
  });
}
