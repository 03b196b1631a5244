/** The days on which a company is closed: nothing is written to its customers on them. Single days, or a year of public holidays. */
import { useState } from 'react';
import type { ClosingDaysAnswer } from '#company/contract';
import { formatCount, formatDay } from '../../format.ts';
import { t } from '../../language.ts';
import { DayField } from '../../parts/controls.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part, Read } from './section.tsx';

interface ClosingDaysProps {
  /** Whose public holidays are shown beside, and how the country is called. */
  readonly country: string;
  readonly countryName: string;
  readonly year: number;
}

const path = '/api/closing-days';

export function ClosingDays({ country, countryName, year }: ClosingDaysProps) {
  const { company } = useWork();
  const closing = useReading<ClosingDaysAnswer>(path, { company });
  const mayEdit = useMay('company.edit');
  const importing = useWriting<{ added: number }>();
  const importHolidays = (): void =>
    importing.mutate(
      { path, query: { company }, body: { country, year } },
      {
        told: ({ added }) =>
          say(
            added === 1
              ? t('1 closing day is set.')
              : t('{count} closing days are set.', { count: formatCount(added) }),
          ),
      },
    );
  return (
    <Part
      title={t('Closing days of {company}', { company })}
      meta={t('Nothing is written to customers on them, wherever they are.')}
      actions={
        mayEdit && (
          <button type="button" className="button" disabled={importing.isPending} onClick={importHolidays}>
            {t('Add the public holidays: {country}, {year}', { country: countryName, year })}
          </button>
        )
      }
    >
      {importing.error && (
        <div className="px-6 pb-2">
          <Refused error={importing.error} />
        </div>
      )}
      <Read reading={closing}>
        {({ rows, today }) => (
          <>
            {mayEdit && <NewDay today={today} />}
            {rows.length === 0 ? (
              <p className="border-t border-line px-6 py-3 text-ink-2">
                {t('No closing day is set: the company writes on every business day of its customers.')}
              </p>
            ) : (
              <LedgerTable
                label={t('Closing days')}
                className="border-t border-line bg-surface"
                heads={[{ text: t('Day'), className: 'w-72' }, t('What for'), { text: t('Actions'), unseen: true }]}
              >
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.day}>
                      <th scope="row" className="tabular-nums">
                        {formatDay(row.day, 'long')}
                      </th>
                      <td className={row.day < today ? 'text-ink-2' : ''}>{row.name}</td>
                      <td className="text-right">{mayEdit && row.day >= today && <Remove row={row} />}</td>
                    </tr>
                  ))}
                </tbody>
              </LedgerTable>
            )}
          </>
        )}
      </Read>
    </Part>
  );
}

function NewDay({ today }: { today: string }) {
  const { company } = useWork();
  const writing = useWriting<{ added: number }>();
  const [day, setDay] = useState(today);
  const [name, setName] = useState('');
  return (
    <form
      aria-label={t('New closing day')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 px-6 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        writing.mutate(
          { path, query: { company }, body: { days: [{ day, name: name.trim() }] } },
          { told: () => say(t('Closed on {day}.', { day: formatDay(day, 'long') })), onSuccess: () => setName('') },
        );
      }}
    >
      <DayField label={t('Closed on')} value={day} onChange={setDay} />
      <label className="flex items-center gap-2">
        <span className="text-ink-2">{t('What for')}</span>
        <input
          className="field w-72"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={writing.isPending || name.trim() === ''}>
        {t('Add')}
      </button>
      <Refused error={writing.error} />
    </form>
  );
}

/** Taken away at once; the word of it puts it back. */
function Remove({ row }: { row: ClosingDaysAnswer['rows'][number] }) {
  const { company } = useWork();
  const writing = useWriting();
  const takeBack = useTakingBack();
  const day = formatDay(row.day, 'long');
  return (
    <>
      <button
        type="button"
        className="link"
        aria-label={t('Remove {name}', { name: `${day}, ${row.name}` })}
        disabled={writing.isPending}
        onClick={() =>
          writing.mutate(
            { method: 'DELETE', path: `${path}/${row.day}`, query: { company } },
            {
              told: () =>
                say(t('Open on {day} after all.', { day }), () => {
                  void takeBack({ path, query: { company }, body: { days: [row] } }, t('Closed on {day}.', { day }));
                }),
            },
          )
        }
      >
        {t('Remove')}
      </button>
      <Refused error={writing.error} />
    </>
  );
}
