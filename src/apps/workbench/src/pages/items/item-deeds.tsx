/** What is done to chosen items without money: another due day, a stop by hand, and its end; each with its reason and an undo. */
import { useState } from 'react';
import { addDays, formatAmount, parseAmount } from '#kernel';
import { formatCount, formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { DayField } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Check, refusedAt, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

export type ItemDeed = 'due-day' | 'stop' | 'free';

/** What is needed to know of an item that is chosen. */
export interface ChosenItem {
  readonly id: bigint | string;
  readonly number: string;
  readonly dueDate: string;
  readonly open: string;
  readonly currency: string;
}

interface DeedProps {
  readonly deed: ItemDeed;
  readonly items: readonly ChosenItem[];
  /** Today in the company. */
  readonly today: string;
  readonly close: () => void;
  /** What was chosen is dealt with. */
  readonly done: () => void;
}

/** How many days a stop lasts unless another day is written. */
const stopDays = 14;

const paths = {
  'due-day': '/api/items/due-days',
  stop: '/api/items/stops',
  free: '/api/items/stops/end',
} as const;

/** The sum of each currency, in words. */
function sums(items: readonly ChosenItem[]): string {
  const totals = new Map<string, bigint>();
  for (const { currency, open } of items)
    totals.set(currency, (totals.get(currency) ?? 0n) + parseAmount(open, currency));
  return [...totals]
    .map(([currency, minor]) => `${formatMoney(formatAmount(minor, currency), currency)} ${currency}`)
    .join(' · ');
}

const titleOf = (deed: ItemDeed): string =>
  deed === 'due-day' ? t('Another due day') : deed === 'stop' ? t('Stop the items') : t('End the stop');

export function DeedOnItems({ deed, items, today, close, done }: DeedProps) {
  const writing = useWriting<{ state?: 'done' | 'pending'; items?: number }>();
  const takeBack = useTakingBack();
  const [day, setDay] = useState(deed === 'stop' ? addDays(today, stopDays) : items[0]!.dueDate);
  const [withEnd, setWithEnd] = useState(true);
  const [reason, setReason] = useState('');
  const itemIds = items.map((one) => String(one.id));
  const dueDays = [...new Set(items.map((one) => one.dueDate))].sort();
  const count = items.length === 1 ? items[0]!.number : t('{count} items', { count: formatCount(items.length) });
  /** Each group of items gets the day that it had. */
  const dueAsBefore = async (): Promise<void> => {
    for (const dueDate of dueDays) {
      const own = items.filter((one) => one.dueDate === dueDate).map((one) => String(one.id));
      const body = { itemIds: own, dueDate, reason: t('Taken back: {reason}', { reason }), askFor: reason };
      const went = await takeBack(
        { path: paths['due-day'], body },
        t('Due on {day} again.', { day: formatDay(dueDate) }),
      );
      if (!went) return;
    }
  };
  const told = (answer: { state?: 'done' | 'pending' }): void => {
    if (deed === 'due-day') {
      if (answer.state === 'pending') say(t('Asked for approval; the day changes once it is approved.'));
      else say(t('{what}: due on {day}.', { what: count, day: formatDay(day) }), () => void dueAsBefore());
    } else if (deed === 'stop')
      say(t('{what}: stopped.', { what: count }), () => {
        const body = { itemIds, reason: t('Taken back: {reason}', { reason }) };
        void takeBack({ path: paths.free, body }, t('{what}: not stopped any more.', { what: count }));
      });
    else
      say(t('{what}: not stopped any more.', { what: count }), () => {
        const body = { itemIds, until: null, reason: t('Taken back: {reason}', { reason }) };
        void takeBack({ path: paths.stop, body }, t('{what}: stopped.', { what: count }));
      });
  };
  const send = (): void => {
    const more =
      deed === 'due-day' ? { dueDate: day, askFor: reason } : deed === 'stop' ? { until: withEnd ? day : null } : {};
    writing.mutate(
      { path: paths[deed], body: { itemIds, reason, ...more } },
      {
        told,
        onSuccess: () => {
          done();
          close();
        },
      },
    );
  };
  return (
    <Dialog title={titleOf(deed)} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="tabular-nums">
          {count} · {sums(items)}
        </p>
        {deed === 'due-day' && (
          <>
            <p className="text-pretty text-ink-2">
              {dueDays.length === 1
                ? t('Due on {day} until now.', { day: formatDay(dueDays[0]!) })
                : t('Due between {from} and {to} until now.', {
                    from: formatDay(dueDays[0]!),
                    to: formatDay(dueDays.at(-1)!),
                  })}{' '}
              {t('What was known before keeps the old day. Above your authority a second person is asked.')}
            </p>
            <DayField label={t('Due on')} value={day} onChange={setDay} above />
            {refusedAt(writing.error, 'dueDate') && <Refused error={writing.error} />}
          </>
        )}
        {deed === 'stop' && (
          <>
            <p className="text-pretty text-ink-2">
              {t('They are reminded of no more, and no cash is applied to them by itself, until the stop is over.')}
            </p>
            <div className="flex flex-wrap items-end gap-4">
              <Check checked={withEnd} onChange={setWithEnd} className="h-7">
                {t('It ends by itself')}
              </Check>
              {withEnd && <DayField label={t('Last day of the stop')} value={day} onChange={setDay} above />}
            </div>
            {refusedAt(writing.error, 'until') && <Refused error={writing.error} />}
          </>
        )}
        {deed === 'free' && (
          <p className="text-pretty text-ink-2">
            {t('Only stops by hand end: what is disputed or promised stays so.')}
          </p>
        )}
        <AskReason error={writing.error} others={['dueDate', 'until']} value={reason} onChange={setReason} atOnce />
        <FormFoot does={titleOf(deed)} busy={writing.isPending} ready={saysWhy(reason)} close={close} />
      </form>
    </Dialog>
  );
}
