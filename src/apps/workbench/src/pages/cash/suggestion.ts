/** What is chosen of a receipt: the items that it pays and the differences that are closed, as the engine suggests it or a person says. */
import type { AdjustmentKind, ReceiptAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';

interface Adjustment {
  readonly kind: AdjustmentKind;
  readonly minor: bigint;
  readonly reason: string;
}
export interface Choice {
  /** The receipt's money for the item. */
  readonly minor: bigint;
  /** What leaves an item in another currency, in its own minor units, as it was proposed. */
  readonly itemAmount?: { readonly minor: bigint; readonly currency: string };
  readonly adjustments: readonly Adjustment[];
}

/** What the engine suggests as choices, by item; a suggestion that no longer fits what is open is cut to it. */
export function suggestion(data: ReceiptAnswer): ReadonlyMap<string, Choice> {
  const minor = (text: string): bigint => parseAmount(text, data.currency);
  return new Map(
    data.items.flatMap((item): [string, Choice][] =>
      item.suggested
        ? [
            [
              String(item.id),
              {
                minor: minor(item.suggested.amount),
                ...(item.suggested.itemAmount !== null && {
                  itemAmount: {
                    minor: parseAmount(item.suggested.itemAmount, item.currency),
                    currency: item.currency,
                  },
                }),
                adjustments: item.suggested.adjustments.map((one) => ({
                  kind: one.kind,
                  minor: minor(one.amount),
                  reason: one.reason,
                })),
              },
            ],
          ]
        : [],
    ),
  );
}

/** The choices as the server takes them. */
export const allocationsOf = (choices: ReadonlyMap<string, Choice>, currency: string) =>
  [...choices].map(([itemId, choice]) => ({
    itemId,
    amount: formatAmount(choice.minor, currency),
    ...(choice.itemAmount && { itemAmount: formatAmount(choice.itemAmount.minor, choice.itemAmount.currency) }),
    adjustments: choice.adjustments.map((one) => ({
      kind: one.kind,
      amount: formatAmount(one.minor, currency),
      reason: one.reason,
    })),
  }));

/** What of an item a choice closes: its money and the differences. */
export const closedBy = (choice: Choice): bigint =>
  choice.itemAmount?.minor ?? choice.minor + choice.adjustments.reduce((sum, one) => sum + one.minor, 0n);
