/** Matching quality as it is told: amounts in the company's currency, and what the figures suppose. Pure. */
import { formatAmount } from '#kernel';
import type { QualityAnswer } from './quality-contract.ts';
import type { MatchingQuality } from './queries/quality.ts';
import { countedMonths, minimumObservations, settledDays, unseenWeight } from './rules/track-record.ts';

export function qualityToJson(quality: MatchingQuality): QualityAnswer {
  const { currency, amountMinor, kinds, curve, recommended, ...rest } = quality;
  const pointToJson = (point: MatchingQuality['curve'][number]): QualityAnswer['curve'][number] => ({
    ...point,
    added: [...point.added],
  });
  return {
    ...rest,
    currency,
    amount: formatAmount(amountMinor, currency),
    withoutRate: [...quality.withoutRate],
    assumptions: { settledDays, unseenWeight, minimumObservations, countedMonths },
    kinds: kinds.map(({ amountMinor: minor, right: _, ...one }) => ({ ...one, amount: formatAmount(minor, currency) })),
    curve: curve.map(pointToJson),
    recommended: recommended && pointToJson(recommended),
  };
}
