import { StataError } from '../error/stata-error.ts';
import type { ResultClass } from './program.ts';

const HEAD =
  /^pr(?:o(?:g(?:r(?:a(?:m)?)?)?)?)?\s+(?:de(?:f(?:i(?:n(?:e)?)?)?)?\s+)?(?<name>[\p{L}_]\w*)\s*(?:,(?<options>.*))?$/u;

/**
 * Reads `program define name, rclass`.
 *
 * @throws StataError r(198)
 */
export function programOf(head: string): {
  readonly name: string;
  readonly resultClass: ResultClass;
  readonly isByable: boolean;
} {
  const { name, options = '' } = HEAD.exec(head)?.groups ?? {};
  if (name === undefined) throw new StataError(198, 'invalid syntax');
  const isByable = /\bby(?:able)?\(/.test(options);
  return { name, resultClass: resultClassOf(options), isByable };
}

function resultClassOf(options: string): ResultClass {
  if (/\brcl/.test(options)) return 'r';
  if (/\becl/.test(options)) return 'e';
  return /\bscl/.test(options) ? 's' : 'n';
}
