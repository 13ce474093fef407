import { daysOf, EPOCH_OFFSET_DAYS, MS_PER_DAY } from '../format/calendar.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import { numberAt, textAt } from './argument.ts';
import type { StataFunction } from './stata-function.ts';

/** A part of a day, which is counted from 1 January 1960. */
function partOfDay(part: (date: Date) => number): StataFunction {
  return {
    least: 1,
    most: 1,
    call: (values) => {
      const day = numberAt(values, 0);
      if (isMissing(day)) return MISSING;
      return part(new Date((Math.floor(day) - EPOCH_OFFSET_DAYS) * MS_PER_DAY));
    },
  };
}

/** Reads `date("2026-01-31", "YMD")`. */
const date: StataFunction = {
  least: 2,
  most: 3,
  call: (values) => {
    const parts = textAt(values, 0).match(/\d+|[A-Za-z]+/g) ?? [];
    const order = [
      ...textAt(values, 1)
        .toUpperCase()
        .replace(/[^YMD]/g, ''),
    ];
    const read = (letter: string): number => monthOrNumber(parts[order.indexOf(letter)] ?? '');
    return daysOf(read('Y'), read('M'), read('D')) ?? MISSING;
  },
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function monthOrNumber(part: string): number {
  const month = MONTHS.indexOf(part.slice(0, 3).toLowerCase());
  return month === -1 ? Number(part) : month + 1;
}

/** Dates and times. Days are counted from 1 January 1960, times in milliseconds from then. */
export const DATE_FUNCTIONS: Readonly<Record<string, StataFunction>> = {
  mdy: {
    least: 3,
    most: 3,
    call: (values) =>
      daysOf(numberAt(values, 2), numberAt(values, 0), numberAt(values, 1)) ?? MISSING,
  },
  date,
  td: {
    least: 1,
    most: 1,
    call: (values, scope, place) => date.call([textAt(values, 0), 'DMY'], scope, place),
  },
  daily: date,
  year: partOfDay((day) => day.getUTCFullYear()),
  month: partOfDay((day) => day.getUTCMonth() + 1),
  day: partOfDay((day) => day.getUTCDate()),
  dow: partOfDay((day) => day.getUTCDay()),
  dofc: { least: 1, most: 1, call: (values) => Math.floor(numberAt(values, 0) / MS_PER_DAY) },
  cofd: { least: 1, most: 1, call: (values) => numberAt(values, 0) * MS_PER_DAY },
  now: { least: 0, most: 0, call: (_values, scope) => scope.now() },
  today: { least: 0, most: 0, call: (_values, scope) => Math.floor(scope.now() / MS_PER_DAY) },
};
