/** Business calendars: weekends and public holidays per country. Rules come from date-holidays (data CC-BY 3.0). */
import Holidays from 'date-holidays';
import { addDays, type Day, weekdayOf, yearOf } from './day.ts';

/** Countries whose weekend is not Saturday and Sunday (ISO weekdays). Source: Unicode CLDR supplemental week data. */
const weekends: Readonly<Record<string, readonly number[]>> = {
  AF: [4, 5],
  BH: [5, 6],
  DZ: [5, 6],
  EG: [5, 6],
  IL: [5, 6],
  IQ: [5, 6],
  IR: [5],
  JO: [5, 6],
  KW: [5, 6],
  LY: [5, 6],
  OM: [5, 6],
  QA: [5, 6],
  SA: [5, 6],
  SD: [5, 6],
  SY: [5, 6],
  YE: [5, 6],
  IN: [7],
  UG: [7],
  NP: [6],
};

const holidaysByCountryYear = new Map<string, ReadonlySet<Day>>();
const rulesByCountry = new Map<string, Holidays>();

/** The public holidays of a country and year; loading its rules is slow, so both are kept. */
function publicHolidays(country: string, year: number): ReadonlySet<Day> {
  const key = `${country}/${year}`;
  const known = holidaysByCountryYear.get(key);
  if (known) return known;
  let rules = rulesByCountry.get(country);
  if (!rules) {
    rules = new Holidays(country);
    rulesByCountry.set(country, rules);
  }
  const days = new Set(
    (rules.getHolidays(year) ?? []).filter((one) => one.type === 'public').map((one) => one.date.slice(0, 10)),
  );
  holidaysByCountryYear.set(key, days);
  return days;
}

/** True on a working day of the country (ISO 3166 alpha-2): neither weekend nor public holiday. */
export function isBusinessDay(day: Day, country: string): boolean {
  if ((weekends[country] ?? [6, 7]).includes(weekdayOf(day))) return false;
  return !publicHolidays(country, yearOf(day)).has(day);
}

/** The day itself if it is a business day, else the next one. */
export function businessDayOnOrAfter(day: Day, country: string): Day {
  let current = day;
  while (!isBusinessDay(current, country)) current = addDays(current, 1);
  return current;
}

/** The last business day before the day. */
export function previousBusinessDay(day: Day, country: string): Day {
  let current = addDays(day, -1);
  while (!isBusinessDay(current, country)) current = addDays(current, -1);
  return current;
}

/** The day `count` (positive) business days later. */
export function addBusinessDays(day: Day, count: number, country: string): Day {
  let current = day;
  for (let left = count; left > 0; left -= 1) current = businessDayOnOrAfter(addDays(current, 1), country);
  return current;
}

export interface BusinessCalendar {
  /** ISO weekdays that are no business days. */
  readonly weekend: number[];
  readonly holidays: { day: Day; name: string; onWeekend: boolean }[];
  readonly businessDays: number;
}

/** What the holidays' source names wrongly: in Spanish the Ascension as the Assumption, in the United States a day as in Britain. */
const nameOfHoliday = (name: string, country: string, language: string): string => {
  if (language === 'es' && name === 'La Asunción') return 'Ascensión del Señor';
  return language === 'en' && country === 'US' ? name.replace(/^Labour Day/, 'Labor Day') : name;
};

/** A country's calendar of a year as people read it: weekend, public holidays by day with their names, business days. */
export function businessCalendar(country: string, year: number, language: string): BusinessCalendar {
  const weekend = [...(weekends[country] ?? [6, 7])];
  const holidays = (new Holidays(country).getHolidays(year, language) ?? [])
    .filter((one) => one.type === 'public')
    .map((one) => {
      const day = one.date.slice(0, 10);
      return { day, name: nameOfHoliday(one.name, country, language), onWeekend: weekend.includes(weekdayOf(day)) };
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  let businessDays = 0;
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1))
    if (isBusinessDay(day, country)) businessDays += 1;
  return { weekend, holidays, businessDays };
}

/** The countries whose public holidays are known. */
export const calendarCountries = (): string[] => Object.keys(new Holidays().getCountries()).sort();
