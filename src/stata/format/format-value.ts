import { StataError } from '../error/stata-error.ts';
import { lengthOf } from '../value/characters.ts';
import { isMissing, missingName } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { formatDate } from './format-date.ts';
import { general, scientific, significant, withCommas } from './format-number.ts';
import { type Format, parseFormat } from './parse-format.ts';

/** The default width of numbers; one column of it is kept for the sign. */
const DISPLAY_WIDTH = 10;

/** How wide numbers are in macros. */
const MACRO_WIDTH = 18;

/** A value as `display` shows it without a format. */
export function formatDefault(value: Value): string {
  if (typeof value === 'string') return value;
  return isMissing(value) ? missingName(value) : general(value, DISPLAY_WIDTH);
}

/** A value as a macro keeps it. */
export function formatForMacro(value: Value): string {
  if (typeof value === 'string') return value;
  return isMissing(value) ? missingName(value) : general(value, MACRO_WIDTH);
}

/**
 * A value in a `%` format, as wide as that says.
 *
 * @throws StataError r(120) for a format that isn't one, or is not for such a value
 */
export function formatWith(format: string, value: Value): string {
  return formatValue(parseFormat(format), value);
}

/** @throws StataError r(120) for a number in a string's format, and the other way round */
function formatValue(format: Format, value: Value): string {
  if (typeof value === 'string') {
    if (format.kind !== 'text') throw new StataError(120, 'invalid %format');
    // A character takes two units at most, so only the beginning of a long text is needed.
    const shown = format.width > 0 ? value.slice(0, 2 * format.width) : value;
    return aligned([...shown].slice(0, format.width || undefined).join(''), format);
  }
  if (format.kind === 'text') throw new StataError(120, 'invalid %format');
  if (format.kind === 'date')
    return isMissing(value) ? missingName(value) : formatDate(format, value);
  if (isMissing(value)) return aligned(missingName(value), format);
  return aligned(zeroPadded(numberText(format, value), format), format);
}

type NumberFormat = Extract<Format, { readonly digits: number }>;

function numberText(format: NumberFormat, number: number): string {
  const { kind, width, digits, hasCommas } = format;
  if (kind === 'scientific') return scientific(number, digits);
  if (kind === 'general') {
    const text = digits === 0 ? general(number, width) : significant(number, width, digits);
    return hasCommas && !text.includes('e') ? withCommas(text) : text;
  }
  const plain = (Math.abs(number) < 1e21 ? number : Number.NaN).toFixed(digits);
  const text = hasCommas ? withCommas(plain) : plain;
  return text.length > width || plain === 'NaN' ? general(number, width) : text;
}

function zeroPadded(text: string, { hasZeros, width }: NumberFormat): string {
  if (!hasZeros) return text;
  const sign = text.startsWith('-') ? '-' : '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function aligned(
  text: string,
  { align, width }: { readonly align: 'left' | 'right' | 'center'; readonly width: number },
): string {
  const length = lengthOf(text);
  const free = Math.max(0, width - length);
  if (align === 'left') return text + ' '.repeat(free);
  if (align === 'right') return ' '.repeat(free) + text;
  const before = Math.floor(free / 2);
  return ' '.repeat(before) + text + ' '.repeat(free - before);
}
