/** What an explanation pays, as one text: two explanations that pay the same have the same. Pure. */

/** "item:amount" with spaces between, ascending by item; an amount is what leaves the item, in its minor units. */
export const allocationsText = (
  allocations: readonly { readonly itemId: string; readonly itemAmountMinor: bigint }[],
): string =>
  [...allocations]
    .sort((a, b) => (BigInt(a.itemId) < BigInt(b.itemId) ? -1 : 1))
    .map((one) => `${one.itemId}:${one.itemAmountMinor}`)
    .join(' ');

/** The items of such a text. */
export const itemsOfText = (text: string): string =>
  text
    .split(' ')
    .map((part) => part.split(':')[0])
    .join(' ');
