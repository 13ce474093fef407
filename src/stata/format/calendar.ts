/** How many days before 1970 Stata's days begin: on 1 January 1960. */
export const EPOCH_OFFSET_DAYS = 3653;

export const MS_PER_DAY = 86_400_000;

/** Milliseconds from Stata's beginning of time to 1970. */
export const EPOCH_OFFSET_MS = EPOCH_OFFSET_DAYS * MS_PER_DAY;

/** The day's number, counted from 1 January 1960; undefined for what is no date. */
export function daysOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDate = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  return isDate && date.getUTCDate() === day
    ? date.getTime() / MS_PER_DAY + EPOCH_OFFSET_DAYS
    : undefined;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** ` 5 Jun 2015`: the day takes two columns. */
export function dayMonthYear(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2);
  return `${day} ${monthName(date)} ${date.getUTCFullYear()}`;
}

export function monthName(date: Date): string {
  return MONTHS[date.getUTCMonth()] ?? '';
}

/** `16:36:54`. */
export function hoursMinutesSeconds(date: Date): string {
  return [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(':');
}

export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
