/** `cash quality`: how often the matching was right, by kind of evidence, and the curve of precision and coverage. */
import { matchingQuality, qualityToJson } from '#cash';
import { done } from '#kernel';
import { type Command, type Invocation, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';

/** Months back from the day, 12 when not said. */
export function monthsOption(invocation: Invocation, most: number, standard = 12): number {
  const text = textOption(invocation, 'months');
  if (text === undefined) return standard;
  const months = Number(text);
  if (!Number.isInteger(months) || months < 1 || months > most)
    throw new UsageError(`--months takes a whole number from 1 to ${most}.`);
  return months;
}

const percentText = (share: number | null, digits = 2): string =>
  share === null ? '–' : `${(Math.floor(share * 100 * 10 ** digits + 1e-6) / 10 ** digits).toFixed(digits)} %`;

export const evidenceText = (kind: { evidence: string; proved: boolean }): string =>
  `${kind.evidence.replaceAll('_', ' ')}${kind.proved ? '' : ', doubted'}`;

const postsText: Readonly<Record<string, string>> = {
  posts: 'posts',
  class: 'left to a person by the rules',
  confidence: 'below the threshold',
  history: 'withheld: wrong too often here',
  not_proved: 'proposed only',
};

export const qualityCommand: Command = {
  name: 'cash quality',
  arguments: '[--months N]',
  summary: 'Shows how often the matching was right, by kind of evidence, and what would post at which threshold.',
  options: { months: 'text' },
  files: [0, 0],
  run(invocation) {
    const months = monthsOption(invocation, 24);
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const json = qualityToJson(await matchingQuality(engine, tenant.id, { company, day: asOf, months }));
      const { assumptions, inForce } = json;
      const lower = (bounds: { lower: number } | null): string => percentText(bounds?.lower ?? null);
      const kinds = table(
        ['Evidence', 'Confirmed', 'Stood', 'Wrong', 'Not known', 'Precision', 'at least', 'Confidence', 'Now'],
        json.kinds.map((one) => [
          evidenceText(one),
          ...[one.confirmed, one.stood, one.wrong, one.unknown].map(String),
          percentText(one.precision),
          lower(one.bounds),
          one.confidence.toFixed(4),
          postsText[one.posts]!,
        ]),
        ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
      );
      const curve = table(
        ['Threshold', 'Adds', 'Precision', 'at least', 'Receipts', `Money in ${json.currency}`, ''],
        json.curve.map((point) => [
          point.mayPost ? point.threshold.toFixed(4) : '',
          point.added.map(evidenceText).join(', '),
          percentText(point.precision),
          lower(point.bounds),
          percentText(point.coverage, 1),
          percentText(point.moneyCoverage, 1),
          !point.mayPost ? 'never posts' : point.threshold === json.recommended?.threshold ? 'recommended' : '',
        ]),
        ['right', 'left', 'right', 'right', 'right', 'right', 'left'],
      );
      const told = [
        `${json.receipts} receipts of ${json.from} to ${json.to}, ${json.amount} ${json.currency}.`,
        `What posts now: precision ${percentText(inForce.precision)} (at least ${lower(inForce.bounds)}), ${percentText(inForce.coverage, 1)} of the receipts, ${percentText(inForce.moneyCoverage, 1)} of the money. Demanded: ${percentText(json.policy.minimumPrecision)}.`,
        `What was posted by itself and not touched for ${assumptions.settledDays} days counts ${assumptions.unseenWeight}; a kind seen fewer than ${assumptions.minimumObservations} times keeps the engine's own figure.`,
        json.countedOn === null
          ? 'Nothing was counted yet: the engine’s own figures count. The day run counts once a day.'
          : `Cash application goes by the count of ${json.countedOn}.`,
        ...(json.withoutRate.length > 0 ? [`Without a rate, and in no amount: ${json.withoutRate.join(', ')}.`] : []),
      ];
      const policy = { ...json.policy, version: String(json.policy.version) };
      return done({ json: { ...json, policy }, text: [kinds, curve, told.join('\n')].join('\n\n') });
    });
  },
};
