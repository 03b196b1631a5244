/** How sure the engine was of what it proposed or posted, and which history that comes from. */
import { Link } from '@tanstack/react-router';
import type { ReceiptAnswer } from '#cash/contract';
import { formatCount, formatShare } from '../../format.ts';
import { t } from '../../language.ts';
import { kindKey, kindText } from './quality-words.ts';

export function Confidence({ data }: { data: ReceiptAnswer }) {
  const { judgement } = data;
  if (judgement === null || !(data.decision === 'propose' || (data.decision === 'apply' && judgement.posted)))
    return null;
  const { observed, wrong } = judgement;
  return (
    <p className="text-ink-2">
      <span className="pr-1.5">{t('{percent} sure', { percent: formatShare(judgement.confidence) })}</span>·{' '}
      <Link to="/cash/quality" search={{ kinds: kindKey(judgement) }} className="link">
        {kindText(judgement)}
      </Link>
      {': '}
      {observed === null || wrong === null
        ? t('too few of this kind were seen here; the engine’s own figure.')
        : t('{wrong} of {count} such explanations were wrong here.', {
            wrong: formatCount(wrong),
            count: formatCount(Math.floor(observed)),
          })}
    </p>
  );
}
