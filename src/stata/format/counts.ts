import { withCommas } from './format-number.ts';

/** `1 missing value`, `1,200 missing values`. */
export function countOf(count: number, thing: string): string {
  return `${withCommas(String(count))} ${thing}${count === 1 ? '' : 's'}`;
}
