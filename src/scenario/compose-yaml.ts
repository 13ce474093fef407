import { Composer, type CST, type Document, Lexer, Parser, visit } from 'yaml';
import { YAML_DEPTH_MAX, YAML_KEYS_MAX } from './limits.ts';
import { faultOf, type YamlFault } from './yaml-fault.ts';

/** What a text holds, and everything that is wrong with it as YAML. */
export interface ComposedYaml {
  readonly document: Document;
  readonly faults: readonly YamlFault[];
}

/** Composes YAML 1.2 without tags, aliases and directives: one document a text. */
export function composeYaml(text: string): ComposedYaml {
  const ours: YamlFault[] = [];
  const report: Report = (offset, message) => {
    ours.push({ offset, message });
  };
  const composer = new Composer({ stringKeys: true, resolveKnownTags: false });
  const [document, second] = composer.compose(tokensOf(text, report), true, text.length);
  if (document === undefined) throw new Error('the YAML library gave no document');
  reportAliases(document, report);
  if (second !== undefined) report(second.range[0], 'a second document is not allowed in a file');
  return {
    document,
    faults: [...ours, ...[...document.errors, ...document.warnings].map(faultOf)],
  };
}

type Report = (offset: number, message: string) => void;

/** The text's tokens, up to the point where they ask too much of the YAML library. */
function* tokensOf(text: string, report: Report): Generator<CST.Token, void> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'directive') {
        report(token.offset, 'directives are not allowed: a scenario is YAML 1.2 without tags');
      }
      yield token;
    }
    const excess = excessOf(parser.stack);
    if (excess !== undefined) return report(parser.offset, excess);
  }
  yield* parser.end();
}

/**
 * What is too much in the values that a parser is building, each inside the one before it. The
 * composer descends by recursion, and half a mebibyte of dashes takes the whole process down. It also
 * compares each key of a mapping with all the others, and a mebibyte of keys takes minutes.
 */
function excessOf(stack: readonly CST.Token[]): string | undefined {
  if (stack.length > YAML_DEPTH_MAX) {
    return `nested too deep: at most ${YAML_DEPTH_MAX} levels are allowed`;
  }
  const top = stack.at(-1);
  const isMapping =
    top?.type === 'block-map' || (top?.type === 'flow-collection' && top.start.source === '{');
  if (isMapping && top.items.length > YAML_KEYS_MAX) {
    return `too many keys: at most ${YAML_KEYS_MAX} are allowed in a mapping`;
  }
  return undefined;
}

/** An alias to aliases can stand for billions of values; a scenario has `repeat` instead. */
function reportAliases(document: Document, report: Report): void {
  visit(document, {
    Alias(_key, alias) {
      report(
        alias.range?.[0] ?? 0,
        'aliases are not allowed: write the value again, or use repeat',
      );
    },
  });
}
