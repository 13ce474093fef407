/** No double has more digits than these that mean anything. */
const DIGITS_MAX = 17;

/** As many digits as `%g` ever shows where the width allows it. */
const GENERAL_DIGITS_MAX = 16;

/** Numbers closer to zero than this are written with an exponent. */
const FIXED_FROM = 1e-5;

/**
 * A number as `%w.0g` shows it: as many digits as fit, no trailing zeros, and no zero
 * before the point. One column is kept for the sign.
 */
export function general(number: number, width: number): string {
  const columns = width - 1;
  const size = Math.abs(number);
  const sign = number < 0 ? '-' : '';
  if (size < 1e9 && width >= 10 && Number.isInteger(number)) return String(number);
  if (size === 0) return '0';
  if (size >= FIXED_FROM) {
    const fixed = fixedWithin(size, columns);
    if (fixed !== undefined) return sign + fixed;
  }
  return sign + scientificWithin(size, columns);
}

/** A number with so many significant digits, as `%w.dg` shows it. */
export function significant(number: number, width: number, digits: number): string {
  const size = Math.abs(number);
  const sign = number < 0 ? '-' : '';
  if (size === 0) return '0';
  const exponent = Math.floor(Math.log10(size));
  if (size < FIXED_FROM || exponent >= digits)
    return sign + scientific(size, Math.max(0, digits - 1));
  const text = trimmed(size.toFixed(Math.min(100, Math.max(0, digits - 1 - exponent))));
  return text.length > width - 1 ? general(number, width) : sign + text;
}

/** `%w.de`: `1.23e+05`. */
export function scientific(number: number, digits: number): string {
  return number
    .toExponential(Math.min(digits, 100))
    .replace(/e([+-])(\d)$/, (_, sign, digit) => `e${sign}0${digit}`);
}

/** `1,234,567.8`. */
export function withCommas(text: string): string {
  const [whole = '', ...rest] = text.split('.');
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...rest].join('.');
}

function fixedWithin(size: number, columns: number): string | undefined {
  const whole = size < 1 ? 0 : Math.floor(Math.log10(size)) + 1;
  if (whole > columns || whole > GENERAL_DIGITS_MAX + 1) return undefined;
  const places = Math.min(columns - whole - 1, placesThatMean(size, whole));
  const text = trimmed(size.toFixed(Math.max(0, Math.min(100, places))));
  // Rounding may have carried into one digit more than fits.
  return text.length > columns ? undefined : text;
}

/** How many places after the point are significant. */
function placesThatMean(size: number, whole: number): number {
  const leadingZeros = size < 1 ? -Math.floor(Math.log10(size)) - 1 : 0;
  return GENERAL_DIGITS_MAX - whole + leadingZeros;
}

function scientificWithin(size: number, columns: number): string {
  const exponentLength = scientific(size, 0).replace(/^.*e/, 'e').length;
  const digits = Math.max(0, Math.min(DIGITS_MAX - 1, columns - exponentLength - 2));
  return scientific(size, digits);
}

/** Without zeros at the end and before the point. */
function trimmed(text: string): string {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short.replace(/^0\./, '.');
}
