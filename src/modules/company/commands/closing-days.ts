/** The days on which a company is closed, set and taken away: on them nothing is written to its customers. */
import { type Day, dayInZone, done, isDay, type Outcome, refuse } from '#kernel';
import { businessCalendar, calendarCountries } from '#kernel/calendar';
import { type Caller, type Engine, runCommand } from '#platform';
import type { ClosingDay, Company } from '../model.ts';
import { deleteClosingDays, insertClosingDays, lockCompany } from '../store.ts';

/** Single days, or the public holidays of a year as the law of a country has them, from today on. */
export type NewClosingDays =
  | { readonly days: readonly ClosingDay[] }
  | { readonly country: string; readonly year: number };

/**
 * Sets days on which the company is closed; those that are set stay as they are. What is gone by is nobody's to close.
 * Refuses `company.malformed-day`, `company.closing-day-past`, `company.calendar-unknown`, and `company.nothing-changed` where
 * all of them are set already.
 */
export function addClosingDays(
  engine: Engine,
  caller: Caller,
  input: { readonly company: Company; readonly add: NewClosingDays },
): Promise<Outcome<{ added: number }>> {
  const { company, add } = input;
  const today = dayInZone(engine.clock.now(), company.timeZone);
  return runCommand(
    engine,
    caller,
    {
      operation: 'company.add-closing-days',
      reason:
        'days' in add
          ? `${company.code} is closed on ${add.days.map((one) => one.day).join(', ')}.`
          : `${company.code} is closed on the public holidays of ${add.country} in ${add.year}.`,
      input: { company: company.code, ...add },
    },
    async (tx) => {
      const wanted = 'days' in add ? checkDays(add.days, today) : holidaysOf(company, add, today);
      if (!wanted.ok) return wanted;
      await lockCompany(tx, company.id);
      const added = await insertClosingDays(tx, company.id, wanted.value);
      if (added === 0)
        return refuse(
          'company.nothing-changed',
          'The company is closed on these days already; nothing was changed.',
          {},
        );
      tx.publish({ type: 'company.changed', payload: { companyId: company.id.toString() } });
      return done({ added });
    },
  );
}

/** Takes a closing day away. Refuses `company.closing-day-unknown`, and `company.closing-day-past` for one that is gone by. */
export function removeClosingDay(
  engine: Engine,
  caller: Caller,
  input: { readonly company: Company; readonly day: Day },
): Promise<Outcome<{ removed: number }>> {
  const { company, day } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'company.remove-closing-day',
      reason: `${company.code} is open on ${day} after all.`,
      input: { company: company.code, day },
    },
    async (tx) => {
      await lockCompany(tx, company.id);
      if (day < dayInZone(tx.now, company.timeZone)) return refusePast(day);
      const removed = await deleteClosingDays(tx, company.id, [day]);
      if (removed === 0)
        return refuse('company.closing-day-unknown', `The company is not closed on ${day}; nothing was changed.`, {});
      tx.publish({ type: 'company.changed', payload: { companyId: company.id.toString() } });
      return done({ removed });
    },
  );
}

const refusePast = (day: Day): Outcome<never> =>
  refuse('company.closing-day-past', `${day} is gone by; nothing was changed.`, { day }, { field: 'day' });

function checkDays(days: readonly ClosingDay[], today: Day): Outcome<readonly ClosingDay[]> {
  for (const { day } of days) {
    if (!isDay(day))
      return refuse('company.malformed-day', `"${day}" is not a calendar day.`, { day }, { field: 'day' });
    if (day < today) return refusePast(day);
  }
  return done(days);
}

/** Public holidays that are a weekend anyway are left out, and so are those that are gone by. */
function holidaysOf(
  company: Company,
  of: { readonly country: string; readonly year: number },
  today: Day,
): Outcome<readonly ClosingDay[]> {
  if (!calendarCountries().includes(of.country))
    return refuse(
      'company.calendar-unknown',
      `No public holidays are known for "${of.country}"; nothing was changed.`,
      {},
      { field: 'country' },
    );
  const { holidays } = businessCalendar(of.country, of.year, company.language);
  const to = holidays.filter((one) => !one.onWeekend && one.day >= today).map(({ day, name }) => ({ day, name }));
  return to.length === 0
    ? refuse(
        'company.closing-day-past',
        `The public holidays of ${of.year} are gone by; nothing was changed.`,
        {},
        { field: 'year' },
      )
    : done(to);
}
