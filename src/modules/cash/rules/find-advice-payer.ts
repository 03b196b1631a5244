/** Whose advice is it? By bank account or name as for money; else by the customer number; else by the items it names. Pure. */
import { textKey } from '#kernel';
import type { MatchingCustomer } from './matching/model.ts';
import { certainAmong, findPayer, indexPayers } from './matching/payer.ts';

export interface AdvicePayer {
  readonly name: string | null;
  readonly account: string | null;
  /** Accounts of the items that the lines name exactly. */
  readonly itemAccountIds: readonly bigint[];
}

export interface PayerDirectory {
  readonly customers: readonly MatchingCustomer[];
  /** Customer id → account id. */
  readonly accountOf: ReadonlyMap<string, bigint>;
  /** Key of a customer number → account id. */
  readonly accountOfNumber: ReadonlyMap<string, bigint>;
}

/** The customer account of each payer; null where nobody is certain: two who fit are no payer. */
export function findAdvicePayers(
  payers: readonly AdvicePayer[],
  { customers, accountOf, accountOfNumber }: PayerDirectory,
): (bigint | null)[] {
  const index = indexPayers(customers);
  return payers.map(({ name, account, itemAccountIds }) => {
    const found = findPayer(
      {
        id: '',
        date: '0001-01-01',
        amountMinor: 0n,
        currency: '',
        payer: { name, account },
        reference: '',
        method: null,
        remittance: [],
      },
      index,
    );
    const certain = certainAmong(found);
    if (certain) return accountOf.get(certain.customerId) ?? null;
    for (const text of [account, name])
      if (text !== null && accountOfNumber.has(textKey(text))) return accountOfNumber.get(textKey(text))!;
    const named = [...new Set(itemAccountIds)];
    return named.length === 1 ? named[0]! : null;
  });
}
