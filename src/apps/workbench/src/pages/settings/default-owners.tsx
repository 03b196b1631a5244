/** Whom a company's money falls to that no person was given: of unknown payers, and of customers without a collector. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DefaultOwnersAnswer, OwnersAnswer } from '#cash/contract';
import { formatInstant } from '../../format.ts';
import { t } from '../../language.ts';
import { staleSetting, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part, Read } from './section.tsx';

type Row = DefaultOwnersAnswer['rows'][number];

const kindWords = (): Readonly<Record<Row['kind'], string>> => ({
  unidentified: t('Money of unknown payers'),
  without_collector: t('Money of customers without a collector'),
});

export function DefaultOwners() {
  const { company } = useWork();
  const read = useReading<DefaultOwnersAnswer>('/api/unapplied/default-owners', { company });
  return (
    <Part title={t('Owners of unapplied cash')} meta={company}>
      <p className="px-6 pb-3 text-pretty text-ink-2">
        {t('What a person was given is theirs, and else it is the collector’s. What is left falls to these.')}{' '}
        <Link to="/cash/unapplied" search={{}} className="link">
          {t('All unapplied cash')}
        </Link>
      </p>
      <Read reading={read}>
        {(data) => (
          <div className="flex flex-wrap gap-6 border-y border-line bg-surface px-6 py-4">
            {data.rows.map((row) => (
              <DefaultOwner key={`${company} ${row.kind}`} row={row} company={company} />
            ))}
          </div>
        )}
      </Read>
    </Part>
  );
}

function DefaultOwner({ row, company }: { row: Row; company: string }) {
  const maySet = useMay('cash.edit-matching-policy');
  const mayList = useMay('cash.apply');
  const writing = useWriting();
  const owners = useReading<OwnersAnswer>('/api/unapplied/owners', { company }, { enabled: maySet && mayList });
  const now = row.ownerId === null ? '' : String(row.ownerId);
  const [draft, setDraft] = useState<{ readonly id: string; readonly name: string }>();
  const chosen = draft?.id ?? now;
  const [seen, setSeen] = useSeen(row.ownerId, draft !== undefined);
  const set = (than = seen): void =>
    writing.mutate(
      {
        method: 'PUT',
        path: '/api/unapplied/default-owners',
        query: { company },
        body: { kind: row.kind, owner: chosen === '' ? null : chosen, seen: { ownerId: than } },
      },
      { told: () => say(t('Set; it counts at once.')), onSuccess: () => setDraft(undefined) },
    );
  const persons = owners.data?.rows ?? [];
  const theirs = staleSetting<Pick<Row, 'ownerId' | 'owner'>>(writing.error);
  const listed = (id: string): boolean => id === '' || persons.some((one) => String(one.id) === id);
  // Whoever owns it, or was chosen, and may not see cash any more is shown all the same.
  const gone = [
    ...(listed(now) ? [] : [[now, row.owner] as const]),
    ...(draft === undefined || draft.id === now || listed(draft.id) ? [] : [[draft.id, draft.name] as const]),
  ];
  return (
    <Field
      label={kindWords()[row.kind]}
      hint={row.set ? t('Set by {name}, {when}', { name: row.set.person, when: formatInstant(row.set.at) }) : undefined}
      error={refusedAt(writing.error, 'owner')}
      className="w-80 max-w-full"
    >
      {(control) => (
        <form
          className="flex flex-wrap gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            set();
          }}
        >
          <select
            {...control}
            className="field min-w-0 flex-1"
            disabled={!maySet || owners.data === undefined}
            value={chosen}
            // Chosen back to what stands there, nothing is being changed.
            onChange={({ target: { value, selectedOptions } }) =>
              setDraft(value === now ? undefined : { id: value, name: selectedOptions[0]?.text ?? '' })
            }
          >
            <option value="">{t('Nobody')}</option>
            {gone.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {persons.map((one) => (
              <option key={String(one.id)} value={String(one.id)}>
                {one.name}
              </option>
            ))}
          </select>
          {chosen !== now && <SubmitButton does={t('Set')} busy={writing.isPending} />}
          {theirs ? (
            <Conflict
              rows={[[kindWords()[row.kind], draft?.name ?? t('Nobody'), theirs.owner ?? t('Nobody')]]}
              keepMine={() => {
                setSeen(theirs.ownerId);
                set(theirs.ownerId);
              }}
              keepTheirs={() => {
                setDraft(undefined);
                writing.reset();
              }}
            />
          ) : (
            refusedElsewhere(writing.error, ['owner']) && <Refused error={writing.error} />
          )}
        </form>
      )}
    </Field>
  );
}
