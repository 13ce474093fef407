import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { formatForMacro } from '../../format/format-value.ts';
import { parseNumlist } from '../../syntax/numlist.ts';
import {
  type DescribedOption,
  parseSyntaxDescription,
  type SyntaxDescription,
} from '../../syntax/syntax-description.ts';
import { unquoted } from '../../syntax/words.ts';
import type { Work } from '../../work/effect.ts';
import { mapInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, type StandardSyntax } from '../language/standard-syntax.ts';

/**
 * `syntax varlist [if] [in] [using] [, Name(string) Level(integer 95) Quiet *]`: takes apart what the
 * program was called with (`0`), refuses what wasn't described, and makes macros of the rest.
 */
export const syntaxCommand: Command = {
  name: 'syntax',
  *run(context, { rest }) {
    const description = parseSyntaxDescription(rest);
    const given = parseStandard(context.callFrame.locals.get('0'));
    setHead(context, description, given);
    setQualifiers(context, description, given);
    yield* setOptions(context, description, given);
  },
};

function setHead(
  context: Context,
  { head, hasExpression }: SyntaxDescription,
  given: StandardSyntax,
): void {
  const { locals } = context.callFrame;
  const [, list = '', expression] =
    (hasExpression ? /^([^=]*)=(?!=)([\s\S]*)$/ : /^([\s\S]*)$/).exec(given.head) ?? [];
  if (hasExpression) locals.set('exp', expression === undefined ? '' : `= ${expression.trim()}`);
  const text = list.trim();
  if (head === undefined) {
    if (text !== '') throw new StataError(101, 'varlist not allowed');
    return;
  }
  if (text === '' && !head.isOptional) {
    throw new StataError(
      100,
      head.kind === 'anything' ? 'something required' : `${head.kind} required`,
    );
  }
  switch (head.kind) {
    case 'varlist':
      locals.set('varlist', namesOf(context, text === '' ? '_all' : text));
      return;
    case 'varname': {
      const names = text === '' ? '' : namesOf(context, text);
      if (names.includes(' ')) throw new StataError(103, 'too many variables specified');
      locals.set('varlist', names);
      return;
    }
    case 'newvarlist':
    case 'newvarname':
      locals.set('varlist', text);
      return;
    case 'namelist':
    case 'name':
      if (!/^[\w\s]*$/.test(text)) throw new StataError(198, `${text} invalid name`);
      locals.set('namelist', text);
      return;
    case 'anything':
      locals.set('anything', text);
  }
}

function setQualifiers(
  { callFrame: { locals } }: Context,
  { hasIf, hasIn, using }: SyntaxDescription,
  given: StandardSyntax,
): void {
  if (given.condition !== undefined && !hasIf) throw new StataError(101, 'if not allowed');
  if (given.range !== undefined && !hasIn) throw new StataError(101, 'in range not allowed');
  if (given.using !== undefined && using === undefined)
    throw new StataError(101, 'using not allowed');
  if (given.using === undefined && using?.isOptional === false) {
    throw new StataError(100, 'using required');
  }
  locals.set('if', given.condition === undefined ? '' : `if ${given.condition}`);
  locals.set('in', given.range === undefined ? '' : `in ${given.range}`);
  const file = given.using ?? '';
  locals.set('using', file === '' || using?.isBare ? file : `using "${file}"`);
}

function* setOptions(
  context: Context,
  { options, hasRest }: SyntaxDescription,
  given: StandardSyntax,
): Work {
  const { locals } = context.callFrame;
  const left = new Options(given.options);
  for (const option of options) yield* setOption(context, option, left);
  if (!hasRest) left.end();
  else locals.set('options', left.takeRest().map(written).join(' '));
}

function* setOption(context: Context, option: DescribedOption, left: Options): Work {
  const { locals } = context.callFrame;
  const whole = option.name.toLowerCase();
  // `noHEADer` is the option `noheader`, in the macro `header`.
  const negated = /^no(?=[A-Z])/.test(option.name);
  const macro = negated ? whole.slice(2) : whole;
  const found = negated ? left.takeNegated(option.name.slice(2)) : left.take(option.name);
  if (found === undefined) {
    if (!option.isOptional) throw new StataError(198, `option ${whole}() required`);
    locals.set(macro, option.usual ?? '');
    return;
  }
  if (option.type === undefined) {
    if (found.argument !== undefined) throw new StataError(198, `option ${whole} not allowed`);
    locals.set(macro, whole);
    return;
  }
  if (found.argument === undefined)
    throw new StataError(198, `option ${whole} incorrectly specified`);
  locals.set(macro, yield* argumentOf(context, option, found.argument));
}

function* argumentOf(
  context: Context,
  { name, type = '' }: DescribedOption,
  argument: string,
): Work<string> {
  const wrong = (): StataError =>
    new StataError(198, `option ${name.toLowerCase()}() incorrectly specified`);
  switch (type) {
    case 'integer':
    case 'int':
      if (!/^[-+]?\d+$/.test(argument)) throw wrong();
      return argument;
    case 'real':
      if (argument === '' || Number.isNaN(Number(argument))) throw wrong();
      return argument;
    case 'numlist': {
      const numbers = yield* parseNumlist(argument);
      return (yield* mapInChunks(numbers, (number) => formatForMacro(number))).join(' ');
    }
    case 'varlist':
    case 'varname':
      return namesOf(context, argument);
    case 'name':
      if (!/^\w+$/.test(argument)) throw wrong();
      return argument;
    case 'passthru':
      return `${name.toLowerCase()}(${argument})`;
    default:
      return unquoted(argument);
  }
}

function namesOf({ state }: Context, list: string): string {
  return expandVarlist(state.dataset, list)
    .map(({ name }) => name)
    .join(' ');
}

function written({
  name,
  argument,
}: {
  readonly name: string;
  readonly argument: string | undefined;
}): string {
  return argument === undefined ? name : `${name}(${argument})`;
}
