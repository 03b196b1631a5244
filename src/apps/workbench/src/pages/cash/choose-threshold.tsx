/** A threshold chosen on the curve: tried on past money first, then set as a dated version of the rules with its reason. */
import { useState } from 'react';
import type { MatchingPolicyAnswer } from '#cash/contract';
import { formatDay, formatShare, readDay } from '../../format.ts';
import { t } from '../../language.ts';
import { newestVersion, staleSetting, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { Field, ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Simulation } from './simulation.tsx';

export function ChooseThreshold({ threshold, close }: { threshold: number; close: () => void }) {
  const { company } = useWork();
  const takeBack = useTakingBack();
  const rules = useReading<MatchingPolicyAnswer>('/api/matching-policy', { company });
  const writing = useWriting<{ state: 'done' | 'pending' }>();
  const [typed, setTyped] = useState<string>();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [seen, setSeen] = useSeen(
    newestVersion(rules.data?.versions ?? []),
    rules.data !== undefined && (typed !== undefined || reason !== ''),
  );
  if (rules.isPending) return <Skeleton rows={2} className="px-6 py-3" />;
  if (rules.error && !rules.data) return <Failure error={rules.error} retry={() => void rules.refetch()} />;
  const { version: _, ...inForce } = rules.data!.inForce;
  const from = typed ?? formatDay(rules.data!.today, 'field');
  /** The rules that were in force, once more from the same day: a version of their own, as every change of them. */
  const asBefore = (day: string): Promise<boolean> =>
    takeBack(
      {
        path: '/api/matching-policy',
        query: { company },
        body: { ...inForce, validFrom: day, reason: 'Taken back right after it was set.' },
      },
      t('Taken back: the rules are as they were before.'),
    );
  const set = (than = seen): void => {
    const day = readDay(from);
    setWrong(day === undefined ? t('Write a day such as {day}', { day: formatDay('2026-12-31', 'field') }) : undefined);
    if (day === undefined) return;
    writing.mutate(
      {
        path: '/api/matching-policy',
        query: { company },
        body: {
          ...{ ...inForce, validFrom: day, minimumConfidence: threshold, reason, askFor: reason },
          seen: { version: than },
        },
      },
      {
        told: ({ state }) => {
          if (state === 'done') say(t('Set; it counts from its day on.'), () => void asBefore(day));
          else say(t('Asked for approval; the rules are set once they are approved.'));
        },
        onSuccess: close,
      },
    );
  };
  const theirs = staleSetting<MatchingPolicyAnswer['versions'][number]>(writing.error);
  return (
    <div className="flex flex-col gap-3 bg-selection px-6 py-3">
      <form
        aria-label={t('Set the threshold')}
        className="flex flex-wrap items-end gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        <p className="pb-1">
          {t('Only explanations of at least {share} post by themselves.', { share: formatShare(threshold, 2) })}
        </p>
        <Field label={t('From')} error={wrong ?? refusedAt(writing.error, 'validFrom')}>
          {(control) => (
            <input
              {...control}
              className="field w-32 text-right tabular-nums"
              value={from}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <ReasonField
          label={t('Reason')}
          error={refusedAt(writing.error, 'reason')}
          className="min-w-0 flex-1 basis-72"
          value={reason}
          onChange={setReason}
          atOnce
        />
        <SubmitButton does={t('Set the threshold')} busy={writing.isPending} ready={saysWhy(reason)} />
        <button type="button" className="button" onClick={close}>
          {t('Cancel')}
        </button>
        {theirs ? (
          <Conflict
            by={theirs.person}
            at={theirs.setAt}
            rows={[
              [t('Minimum confidence in percent'), formatShare(threshold, 2), formatShare(theirs.minimumConfidence, 2)],
              [t('From'), from.trim(), formatDay(theirs.validFrom, 'field')],
              [t('Reason'), reason.trim(), theirs.reason ?? ''],
            ]}
            keepMine={() => {
              setSeen(theirs.version);
              set(theirs.version);
            }}
            keepTheirs={close}
          />
        ) : (
          refusedElsewhere(writing.error, ['reason', 'validFrom']) && <Refused error={writing.error} />
        )}
      </form>
      <Simulation rules={() => ({ minimumConfidence: threshold })} />
    </div>
  );
}
