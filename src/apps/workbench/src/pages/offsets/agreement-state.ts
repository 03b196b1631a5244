/** Whether a netting agreement holds on a day, in words. */
import type { AgreementAnswer } from '#offsets/contract';
import { formatDay } from '../../format.ts';
import { t } from '../../language.ts';

interface State {
  readonly text: string;
  readonly tone: string;
  /** It can still be ended. */
  readonly open: boolean;
}

/** As on a day. */
export function agreementState(one: AgreementAnswer, day: string): State {
  if (one.withdrawn !== null)
    return {
      text:
        one.withdrawn.from > day
          ? t('Ends on {day}', { day: formatDay(one.withdrawn.from) })
          : t('Ended on {day}', { day: formatDay(one.withdrawn.from) }),
      tone: 'text-ink-2',
      open: false,
    };
  if (one.validTo !== null && one.validTo < day) return { text: t('Expired'), tone: 'text-ink-2', open: true };
  if (one.validFrom > day) return { text: t('Not in force yet'), tone: 'text-ink-2', open: true };
  return { text: t('In force'), tone: 'text-ok', open: true };
}
