import {
  EPOCH_OFFSET_DAYS,
  EPOCH_OFFSET_MS,
  MS_PER_DAY,
  monthName,
  twoDigits,
} from './calendar.ts';
import type { Format } from './parse-format.ts';

const CODES: Readonly<Record<string, (date: Date) => string>> = {
  CC: (date) => twoDigits(Math.floor(date.getUTCFullYear() / 100)),
  YY: (date) => twoDigits(date.getUTCFullYear() % 100),
  NN: (date) => twoDigits(date.getUTCMonth() + 1),
  nn: (date) => String(date.getUTCMonth() + 1),
  Mon: monthName,
  mon: (date) => monthName(date).toLowerCase(),
  _: () => ' ',
  DD: (date) => twoDigits(date.getUTCDate()),
  dd: (date) => String(date.getUTCDate()),
  HH: (date) => twoDigits(date.getUTCHours()),
  MM: (date) => twoDigits(date.getUTCMinutes()),
  SS: (date) => twoDigits(date.getUTCSeconds()),
};

/** A day or an instant, as its format's own pattern says or as is usual. */
export function formatDate(
  format: Extract<Format, { readonly kind: 'date' }>,
  value: number,
): string {
  const { unit, pattern } = format;
  switch (unit) {
    case 'c':
    case 'C':
      return inPattern(new Date(value - EPOCH_OFFSET_MS), pattern || 'DDmonCCYY_HH:MM:SS');
    case 'd':
      return inPattern(dateOfDay(value), pattern || 'DDmonCCYY');
    case 'm':
      return `${1960 + Math.floor(value / 12)}m${mod(value, 12) + 1}`;
    case 'q':
      return `${1960 + Math.floor(value / 4)}q${mod(value, 4) + 1}`;
    case 'h':
      return `${1960 + Math.floor(value / 2)}h${mod(value, 2) + 1}`;
    case 'w':
      return `${1960 + Math.floor(value / 52)}w${mod(value, 52) + 1}`;
    default:
      return String(Math.floor(value));
  }
}

function dateOfDay(day: number): Date {
  return new Date((Math.floor(day) - EPOCH_OFFSET_DAYS) * MS_PER_DAY);
}

const CODE = /mon|Mon|CC|YY|NN|nn|DD|dd|HH|MM|SS|_|!./g;

function inPattern(date: Date, pattern: string): string {
  if (Number.isNaN(date.getTime())) return '.';
  return pattern.replaceAll(CODE, (code) =>
    code.startsWith('!') ? code.slice(1) : (CODES[code]?.(date) ?? code),
  );
}

function mod(value: number, by: number): number {
  return value - by * Math.floor(value / by);
}
