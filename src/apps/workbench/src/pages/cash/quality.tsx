/** Matching quality: the curve of precision and coverage, the kinds behind it, a threshold chosen on it, and the receipts. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { MatchingPolicyAnswer, QualityAnswer } from '#cash/contract';
import { formatCount, formatDay, formatInstant, formatMoney, formatShare } from '../../format.ts';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import type { QualitySearch } from '../../router.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { CashPages } from './cash-pages.tsx';
import { ChooseThreshold } from './choose-threshold.tsx';
import { ControlSamples } from './control-sample.tsx';
import { JudgedReceipts } from './judged-receipts.tsx';
import { Curve, CurveKey } from './quality-curve.tsx';
import { evidenceWords, type Kind, kindKey, kindText, type Outcome, postsWords } from './quality-words.ts';

const route = getRouteApi('/cash/quality');

export function QualityPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { company } = useWork();
  const months = search.months ?? '12';
  const read = useReading<QualityAnswer>('/api/matching-quality', { company, months }, { keep: true });
  return (
    <>
      <CashPages />
      <PageHead title={t('Matching quality')} meta={company}>
        <Segmented
          label={t('Months looked at')}
          value={months}
          options={(['3', '6', '12', '24'] as const).map((one) => [one, t('{count} months', { count: one })])}
          onChange={(one) =>
            void navigate({ search: (old) => ({ ...old, months: one === '12' ? undefined : one }), replace: true })
          }
        />
      </PageHead>
      <div data-scroller className="min-h-0 flex-1 overflow-auto border-t border-line">
        {read.isPending ? (
          <Skeleton rows={16} className="px-6 py-3" />
        ) : read.error && !read.data ? (
          <Failure error={read.error} retry={() => void read.refetch()} />
        ) : read.data!.kinds.length === 0 ? (
          <Notice title={t('Nothing was matched yet')}>
            <p className="text-ink-2">
              {t('What the engine proposes and posts is counted here from the first receipt on; import a bank file.')}
            </p>
          </Notice>
        ) : (
          <Quality data={read.data!} />
        )}
      </div>
    </>
  );
}

function Quality({ data }: { data: QualityAnswer }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const by = search.by ?? 'receipts';
  const [choosing, setChoosing] = useState<number>();
  const show = (part: QualitySearch): void => void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  /** A point of the curve is all the kinds up to it. */
  const kindsUpTo = (index: number): string =>
    data.curve
      .slice(0, index + 1)
      .flatMap((point) => point.added.map(kindKey))
      .join(',');
  const chosen = data.curve.findIndex((_, index) => kindsUpTo(index) === search.kinds);
  return (
    <div className="flex flex-col gap-6 pb-10">
      <Facts data={data} />
      <ComingRules />
      <section aria-label={t('Precision and coverage')} className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-6">
          <h2 className="text-fact font-semibold">{t('Precision and coverage')}</h2>
          <Segmented
            label={t('Coverage of')}
            value={by}
            options={[
              ['receipts', t('Receipts')],
              ['money', t('Money')],
            ]}
            onChange={(one) => show({ by: one === 'money' ? one : undefined })}
          />
        </div>
        <div className="px-6">
          <Curve
            data={data}
            by={by}
            chosen={chosen < 0 ? undefined : chosen}
            choose={(index) => show({ kinds: kindsUpTo(index), outcomes: undefined })}
          />
          <CurveKey demanded={data.policy.minimumPrecision} />
        </div>
        <CurveTable data={data} chosen={chosen} kindsUpTo={kindsUpTo} choosing={choosing} setChoosing={setChoosing} />
      </section>
      <section aria-label={t('By kind of evidence')} className="flex flex-col gap-3">
        <h2 className="px-6 text-fact font-semibold">{t('By kind of evidence')}</h2>
        <KindsTable data={data} />
      </section>
      {(search.kinds !== undefined || search.outcomes !== undefined) && (
        <JudgedReceipts
          months={search.months ?? '12'}
          kinds={search.kinds}
          outcomes={search.outcomes}
          close={() => show({ kinds: undefined, outcomes: undefined })}
        />
      )}
      <ControlSamples today={data.to} />
      <HowCounted data={data} />
    </div>
  );
}

function Facts({ data }: { data: QualityAnswer }) {
  const { inForce, policy } = data;
  const fact = (name: string, value: ReactNode, note?: ReactNode) => (
    <div className="min-w-36">
      <dt className="text-meta text-ink-2">{name}</dt>
      <dd className="text-figure font-semibold tabular-nums">{value}</dd>
      {note && <dd className="text-meta text-ink-2">{note}</dd>}
    </div>
  );
  const short = inForce.precision !== null && inForce.precision < policy.minimumPrecision;
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4 px-6 pt-5" aria-label={t('What posts by itself now')}>
      {fact(
        t('Precision of what posts'),
        inForce.precision === null ? (
          '–'
        ) : (
          <span className={short ? 'text-bad' : undefined}>{formatShare(inForce.precision, 2)}</span>
        ),
        inForce.bounds === null
          ? t('nothing is known yet')
          : t('at least {share}, with 95% certainty', { share: formatShare(inForce.bounds.lower, 2) }),
      )}
      {fact(
        t('Demanded'),
        formatShare(policy.minimumPrecision),
        policy.minimumConfidence === 0
          ? t('no threshold is set')
          : t('and a threshold of {share}', { share: formatShare(policy.minimumConfidence, 2) }),
      )}
      {fact(
        t('Coverage of receipts'),
        formatShare(inForce.coverage),
        <Link
          key="receipts"
          to="/cash/receipts"
          search={{ postedOnFrom: data.from, postedOnTo: data.to }}
          className="drill"
        >
          {data.receipts === 1
            ? t('1 receipt came')
            : t('{count} receipts came', { count: formatCount(data.receipts) })}
        </Link>,
      )}
      {fact(
        t('Coverage of money'),
        formatShare(inForce.moneyCoverage),
        `${formatMoney(data.amount, data.currency)} ${data.currency}`,
      )}
    </dl>
  );
}

/** Rules that are set and begin later: a threshold that was chosen counts from its day on, and until then this says so. */
function ComingRules() {
  const { company } = useWork();
  const { data } = useReading<MatchingPolicyAnswer>('/api/matching-policy', { company });
  const coming = (data?.versions ?? []).filter((one) => one.validFrom > data!.today);
  if (coming.length === 0) return null;
  return (
    <ul aria-label={t('Rules to come')} className="flex flex-col gap-1 px-6">
      {coming.map((one) => (
        <li key={String(one.version)}>
          {one.minimumConfidence === 0
            ? t('From {day} on: no threshold.', { day: formatDay(one.validFrom) })
            : t('From {day} on: a threshold of {share}.', {
                day: formatDay(one.validFrom),
                share: formatShare(one.minimumConfidence, 2),
              })}{' '}
          <span className="text-ink-2">
            {t('{name}, {when}: {reason}', { name: one.person, when: formatInstant(one.setAt), reason: one.reason })}
          </span>{' '}
          <Link to="/settings/{-$section}" params={{ section: 'matching' }} search={{}} className="link">
            {t('Rules of cash application')}
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface CurveTableProps {
  readonly data: QualityAnswer;
  readonly chosen: number;
  readonly kindsUpTo: (index: number) => string;
  readonly choosing: number | undefined;
  readonly setChoosing: (threshold: number | undefined) => void;
}

function CurveTable({ data, chosen, kindsUpTo, choosing, setChoosing }: CurveTableProps) {
  const mayChoose = useMay('cash.edit-matching-policy');
  return (
    <WideTable className="border-t border-line bg-surface">
      <table className="ledger" aria-label={t('Precision and coverage by threshold')}>
        <thead>
          <tr>
            <th scope="col">{t('Posts from')}</th>
            <th scope="col">{t('Adds')}</th>
            <th scope="col" className="numeric">
              {t('Wrong of')}
            </th>
            <th scope="col" className="numeric">
              {t('Precision')}
            </th>
            <th scope="col" className="numeric">
              {t('At least')}
            </th>
            <th scope="col" className="numeric">
              {t('Receipts')}
            </th>
            <th scope="col" className="numeric">
              {t('Money')}
            </th>
            <th scope="col">
              <span className="sr-only">{t('Choose')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.curve.map((point, index) => {
            const recommended = point.mayPost && point.threshold === data.recommended?.threshold;
            return (
              <tr key={kindsUpTo(index)} className={index === chosen ? 'bg-selection' : ''}>
                <td className="tabular-nums text-ink-2">
                  {point.mayPost ? formatShare(point.threshold, 2) : t('never')}
                </td>
                <th scope="row" className="min-w-48 whitespace-normal">
                  {point.added.map(kindText).join(' · ')}
                  {recommended && (
                    <span className="pl-2 text-meta font-normal text-ok">
                      {t('most that holds {share}', { share: formatShare(data.policy.minimumPrecision) })}
                    </span>
                  )}
                </th>
                <td className="numeric">
                  <Link
                    from="/cash/quality"
                    search={(old) => ({ ...old, kinds: kindsUpTo(index), outcomes: wrongOutcomes.join(',') })}
                    replace
                    className="drill"
                  >
                    {formatCount(point.wrong)}
                  </Link>
                  {' / '}
                  <span data-weighed>{formatCount(Math.floor(point.right + point.wrong))}</span>
                </td>
                <td className="numeric">{point.precision === null ? '–' : formatShare(point.precision, 2)}</td>
                <td className="numeric text-ink-2">
                  {point.bounds === null ? '–' : formatShare(point.bounds.lower, 2)}
                </td>
                <td className="numeric drill-cell">
                  <Link
                    from="/cash/quality"
                    search={(old) => ({ ...old, kinds: kindsUpTo(index), outcomes: undefined })}
                    replace
                    className="drill"
                    aria-label={t('{share} of the receipts: show them', { share: formatShare(point.coverage) })}
                  >
                    {formatShare(point.coverage)}
                  </Link>
                </td>
                <td className="numeric">{formatShare(point.moneyCoverage)}</td>
                <td className="text-right">
                  {mayChoose && point.mayPost && (
                    <button
                      type="button"
                      className="link"
                      aria-expanded={choosing === point.threshold}
                      onClick={() => setChoosing(choosing === point.threshold ? undefined : point.threshold)}
                    >
                      {t('Choose')}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {choosing !== undefined && (
        <ChooseThreshold key={choosing} threshold={choosing} close={() => setChoosing(undefined)} />
      )}
    </WideTable>
  );
}

const wrongOutcomes: readonly Outcome[] = ['otherwise', 'taken_back', 'declined'];
const unknownOutcomes: readonly Outcome[] = ['young', 'returned', 'waiting'];

function KindsTable({ data }: { data: QualityAnswer }) {
  const figure = (kind: Kind, count: number, outcomes: readonly Outcome[], name: string) => (
    <td className="numeric drill-cell">
      {count > 0 && (
        <Link
          from="/cash/quality"
          search={(old) => ({ ...old, kinds: kindKey(kind), outcomes: outcomes.join(',') })}
          replace
          className="drill"
          aria-label={`${formatCount(count)} ${name}, ${kindText(kind)}`}
        >
          {formatCount(count)}
        </Link>
      )}
    </td>
  );
  return (
    <WideTable className="border-t border-line bg-surface">
      <table className="ledger" aria-label={t('Quality by kind of evidence')}>
        <thead>
          <tr>
            <th scope="col">{t('Evidence')}</th>
            <th scope="col" className="numeric">
              {t('Confirmed')}
            </th>
            <th scope="col" className="numeric">
              {t('Stood')}
            </th>
            <th scope="col" className="numeric">
              {t('Wrong')}
            </th>
            <th scope="col" className="numeric">
              {t('Not known')}
            </th>
            <th scope="col" className="numeric">
              {t('Precision')}
            </th>
            <th scope="col" className="numeric">
              {t('Between')}
            </th>
            <th scope="col" className="numeric">
              {t('Confidence')}
            </th>
            <th scope="col">{t('Now')}</th>
          </tr>
        </thead>
        <tbody>
          {[true, false].flatMap((proved) => {
            const kinds = data.kinds.filter((one) => one.proved === proved);
            return kinds.length === 0
              ? []
              : [
                  <tr key={String(proved)} className="total">
                    <th scope="rowgroup" colSpan={9}>
                      {proved ? t('Proved') : t('In doubt')}
                    </th>
                  </tr>,
                  ...kinds.map((kind) => (
                    <tr key={kindKey(kind)}>
                      <th scope="row">{evidenceWords()[kind.evidence]}</th>
                      {figure(kind, kind.confirmed, ['confirmed'], t('Confirmed'))}
                      {figure(kind, kind.stood, ['stood'], t('Stood'))}
                      {figure(kind, kind.wrong, wrongOutcomes, t('Wrong'))}
                      {figure(kind, kind.unknown, unknownOutcomes, t('Not known'))}
                      <td className="numeric">{kind.precision === null ? '–' : formatShare(kind.precision)}</td>
                      <td className="numeric text-ink-2">
                        {kind.bounds === null
                          ? '–'
                          : `${formatShare(kind.bounds.lower)} – ${formatShare(kind.bounds.upper)}`}
                      </td>
                      <td className="numeric">
                        {formatShare(kind.confidence, 2)}
                        {kind.standing === 'too_few' && <span aria-hidden="true"> *</span>}
                      </td>
                      <td className={kind.posts === 'history' ? 'text-bad' : 'text-ink-2'}>
                        {postsWords()[kind.posts]}
                      </td>
                    </tr>
                  )),
                ];
          })}
        </tbody>
      </table>
      {data.kinds.some((one) => one.standing === 'too_few') && (
        <p className="px-6 pt-2 text-meta text-ink-2">
          *{' '}
          {t('Seen fewer than {count} times: the engine’s own figure, and its own careful rules.', {
            count: data.assumptions.minimumObservations,
          })}
        </p>
      )}
    </WideTable>
  );
}

/** What the figures suppose, in words. */
function HowCounted({ data }: { data: QualityAnswer }) {
  const { assumptions, countedOn } = data;
  return (
    <section aria-label={t('How this is counted')} className="flex max-w-[46rem] flex-col gap-1.5 px-6 text-ink-2">
      <h2 className="text-fact font-semibold text-ink">{t('How this is counted')}</h2>
      <p>
        {t(
          'Right is what the money stands applied to now. What a person confirmed counts whole; what was posted by itself and not touched for {days} days counts half, for nobody looked: it supposes that one of two mistakes comes to light by then.',
          { days: assumptions.settledDays },
        )}
      </p>
      <p>
        {t(
          'Wrong is what a person declined, applied otherwise or took back. What the bank returned, what waits and what was posted lately is not known.',
        )}
      </p>
      <p>
        {t(
          'A kind is left to persons when even the upper of its 95% bounds is below what is demanded. Two equally good explanations, a spent search and a held item are never posted, whatever the curve says.',
        )}
      </p>
      <p>
        {countedOn === null
          ? t('Nothing was counted yet: the engine’s own figures count until the first day run.')
          : t('Cash application goes by the count of {day}, over {months} months.', {
              day: formatDay(countedOn),
              months: assumptions.countedMonths,
            })}
        {data.withoutRate.length > 0 &&
          ` ${t('Without a rate, and in no amount: {currencies}.', { currencies: data.withoutRate.join(', ') })}`}
      </p>
    </section>
  );
}
