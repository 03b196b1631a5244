/** When a credit that nobody moves is unclaimed property: the rules by country with their days and sources, and setting one. */
import { useState } from 'react';
import type { DormancyAnswer, DormancyBody } from '#cash/contract';
import { formatDay, readDay } from '../../format.ts';
import { t } from '../../language.ts';
import { staleSetting, unseenVersion, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Rule = DormancyAnswer['rows'][number];

const monthsText = (months: number): string =>
  months === 0 ? t('never') : months === 1 ? t('after 1 month') : t('after {months} months', { months });
const letterText = ({ months, letterDays }: Rule): string =>
  months === 0 || letterDays === 0
    ? t('none')
    : letterDays === 1
      ? t('1 day before')
      : t('{days} days before', { days: letterDays });
const stateText = (rule: Rule): string =>
  rule.state === 'in_force'
    ? t('in force since {day}', { day: formatDay(rule.validFrom) })
    : rule.state === 'to_come'
      ? t('from {day} on', { day: formatDay(rule.validFrom) })
      : t('past; from {day} on', { day: formatDay(rule.validFrom) });

/** The rules in force in one line, and the way to all of them. */
export function DormancyLine() {
  const { company } = useWork();
  const read = useReading<DormancyAnswer>('/api/dormancy', { company });
  const [open, setOpen] = useState(false);
  const inForce = read.data?.rows.filter((rule) => rule.state === 'in_force') ?? [];
  return (
    <p className="flex flex-wrap gap-x-3 px-6 pb-2">
      {read.data && (
        <span>
          {company}:{' '}
          {inForce.length === 0
            ? t('no rule is in force, so no credit is dormant')
            : inForce
                .map((rule) => `${rule.country ?? t('every other country')} ${monthsText(rule.months)}`)
                .join(' · ')}
        </span>
      )}
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('Rules of dormant credits')}
      </button>
      {open && <DormancyDialog close={() => setOpen(false)} />}
    </p>
  );
}

function DormancyDialog({ close }: { close: () => void }) {
  const { company } = useWork();
  const maySet = useMay('cash.edit-return-fee');
  const read = useReading<DormancyAnswer>('/api/dormancy', { company });
  return (
    <Dialog title={t('Rules of dormant credits')} width="max-w-2xl" close={close}>
      <div className="min-h-0 overflow-y-auto">
        {read.error && !read.data ? (
          <Failure error={read.error} retry={() => void read.refetch()} />
        ) : !read.data ? (
          <Skeleton rows={5} className="px-6 py-4" />
        ) : (
          <>
            {read.data.rows.length === 0 ? (
              <p className="px-6 pt-4 text-ink-2">
                {t('None was set yet: a credit stays in its queue however old it is.')}
              </p>
            ) : (
              <LedgerTable
                label={t('Rules of dormant credits')}
                heads={[t('Customers in'), t('Dormant'), t('Letter'), t('Validity'), t('Source'), t('Set by')]}
              >
                <tbody>
                  {read.data.rows.map((rule) => (
                    <tr
                      key={`${rule.country} ${rule.validFrom}`}
                      className={rule.state === 'in_force' ? '' : 'text-ink-2'}
                    >
                      <th scope="row">{rule.country ?? t('every other country')}</th>
                      <td>{monthsText(rule.months)}</td>
                      <td>{letterText(rule)}</td>
                      <td>{stateText(rule)}</td>
                      <td className="max-w-56 truncate" title={rule.source ?? undefined}>
                        {rule.source}
                      </td>
                      <td>{rule.person}</td>
                    </tr>
                  ))}
                </tbody>
              </LedgerTable>
            )}
            {maySet && <SetRule company={company} data={read.data} close={close} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

type RuleVersion = Pick<Rule, 'validFrom' | 'months' | 'letterDays' | 'source'>;

function SetRule({ company, data, close }: { company: string; data: DormancyAnswer; close: () => void }) {
  const { day } = data;
  const writing = useWriting();
  const begin = { country: '', months: '', letterDays: '90', validFrom: formatDay(day, 'field'), source: '' };
  const [draft, setDraft] = useState(begin);
  const [wrong, setWrong] = useState<{ months?: string; letterDays?: string; validFrom?: string }>({});
  const [rows, setRows] = useSeen(data.rows, draft.months !== '' || draft.country !== '' || draft.source !== '');
  const country = draft.country.trim().toUpperCase() || null;
  const versionsIn = (rules: readonly Rule[]): readonly RuleVersion[] =>
    rules
      .filter((rule) => rule.country === country)
      .map(({ validFrom, months, letterDays, source }) => ({ validFrom, months, letterDays, source }));
  const save = (than = versionsIn(rows)): void => {
    const months = /^\d{1,3}$/.test(draft.months.trim()) ? Number(draft.months) : undefined;
    const letterDays = /^\d{1,3}$/.test(draft.letterDays.trim()) ? Number(draft.letterDays) : undefined;
    const validFrom = readDay(draft.validFrom);
    setWrong({
      ...(letterDays === undefined && { letterDays: t('Write a number from 0 to {most}.', { most: 730 }) }),
      ...(months === undefined && { months: t('Write a number of months from 0 to 600.') }),
      ...(validFrom === undefined && {
        validFrom: t('Write a day such as {day}', { day: formatDay(day, 'field') }),
      }),
    });
    if (months === undefined || letterDays === undefined || validFrom === undefined) return;
    const body: DormancyBody & { seen: object } = {
      ...{ months, letterDays, validFrom },
      country,
      source: draft.source.trim() || null,
      seen: { versions: than },
    };
    writing.mutate(
      { method: 'PUT', path: '/api/dormancy', query: { company }, body },
      {
        told: () => say(t('Set; it counts from its day on.')),
        onSuccess: () => {
          setDraft(begin);
        },
      },
    );
  };
  const theirs = staleSetting<{ versions: readonly RuleVersion[] }>(writing.error)?.versions;
  const other = theirs && (unseenVersion(theirs, versionsIn(rows)) ?? theirs[0]);
  const text = (member: keyof typeof begin, label: string, className: string, hint?: string) => (
    <Field
      label={label}
      hint={hint}
      error={
        (member === 'months' || member === 'letterDays' || member === 'validFrom' ? wrong[member] : undefined) ??
        refusedAt(writing.error, member)
      }
      className={className}
    >
      {(control) => (
        <input
          {...control}
          className="field w-full tabular-nums"
          autoComplete="off"
          value={draft[member]}
          onChange={(event) => setDraft((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  return (
    <form
      className="flex flex-wrap items-start gap-3 px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {text('country', t('Country'), 'w-36', t('Such as DE; empty: every other.'))}
      {text('months', t('Months'), 'w-36', t('Without movement; 0: never.'))}
      {text('letterDays', t('Letter, days before'), 'w-36', t('The customer is asked; 0: not.'))}
      {text('validFrom', t('Valid from'), 'w-32')}
      {text('source', t('Source'), 'min-w-56 flex-1', t('The law or the policy that says so.'))}
      {theirs ? (
        <Conflict
          rows={[
            [t('Months'), draft.months.trim(), other ? String(other.months) : ''],
            [t('Letter, days before'), draft.letterDays.trim(), other ? String(other.letterDays) : ''],
            [t('Valid from'), draft.validFrom.trim(), other ? formatDay(other.validFrom, 'field') : ''],
            [t('Source'), draft.source.trim(), other?.source ?? ''],
          ]}
          keepMine={() => {
            // What the other one has set stands in the table by now.
            setRows(data.rows);
            save(theirs);
          }}
          keepTheirs={() => {
            setDraft(begin);
            writing.reset();
          }}
        />
      ) : (
        refusedElsewhere(writing.error, ['country', 'months', 'letterDays', 'validFrom', 'source']) && (
          <Refused error={writing.error} />
        )
      )}
      <div className="w-full">
        <FormFoot does={t('Set')} busy={writing.isPending} ready={draft.months.trim() !== ''} close={close} />
      </div>
    </form>
  );
}
