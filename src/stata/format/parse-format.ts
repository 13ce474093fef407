import { StataError } from '../error/stata-error.ts';

/** A `%` format, taken apart. */
export type Format =
  | {
      readonly kind: 'general' | 'fixed' | 'scientific';
      readonly width: number;
      /** Digits after the point; for `g`, significant ones, and 0 is as many as fit. */
      readonly digits: number;
      readonly align: 'left' | 'right' | 'center';
      readonly hasCommas: boolean;
      readonly hasZeros: boolean;
    }
  | { readonly kind: 'text'; readonly width: number; readonly align: 'left' | 'right' | 'center' }
  /** Days (`%td`), times (`%tc`), and the rest of that family, with their own pattern or without. */
  | {
      readonly kind: 'date';
      readonly unit: string;
      readonly pattern: string;
      readonly width: number;
    };

const NUMERIC =
  /^%(?<align>[-~]?)(?<zero>0?)(?<width>\d{1,3})\.(?<digits>\d{1,2})(?<kind>[gfe])(?<comma>c?)$/;
const TEXT = /^%(?<align>[-~]?)(?<width>\d{0,4})s$/;
const DATE = /^%(?<align>-?)(?<width>\d{0,3})t(?<unit>[cCdwmqhyb])(?<pattern>.*)$/;
const OLD_DATE = /^%(?<align>-?)(?<width>\d{0,3})d(?<pattern>.*)$/;
const KINDS = { g: 'general', f: 'fixed', e: 'scientific' } as const;

/** @throws StataError r(120) */
export function parseFormat(text: string): Format {
  const format = numericFormat(text) ?? textFormat(text) ?? dateFormat(text);
  if (format === undefined) throw new StataError(120, 'invalid %format');
  return format;
}

function numericFormat(text: string): Format | undefined {
  const groups = NUMERIC.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const letter = groups.kind;
  const width = Number(groups.width);
  const digits = Number(groups.digits);
  if ((letter !== 'g' && letter !== 'f' && letter !== 'e') || width === 0) return undefined;
  if (digits >= width && digits > 0) return undefined;
  return {
    kind: KINDS[letter],
    width,
    digits,
    align: alignOf(groups.align, 'right'),
    hasCommas: groups.comma === 'c',
    hasZeros: groups.zero === '0',
  };
}

function textFormat(text: string): Format | undefined {
  const groups = TEXT.exec(text)?.groups;
  if (groups === undefined) return undefined;
  return { kind: 'text', width: Number(groups.width), align: alignOf(groups.align, 'right') };
}

function dateFormat(text: string): Format | undefined {
  const groups = DATE.exec(text)?.groups ?? OLD_DATE.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { unit = 'd', pattern = '', width } = groups;
  return { kind: 'date', unit, pattern, width: Number(width) };
}

function alignOf(mark: string | undefined, usual: 'right'): 'left' | 'right' | 'center' {
  if (mark === '-') return 'left';
  return mark === '~' ? 'center' : usual;
}
