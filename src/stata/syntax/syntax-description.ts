import { StataError } from '../error/stata-error.ts';

/** What may come first in a command that a program describes. */
type HeadKind =
  | 'varlist'
  | 'varname'
  | 'newvarlist'
  | 'newvarname'
  | 'namelist'
  | 'name'
  | 'anything';

export interface DescribedOption {
  /** As it was described: its capitals at the beginning are the shortest abbreviation. */
  readonly name: string;
  /** What stands in its parentheses: `string`, `integer`, …; undefined for one that has none. */
  readonly type: string | undefined;
  /** What it is when it isn't given, for numbers. */
  readonly usual: string | undefined;
  readonly isOptional: boolean;
}

/** What the `syntax` command says that a program may be called with. */
export interface SyntaxDescription {
  readonly head: { readonly kind: HeadKind; readonly isOptional: boolean } | undefined;
  readonly hasIf: boolean;
  readonly hasIn: boolean;
  readonly using: { readonly isOptional: boolean; readonly isBare: boolean } | undefined;
  readonly hasExpression: boolean;
  readonly options: readonly DescribedOption[];
  /** Whether other options are let through. */
  readonly hasRest: boolean;
}

const HEAD = /(\[)? ?\b(varlist|varname|newvarlist|newvarname|namelist|name|anything)\b/;

/**
 * Reads what follows `syntax`.
 *
 * @throws StataError r(197) when it is no description
 */
export function parseSyntaxDescription(text: string): SyntaxDescription {
  const comma = topComma(text);
  const before = text.slice(0, comma?.at).replaceAll(/\s+/g, ' ');
  const after = comma === undefined ? '' : text.slice(comma.at + 1);
  const head = HEAD.exec(before);
  const using = /(\[)? ?\busing(\/)?/.exec(before);
  const { options, hasRest } = parseOptions(after, comma?.isBracketed ?? false);
  return {
    head:
      head === null ? undefined : { kind: headKind(head[2]), isOptional: head[1] !== undefined },
    hasIf: /\bif\b/.test(before),
    hasIn: /\bin\b/.test(before),
    using:
      using === null
        ? undefined
        : { isOptional: using[1] !== undefined, isBare: using[2] !== undefined },
    hasExpression: /=\/? ?exp\b/.test(before),
    options,
    hasRest,
  };
}

function headKind(word: string | undefined): HeadKind {
  switch (word) {
    case 'varlist':
    case 'varname':
    case 'newvarlist':
    case 'newvarname':
    case 'namelist':
    case 'name':
      return word;
    default:
      return 'anything';
  }
}

/** The comma before the options. In a bracket, `[, …]`, they are all optional. */
function topComma(
  text: string,
): { readonly at: number; readonly isBracketed: boolean } | undefined {
  let parentheses = 0;
  let brackets = 0;
  for (const { 0: mark, index: at } of text.matchAll(/[()[\],]/g)) {
    if (mark === '(') parentheses += 1;
    else if (mark === ')') parentheses -= 1;
    else if (mark === '[') brackets += 1;
    else if (mark === ']') brackets -= 1;
    else if (parentheses === 0) return { at, isBracketed: brackets > 0 };
  }
  return undefined;
}

/** How many options a program may have. */
const OPTIONS_MAX = 1000;

const ITEM =
  /\s*(?:(?<mark>[[\]*])|(?<name>[A-Za-z_]\w*)(?:\((?<type>[^()]*(?:\([^()]*\)[^()]*)?)\))?)/y;

function parseOptions(
  text: string,
  isBracketed: boolean,
): { readonly options: readonly DescribedOption[]; readonly hasRest: boolean } {
  const options: DescribedOption[] = [];
  let hasRest = false;
  let depth = isBracketed ? 1 : 0;
  const { length } = text.trimEnd();
  ITEM.lastIndex = 0;
  while (ITEM.lastIndex < length) {
    if (options.length > OPTIONS_MAX) throw new StataError(1003, 'too many options');
    const at = ITEM.lastIndex;
    const groups = ITEM.exec(text)?.groups;
    if (groups === undefined) throw new StataError(197, `invalid syntax: ${text.slice(at).trim()}`);
    const { mark, name, type } = groups;
    if (mark === '[') depth += 1;
    else if (mark === ']') depth -= 1;
    else if (mark === '*') hasRest = true;
    else if (name !== undefined) options.push(described(name, type, depth > 0));
  }
  return { options, hasRest };
}

function described(name: string, type: string | undefined, isOptional: boolean): DescribedOption {
  if (type === undefined) return { name, type, usual: undefined, isOptional: true };
  const [kind = '', usual] = type.trim().split(/\s+/);
  const isNumber = /^(?:integer|real|int)$/.test(kind);
  const isUsual = isNumber && usual !== undefined;
  return {
    name,
    type: kind,
    usual: isUsual ? usual : undefined,
    isOptional: isOptional || isUsual,
  };
}
