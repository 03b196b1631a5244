/** Work of the schedules that is begun by hand: what it will do is said first, and its run is in the tray and the list. */
import { useState } from 'react';
import type { SchedulesAnswer } from '#operations/contract';
import { formatDay, formatInstant } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Schedule = SchedulesAnswer['schedules'][number];
type Kind = Schedule['kind'];

const kinds: readonly Kind[] = ['day-run', 'inbox', 'outbox'];

/** What a person presses, and what the work does, said before it begins. */
const wordsOf = (kind: Kind): { readonly act: string; readonly effect: string } =>
  ({
    'day-run': {
      act: t('Run the day now'),
      effect: t(
        'It reads the bank files of the inbox, posts and applies the money, reconciles the bank, judges promises, makes offsets, reminders and statements as their rules say, sends what may go, and makes the worklist of the day. What was done for the day already is not done twice.',
      ),
    },
    inbox: {
      act: t('Read the inbox now'),
      effect: t(
        'It reads the files that wait in the inbox: bank files, remittance advices, settlement reports and mail that came back; and it applies the money that belongs to what came.',
      ),
    },
    outbox: { act: t('Send what waits now'), effect: t('It sends the messages that wait in the outbox.') },
  })[kind];

export function RunNow({ schedules }: { schedules: readonly Schedule[] }) {
  const { session, tenant } = useWork();
  const [asking, setAsking] = useState<Kind>();
  // The work is of all companies: a role for single ones does not begin it.
  const may = session.tenants
    .find((one) => one.code === tenant)!
    .roles.some((role) => role.companyId === null && role.actions.includes('operations.run-day'));
  if (!may || schedules.length === 0) return null;
  return (
    <>
      {kinds.map((kind) => (
        <button key={kind} type="button" className="button" onClick={() => setAsking(kind)}>
          {wordsOf(kind).act}
        </button>
      ))}
      {asking !== undefined && (
        <Asking
          kind={asking}
          schedules={schedules.filter((one) => one.kind === asking)}
          close={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

function Asking({ kind, schedules, close }: { kind: Kind; schedules: readonly Schedule[]; close: () => void }) {
  const writing = useWriting();
  const { act, effect } = wordsOf(kind);
  const asked = schedules.find((one) => one.asked !== null)?.asked;
  return (
    <Dialog title={act} close={close}>
      <div className="flex flex-col gap-3 overflow-auto px-6 py-4">
        <p>{effect}</p>
        {kind === 'day-run' && (
          <ul aria-label={t('Days')} className="flex flex-wrap gap-x-6 tabular-nums">
            {schedules.map((one) => (
              <li key={one.company}>
                {one.company} <span className="text-ink-2">· {formatDay(one.today)}</span>
              </li>
            ))}
          </ul>
        )}
        {asked && (
          <p role="status" className="text-warn">
            {t('Asked for by {name}, {when}; it has not ended.', {
              name: asked.person,
              when: formatInstant(asked.askedAt),
            })}
          </p>
        )}
        <Refused error={writing.error} />
        <div className="flex gap-2">
          <button
            type="button"
            className="button button-primary"
            disabled={writing.isPending || asked !== undefined}
            onClick={() =>
              writing.mutate(
                { path: `/api/schedules/${kind}/run` },
                {
                  told: () => say(t('It begins within seconds; the tray shows how far it is.')),
                  onSuccess: close,
                },
              )
            }
          >
            {act}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
