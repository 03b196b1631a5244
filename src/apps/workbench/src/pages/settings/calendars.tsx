/** Calendars: weekend and public holidays of a country, by which contact days and runs are counted, and a company's closing days. */

import { getRouteApi } from '@tanstack/react-router';
import type { CalendarAnswer, CalendarCountriesAnswer } from '#company/contract';
import { countryName, formatCount, formatDay } from '../../format.ts';
import { language, t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useReading } from '../../session.tsx';
import { ClosingDays } from './closing-days.tsx';
import { Part, Read } from './section.tsx';

const route = getRouteApi('/settings/{-$section}');
const weekdayFormat = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
/** 1 Monday … 7 Sunday: the first of January 2024 was a Monday. */
const weekdayName = (weekday: number): string => weekdayFormat.format(new Date(Date.UTC(2024, 0, weekday)));

export default function Calendars() {
  const countries = useReading<CalendarCountriesAnswer>('/api/calendar-countries');
  const today = useBusinessDay();
  return <Read reading={countries}>{(known) => <Calendar known={known} year={today.slice(0, 4)} />}</Read>;
}

function Calendar({ known, year }: { known: CalendarCountriesAnswer; year: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const country = search.country ?? known.companies[0] ?? known.all[0]!;
  const shown = Number(search.year ?? year);
  const calendar = useReading<CalendarAnswer>('/api/calendars', { country, year: shown, language }, { keep: true });
  const others = known.all
    .filter((one) => !known.companies.includes(one))
    .sort((a, b) => countryName(a).localeCompare(countryName(b), language));
  const change = (part: { country?: string; year?: string }): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  return (
    <>
      <Part
        title={t('Calendars')}
        meta={t('Public holidays follow the law of each country and come with the program.')}
        actions={
          <>
            <label className="flex items-center gap-2">
              <span className="text-ink-2">{t('Country')}</span>
              <select
                className="field max-w-56"
                value={country}
                onChange={(event) => change({ country: event.target.value })}
              >
                <optgroup label={t('Of your companies')}>
                  {known.companies.map((one) => (
                    <option key={one} value={one}>
                      {countryName(one)}
                    </option>
                  ))}
                </optgroup>
                <optgroup label={t('All')}>
                  {others.map((one) => (
                    <option key={one} value={one}>
                      {countryName(one)}
                    </option>
                  ))}
                </optgroup>
              </select>
            </label>
            <label className="flex items-center gap-2">
              <span className="text-ink-2">{t('Year')}</span>
              <select
                className="field tabular-nums"
                value={shown}
                onChange={(event) => change({ year: event.target.value })}
              >
                {[-1, 0, 1, 2]
                  .map((by) => Number(year) + by)
                  .map((one) => (
                    <option key={one} value={one}>
                      {one}
                    </option>
                  ))}
              </select>
            </label>
          </>
        }
      >
        <Read reading={calendar}>
          {({ weekend, holidays, businessDays }) => (
            <>
              <dl className="flex flex-wrap gap-x-8 gap-y-1 px-6 pb-3">
                <div className="flex gap-2">
                  <dt className="text-ink-2">{t('Weekend')}</dt>
                  <dd>{weekend.map(weekdayName).join(', ')}</dd>
                </div>
                <div className="flex gap-2">
                  <dt className="text-ink-2">{t('Business days')}</dt>
                  <dd data-of-year className="tabular-nums">
                    {formatCount(businessDays)}
                  </dd>
                </div>
                <div className="flex gap-2">
                  <dt className="text-ink-2">{t('Public holidays')}</dt>
                  <dd className="tabular-nums">
                    <a href="#holidays" className="drill">
                      {formatCount(holidays.length)}
                    </a>
                  </dd>
                </div>
              </dl>
              <LedgerTable
                label={t('Public holidays')}
                className="border-t border-line bg-surface"
                heads={[{ text: t('Day'), className: 'w-72' }, t('Holiday'), t('Counts as')]}
              >
                <tbody>
                  {holidays.map((holiday) => (
                    <tr key={`${holiday.day} ${holiday.name}`}>
                      <th scope="row" className="tabular-nums">
                        {formatDay(holiday.day, 'long')}
                      </th>
                      <td>{holiday.name}</td>
                      <td className="text-ink-2">{holiday.onWeekend ? t('weekend anyway') : t('no business day')}</td>
                    </tr>
                  ))}
                </tbody>
              </LedgerTable>
            </>
          )}
        </Read>
      </Part>
      <ClosingDays country={country} countryName={countryName(country)} year={shown} />
    </>
  );
}
