/** The curve of precision over coverage: a picture beside its table, which says the same in figures and by keys. */
import type { QualityAnswer } from '#cash/contract';
import { formatShare } from '../../format.ts';
import { t } from '../../language.ts';

const [width, height] = [720, 250];
const frame = { left: 66, right: 24, top: 14, bottom: 38 };
/** Where the axis of precision may begin: as high as everything fits. */
const floors = [0.99, 0.98, 0.95, 0.9, 0.8, 0.6, 0];

interface CurveProps {
  readonly data: QualityAnswer;
  readonly by: 'receipts' | 'money';
  readonly chosen: number | undefined;
  readonly choose: (index: number) => void;
}

export function Curve({ data, by, chosen, choose }: CurveProps) {
  const coverageOf = (point: { coverage: number; moneyCoverage: number }): number =>
    by === 'money' ? point.moneyCoverage : point.coverage;
  const drawn = data.curve.flatMap((point, index) =>
    point.precision === null || point.bounds === null
      ? []
      : [{ point, index, precision: point.precision, bounds: point.bounds }],
  );
  const demanded = data.policy.minimumPrecision;
  const lowest = Math.min(
    demanded,
    ...drawn.map((one) => one.precision),
    ...drawn.filter((one) => one.point.mayPost).map((one) => one.bounds.lower),
  );
  const floor = floors.find((one) => one < lowest) ?? 0;
  const x = (coverage: number): number => frame.left + coverage * (width - frame.left - frame.right);
  const y = (precision: number): number =>
    frame.top + ((1 - Math.max(precision, floor)) / (1 - floor)) * (height - frame.top - frame.bottom);
  const line = (points: typeof drawn): string =>
    points.map((one) => `${x(coverageOf(one.point)).toFixed(1)},${y(one.precision).toFixed(1)}`).join(' ');
  const posting = drawn.filter((one) => one.point.mayPost);
  const proposing = drawn.filter((one) => !one.point.mayPost);
  // So many steps as make round figures: single percents from 95, quarters of ten percent and of the whole.
  const steps = floor === 0.95 || floor === 0.9 ? 5 : 4;
  const levels = Array.from({ length: steps + 1 }, (_, step) => floor + ((1 - floor) * step) / steps);
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="h-auto w-full max-w-[45rem] text-meta tabular-nums select-none"
      aria-hidden="true"
    >
      {levels.map((precision) => (
        <g key={precision}>
          <line x1={frame.left} x2={width - frame.right} y1={y(precision)} y2={y(precision)} className="stroke-line" />
          <text x={frame.left - 8} y={y(precision) + 4} textAnchor="end" className="fill-ink-2">
            {formatShare(precision, 1 - floor < 0.04 ? 2 : 0)}
          </text>
        </g>
      ))}
      {shares.map((share) => (
        <text key={share} x={x(share)} y={height - frame.bottom + 16} textAnchor="middle" className="fill-ink-2">
          {formatShare(share, 0)}
        </text>
      ))}
      <text x={x(0.5)} y={height - 4} textAnchor="middle" className="fill-ink-2">
        {by === 'money' ? t('Share of the money') : t('Share of the receipts')}
      </text>
      <line
        x1={frame.left}
        x2={width - frame.right}
        y1={y(demanded)}
        y2={y(demanded)}
        strokeDasharray="2 3"
        className="stroke-ok"
      />
      {posting.map((one) => (
        <line
          key={one.index}
          x1={x(coverageOf(one.point))}
          x2={x(coverageOf(one.point))}
          y1={y(one.bounds.lower)}
          y2={y(one.bounds.upper)}
          strokeWidth={6}
          className="stroke-selection"
        />
      ))}
      <polyline
        points={line([...posting.slice(-1), ...proposing])}
        fill="none"
        strokeDasharray="4 4"
        className="stroke-edge"
      />
      <polyline points={line(posting)} fill="none" strokeWidth={1.5} className="stroke-accent" />
      {drawn.map((one) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys have the table beneath, whose rows are these points
        <circle
          key={one.index}
          cx={x(coverageOf(one.point))}
          cy={y(one.precision)}
          r={one.index === chosen ? 6 : 4}
          strokeWidth={1.5}
          className={`cursor-pointer ${one.point.mayPost ? 'stroke-accent' : 'stroke-edge'} ${one.index === chosen ? 'fill-accent' : 'fill-surface'}`}
          onClick={() => choose(one.index)}
        >
          <title>{formatShare(one.precision, 2)}</title>
        </circle>
      ))}
      {data.inForce.precision !== null && (
        <path
          d={`M ${x(coverageOf(data.inForce))} ${frame.top} V ${height - frame.bottom}`}
          strokeDasharray="1 3"
          className="stroke-ink"
        />
      )}
    </svg>
  );
}

/** What the strokes of the picture mean. */
export function CurveKey({ demanded }: { demanded: number }) {
  const stroke = (className: string, dash?: string) => (
    <svg viewBox="0 0 24 8" className="inline-block h-2 w-6" aria-hidden="true">
      <line x1={0} x2={24} y1={4} y2={4} strokeWidth={2} strokeDasharray={dash} className={className} />
    </svg>
  );
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-meta text-ink-2">
      <li className="flex items-center gap-1.5">
        {stroke('stroke-accent')} {t('What the engine proves')}
      </li>
      <li className="flex items-center gap-1.5">
        {stroke('stroke-edge', '4 3')} {t('What it only proposes: never posted')}
      </li>
      <li className="flex items-center gap-1.5">
        {stroke('stroke-ok', '2 2')} {t('Demanded: {share}', { share: formatShare(demanded) })}
      </li>
      <li className="flex items-center gap-1.5">
        {stroke('stroke-ink', '1 2')} {t('Posts by itself now')}
      </li>
    </ul>
  );
}
