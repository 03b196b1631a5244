/** What is chosen of a receipt: the items that it pays and the differences that are closed, as the engine suggests it or a person says. */
import type { AdjustmentKind, ReceiptAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatMoney, humanise, sentence } from '../../format.ts';
import { t } from '../../language.ts';

interface Adjustment {
  readonly kind: AdjustmentKind;
  readonly minor: bigint;
  readonly reason: string;
}
/** A difference in words, before they are translated. */
export const differenceWord = (kind: string): string => (kind === 'fx' ? 'Exchange difference' : humanise(kind));

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

/**
 * What somebody else changed of a receipt since a person began to choose, with what it was and is: the receipt itself, and
 * what is open of the chosen items. Empty where nothing that the choice rests on has changed.
 */
export function changesOf(
  base: ReceiptAnswer,
  now: ReceiptAnswer,
  choices: ReadonlyMap<string, Choice>,
): readonly (readonly [name: string, before: string, now: string])[] {
  const money = (amount: string): string => `${formatMoney(amount, now.currency)} ${now.currency}`;
  const of = (data: ReceiptAnswer): readonly (readonly [name: string, text: string])[] => [
    [t('State'), t(humanise(data.state))],
    [t('Left'), money(data.left)],
    [t('Customer'), data.name ?? ''],
    [t('Applied to:'), data.appliedTo.map((one) => `${one.number} ${money(one.amount)}`).join('\n')],
    [t('Why'), sentence(data.explanation)],
    ...[...choices.keys()].map((id): readonly [string, string] => {
      const item = data.items.find((one) => String(one.id) === id);
      const number = item?.number ?? base.items.find((one) => String(one.id) === id)?.number ?? id;
      return [number, item ? t('{amount} open', { amount: money(item.open) }) : t('not open any more')];
    }),
  ];
  const after = of(now);
  return of(base).flatMap(([name, before], index) =>
    before === after[index]![1] ? [] : [[name, before, after[index]![1]] as const],
  );
}

/** Of what was chosen, what can still be paid: items that are open, and no more than is open of them. */
export function stillPossible(choices: ReadonlyMap<string, Choice>, now: ReceiptAnswer): ReadonlyMap<string, Choice> {
  return new Map(
    [...choices].flatMap(([id, choice]): [string, Choice][] => {
      const item = now.items.find((one) => String(one.id) === id);
      if (!item) return [];
      const open = parseAmount(item.open, now.currency);
      const closed = closedBy(choice);
      const fits = open < 0n ? closed >= open : closed <= open;
      return [[id, fits ? choice : { minor: open, adjustments: [] }]];
    }),
  );
}
