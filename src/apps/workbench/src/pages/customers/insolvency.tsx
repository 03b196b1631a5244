/** Insolvency proceedings over a customer: what is recorded, what it stops, the claim; recorded and lifted by a person. */
import { useState } from 'react';
import type { CustomerAnswer } from '#collections/contract';
import type { ClaimBody, InsolvencyBody } from '#customers/contract';
import { formatDay, formatMoney, isZero, readDay } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

const pathOf = (data: CustomerAnswer): string => `/api/customers/${encodeURIComponent(data.customer)}/insolvency`;
const dayHint = (): string => t('Write a day such as {day}', { day: formatDay('2026-12-31', 'field') });

/** What is known of the proceedings, above everything else that is said of the customer. */
export function InsolvencyNote({ data }: { data: CustomerAnswer }) {
  const mayEdit = useMay('customers.edit');
  const [doing, setDoing] = useState<'claim' | 'lift'>();
  const { insolvency } = data;
  if (!insolvency) return null;
  const { openedOn, courtReference, source, claimDeadline, claimFiledOn, claimNote } = insolvency;
  return (
    <section
      aria-label={t('Insolvency')}
      className="mx-6 mb-4 flex flex-wrap items-start gap-x-6 gap-y-1 border-l-2 border-bad py-0.5 pl-3"
    >
      <div className="min-w-0 flex-1 basis-96">
        <p className="font-medium">
          <span className="text-bad">{t('Insolvent since {day}', { day: formatDay(openedOn) })}</span> ·{' '}
          {courtReference}
        </p>
        <p className="text-ink-2">{t('Nobody is written to, nothing is set off, no money is applied by itself.')}</p>
        <p className="text-ink-2">{t('Known from: {source}', { source })}</p>
        <p className={claimFiledOn === null ? 'text-warn' : 'text-ink-2'}>
          {claimFiledOn !== null
            ? t('Claim filed on {day}: {note}', { day: formatDay(claimFiledOn), note: claimNote ?? '' })
            : claimDeadline === null
              ? t('No claim is filed yet.')
              : t('The claim must be filed by {day}.', { day: formatDay(claimDeadline) })}
        </p>
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-1">
        {(
          [
            [t('Open from before'), 'before'],
            [t('Open since'), 'since'],
          ] as const
        ).map(([name, member]) => (
          <div key={member}>
            <dt className="text-meta text-ink-2">{name}</dt>
            {insolvency.open.every((one) => isZero(one[member])) && <dd className="text-ink-2">{t('nothing')}</dd>}
            {insolvency.open
              .filter((one) => !isZero(one[member]))
              .map((one) => (
                <dd key={one.currency} className="tabular-nums">
                  {formatMoney(one[member], one.currency)} <span className="text-ink-2">{one.currency}</span>
                </dd>
              ))}
          </div>
        ))}
      </dl>
      {mayEdit && (
        <div className="flex gap-3">
          {claimFiledOn === null && (
            <button type="button" className="link" onClick={() => setDoing('claim')}>
              {t('Claim filed')}
            </button>
          )}
          <button type="button" className="link" onClick={() => setDoing('lift')}>
            {t('Lift')}
          </button>
        </div>
      )}
      {doing === 'claim' && <FileClaim data={data} close={() => setDoing(undefined)} />}
      {doing === 'lift' && <LiftInsolvency data={data} close={() => setDoing(undefined)} />}
    </section>
  );
}

interface FormProps {
  readonly data: CustomerAnswer;
  readonly close: () => void;
}

/** Records the proceedings. */
export function RecordInsolvency({ data, close }: FormProps) {
  const { company } = useWork();
  const writing = useWriting();
  const [draft, setDraft] = useState({ openedOn: '', courtReference: '', source: '', claimDeadline: '' });
  const [wrong, setWrong] = useState<{ openedOn?: string; claimDeadline?: string }>({});
  const save = (): void => {
    const openedOn = readDay(draft.openedOn);
    const claimDeadline = draft.claimDeadline.trim() === '' ? null : readDay(draft.claimDeadline);
    setWrong({
      ...(openedOn === undefined && { openedOn: dayHint() }),
      ...(claimDeadline === undefined && { claimDeadline: dayHint() }),
    });
    if (openedOn === undefined || claimDeadline === undefined) return;
    const body: InsolvencyBody = {
      ...{ openedOn, claimDeadline },
      courtReference: draft.courtReference.trim(),
      source: draft.source.trim(),
    };
    writing.mutate(
      { method: 'PUT', path: pathOf(data), query: { company }, body },
      {
        told: () => say(t('Recorded; nobody writes to {name} any more.', { name: data.name })),
        onSuccess: close,
      },
    );
  };
  const text = (member: keyof typeof draft, label: string, more: { hint?: string; className?: string } = {}) => (
    <Field
      label={label}
      hint={more.hint}
      error={
        (member === 'openedOn' || member === 'claimDeadline' ? wrong[member] : undefined) ??
        refusedAt(writing.error, member)
      }
    >
      {(control) => (
        <input
          {...control}
          className={`field tabular-nums ${more.className ?? 'w-full'}`}
          autoComplete="off"
          value={draft[member]}
          onChange={(event) => setDraft((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  return (
    <Dialog title={t('Record insolvency of {name}', { name: data.name })} close={close}>
      <form
        className="flex flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="text-ink-2">{t('Nobody is written to, nothing is set off, no money is applied by itself.')}</p>
        {text('openedOn', t('Opened on'), { className: 'w-32' })}
        {text('courtReference', t('Court and number of the case'))}
        {text('source', t('Where it is known from'), { hint: t('Such as a letter of the administrator.') })}
        {text('claimDeadline', t('Claims may be filed until'), { className: 'w-32', hint: t('Empty: not known yet.') })}
        {refusedElsewhere(writing.error, ['openedOn', 'courtReference', 'source', 'claimDeadline']) && (
          <Refused error={writing.error} />
        )}
        <FormFoot
          does={t('Record')}
          busy={writing.isPending}
          ready={draft.courtReference.trim() !== '' && draft.source.trim() !== ''}
          close={close}
        />
      </form>
    </Dialog>
  );
}

function FileClaim({ data, close }: FormProps) {
  const { company } = useWork();
  const writing = useWriting();
  const [filedOn, setFiledOn] = useState(formatDay(data.businessDay, 'field'));
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const save = (): void => {
    const day = readDay(filedOn);
    setWrong(day === undefined);
    if (day === undefined) return;
    const body: ClaimBody = { filedOn: day, note: note.trim() };
    writing.mutate(
      { method: 'PUT', path: `${pathOf(data)}/claim`, query: { company }, body },
      {
        told: () => say(t('The claim is filed.')),
        onSuccess: close,
      },
    );
  };
  return (
    <Dialog title={t('Claim filed')} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={t('Filed on')} error={wrong ? dayHint() : refusedAt(writing.error, 'filedOn')}>
          {(control) => (
            <input
              {...control}
              className="field w-32 tabular-nums"
              value={filedOn}
              onChange={(event) => setFiledOn(event.target.value)}
            />
          )}
        </Field>
        <AskReason
          label={t('What was claimed, and where the paper is')}
          error={writing.error}
          member="note"
          others={['filedOn']}
          value={note}
          onChange={setNote}
        />
        <FormFoot does={t('Save')} busy={writing.isPending} ready={saysWhy(note)} close={close} />
      </form>
    </Dialog>
  );
}

function LiftInsolvency({ data, close }: FormProps) {
  const { company } = useWork();
  return (
    <ReasonDialog
      title={t('Lift the insolvency')}
      does={t('Lift')}
      write={(reason) => ({ method: 'DELETE', path: pathOf(data), query: { company, reason } })}
      told={() => say(t('{name} is worked as before.', { name: data.name }))}
      close={close}
    >
      <p className="text-ink-2">
        {t('Reminders, set-off and cash application go on as before; what was recorded stays on record.')}
      </p>
    </ReasonDialog>
  );
}
