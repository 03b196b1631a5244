/**
 * Business dates: a day is a plain ISO date string `YYYY-MM-DD` without time or zone. "Now" is always passed in.
 * Arithmetic runs on the count of days since 1970-01-01 (proleptic Gregorian calendar).
 */
import { raise } from './refusal.ts';

/** A calendar day, `YYYY-MM-DD`. Compares correctly with < and >. */
export type Day = string;

const daysInMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Number of days in a month (1–12). */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (daysInMonths[month - 1] ?? 0);

/** True for a real calendar day written `YYYY-MM-DD`; 30 February is not one. */
export function isDay(text: string): text is Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Checks a day from outside; refuses `day.malformed`. */
function parseDay(text: string): Day {
  if (!isDay(text)) raise('day.malformed', `"${text}" is not a calendar day; write YYYY-MM-DD.`, { text });
  return text;
}

/** Writes year, month (1–12) and day as a Day; refuses a day that does not exist. */
export function makeDay(year: number, month: number, day: number): Day {
  return parseDay(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const monthOf = (day: Day): number => Number(day.slice(5, 7));
export const dayOfMonth = (day: Day): number => Number(day.slice(8, 10));
/** The month of a day, `YYYY-MM`: the name of its accounting period. */
export const periodOf = (day: Day): string => day.slice(0, 7);

/** Days since 1970-01-01 (negative before). */
export function dayNumber(day: Day): number {
  const month = monthOf(day);
  const y = yearOf(day) - (month <= 2 ? 1 : 0);
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth(day) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The day with a given count since 1970-01-01. */
export function dayFromNumber(count: number): Day {
  const z = count + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return makeDay(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * mp + 2) / 5) + 1);
}

/** The day `count` days later (earlier when negative). */
export const addDays = (day: Day, count: number): Day => dayFromNumber(dayNumber(day) + count);
/** Days from `from` to `to`; positive when `to` is later. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);
/** 1 Monday … 7 Sunday (ISO 8601). */
export const weekdayOf = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
/** The last day of the day's month. */
export const endOfMonth = (day: Day): Day => makeDay(yearOf(day), monthOf(day), daysInMonth(yearOf(day), monthOf(day)));

/** The same day of the month `count` months later, clipped to that month's end (31 January + 1 → 28/29 February). */
export function addMonths(day: Day, count: number): Day {
  const index = yearOf(day) * 12 + monthOf(day) - 1 + count;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return makeDay(year, month, Math.min(dayOfMonth(day), daysInMonth(year, month)));
}

export const laterDay = (a: Day, b: Day): Day => (a > b ? a : b);
export const earlierDay = (a: Day, b: Day): Day => (a < b ? a : b);
