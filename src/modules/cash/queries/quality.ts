/** How good cash application was in a company: what was said of money by kind, what became of it, and the curve over it. */
import { type Company, convertAt, loadRatesInForce } from '#company';
import { addDays, addMonths, type Day } from '#kernel';
import { type Engine, runQuery, type Sql } from '#platform';
import { type EvidenceKind, postingClassOf } from '../rules/matching/evidence.ts';
import type { MatchingPolicy } from '../rules/matching/model.ts';
import { type Withheld, withheldBy } from '../rules/matching/withholding.ts';
import {
  type CurvePoint,
  curveOf,
  type KindQuality,
  type KindSums,
  moneyShare,
  qualityOf,
  recommendedPoint,
} from '../rules/quality.ts';
import { type KindCounts, precisionBounds, trackRecordsOf } from '../rules/track-record.ts';
import {
  countMoneyIn,
  countOutcomes,
  type JudgedSpan,
  loadTrackRecords,
  type OutcomeCount,
} from '../store/judgements.ts';
import { loadMatchingPolicy } from '../store/matching-policy.ts';

export const spanOf = (companyId: bigint, day: Day, months: number): JudgedSpan => ({
  companyId,
  from: addDays(addMonths(day, -months), 1),
  to: day,
});

/** What became of the judgements of a span, by kind. */
export async function loadKindCounts(db: Sql, tenantId: bigint, span: JudgedSpan): Promise<KindCounts[]> {
  return sumKinds(await countOutcomes(db, tenantId, span), () => null).filter(
    (one) => one.confirmed + one.stood + one.wrong > 0,
  );
}

/** Sums by kind; `convert` takes money into the company's currency, null where it has no rate. */
function sumKinds(
  rows: readonly OutcomeCount[],
  convert: (amountMinor: bigint, currency: string) => bigint | null,
): KindSums[] {
  const kinds = new Map<string, { -readonly [K in keyof KindSums]: KindSums[K] } & { seen: number }>();
  for (const row of rows) {
    const key = `${row.evidence} ${row.proved}`;
    const sums = kinds.get(key) ?? {
      evidence: row.evidence,
      proved: row.proved,
      score: 0,
      ...{ confirmed: 0, stood: 0, wrong: 0, unknown: 0, receipts: 0, seen: 0 },
      amountMinor: 0n,
    };
    kinds.set(key, sums);
    sums.score = (sums.score * sums.seen + row.score * row.count) / (sums.seen + row.count);
    sums.seen += row.count;
    sums.receipts += row.receipts;
    sums.amountMinor += convert(row.amountMinor, row.currency) ?? 0n;
    if (row.outcome === 'confirmed' || row.outcome === 'stood') sums[row.outcome] += row.count;
    else if (row.outcome === 'otherwise' || row.outcome === 'taken_back' || row.outcome === 'declined')
      sums.wrong += row.count;
    else sums.unknown += row.count;
  }
  return [...kinds.values()].map(({ seen: _, ...one }) => one);
}

/** Whether a kind posts by itself now, and if not, why. */
export type PostsNow = 'posts' | Withheld | 'not_proved';

export interface MatchingQuality {
  readonly from: Day;
  readonly to: Day;
  readonly currency: string;
  /** All money in of the span. */
  readonly receipts: number;
  readonly amountMinor: bigint;
  /** Currencies without a rate on the day: their money is in no amount. */
  readonly withoutRate: readonly string[];
  /** The day whose count cash application goes by now; null before the first. */
  readonly countedOn: Day | null;
  readonly policy: { readonly version: bigint; readonly minimumConfidence: number; readonly minimumPrecision: number };
  readonly kinds: readonly (KindQuality & { readonly posts: PostsNow })[];
  readonly curve: readonly CurvePoint[];
  /** What posts by itself under the rules in force. */
  readonly inForce: Pick<CurvePoint, 'right' | 'wrong' | 'precision' | 'bounds' | 'coverage' | 'moneyCoverage'>;
  readonly recommended: CurvePoint | null;
}

/** The quality of a company's matching over the months up to a day, looked at as it is known now. */
export function matchingQuality(
  engine: Engine,
  tenantId: bigint,
  of: { company: Company; day: Day; months: number },
): Promise<MatchingQuality> {
  const { company, day } = of;
  const asked = spanOf(company.id, day, of.months);
  return runQuery(engine, tenantId, async (db) => {
    const outcomes = await countOutcomes(db, tenantId, asked);
    // Money from before anything was kept of what was said of it would look as if nothing had been said.
    const first = outcomes.map((one) => one.first).sort()[0];
    const span = { ...asked, from: first ?? asked.from };
    const money = await countMoneyIn(db, tenantId, span);
    const { convert, withoutRate } = await converterOf(db, tenantId, company, day, [
      ...new Set([...money, ...outcomes].map((one) => one.currency)),
    ]);
    const { version, policy } = await loadMatchingPolicy(db, tenantId, {
      companyId: company.id,
      currency: company.currency,
      day,
    });
    const counted = await loadTrackRecords(db, tenantId, { companyId: company.id, day });
    const total = {
      receipts: money.reduce((sum, one) => sum + one.receipts, 0),
      amountMinor: money.reduce((sum, one) => sum + (convert(one.amountMinor, one.currency) ?? 0n), 0n),
    };
    const kinds = qualityOf(sumKinds(outcomes, convert), policy.minimumPrecision);
    const posts = postsUnder({ ...policy, ...(counted && { history: trackRecordsOf(counted.kinds) }) });
    const curve = curveOf(kinds, total);
    const told = kinds.map((one) => ({ ...one, posts: posts(one) }));
    return {
      from: span.from,
      to: span.to,
      currency: company.currency,
      ...total,
      withoutRate,
      countedOn: counted?.countedOn ?? null,
      policy: { version, minimumConfidence: policy.minimumConfidence, minimumPrecision: policy.minimumPrecision },
      kinds: told,
      curve,
      inForce: together(
        told.filter((one) => one.posts === 'posts'),
        total,
      ),
      recommended: recommendedPoint(curve, policy.minimumPrecision),
    };
  });
}

/** Whether a kind would post under a policy with its history. */
const postsUnder =
  (policy: MatchingPolicy) =>
  (kind: { evidence: EvidenceKind; proved: boolean; confidence: number }): PostsNow =>
    kind.proved
      ? (withheldBy(policy, {
          postingClass: postingClassOf(kind.evidence),
          confidence: kind.confidence,
          record: policy.history?.of(kind.evidence, true),
        }) ?? 'posts')
      : 'not_proved';

/** Some kinds as one point. */
function together(
  kinds: readonly KindQuality[],
  total: { receipts: number; amountMinor: bigint },
): MatchingQuality['inForce'] {
  const sum = (pick: (one: KindQuality) => number): number => kinds.reduce((all, one) => all + pick(one), 0);
  const [right, wrong] = [sum((one) => one.right), sum((one) => one.wrong)];
  const amountMinor = kinds.reduce((all, one) => all + one.amountMinor, 0n);
  return {
    right,
    wrong,
    precision: right + wrong === 0 ? null : right / (right + wrong),
    bounds: right + wrong === 0 ? null : precisionBounds(right, wrong),
    coverage: total.receipts === 0 ? 0 : sum((one) => one.receipts) / total.receipts,
    moneyCoverage: moneyShare(amountMinor, total.amountMinor),
  };
}

/** Money in the company's currency at the rates of a day; what has no rate is named. */
async function converterOf(
  db: Sql,
  tenantId: bigint,
  company: Company,
  day: Day,
  currencies: readonly string[],
): Promise<{ convert: (amountMinor: bigint, currency: string) => bigint | null; withoutRate: string[] }> {
  const rates = new Map<string, Parameters<typeof convertAt>[0]>();
  const withoutRate: string[] = [];
  for (const from of currencies.filter((one) => one !== company.currency)) {
    const found = await loadRatesInForce(db, tenantId, [{ from, to: company.currency }], day);
    if (found.ok) rates.set(from, found.value(from, company.currency));
    else withoutRate.push(from);
  }
  return {
    withoutRate,
    convert: (amountMinor, currency) => {
      if (currency === company.currency) return amountMinor;
      const rate = rates.get(currency);
      return rate ? convertAt(rate, amountMinor) : null;
    },
  };
}
