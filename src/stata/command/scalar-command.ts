import type { Work } from '../engine/effect.ts';
import { eachInParts } from '../engine/in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import { formatDefault } from '../format/format-value.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';

const DEFINITION = /^(?:def?i?n?e?\s+)?([\p{L}_]\w*)\s*=(?!=)([\s\S]+)$/u;

/** `scalar x = exp`, `scalar list`, `scalar drop`. */
export const scalarCommand: Command = {
  name: 'scalar',
  abbreviation: 'sca',
  *run(context, { rest }) {
    const [, name, expression = ''] = DEFINITION.exec(rest) ?? [];
    const { scalars } = context.state;
    if (name !== undefined) {
      scalars.set(name, context.evaluate(expression));
      return;
    }
    const [word = '', ...names] = rest.split(/\s+/);
    if (word === 'drop') drop(context, names);
    else if (word === '' || /^(?:l|li|lis|list|dir)$/.test(word)) yield* list(context, names);
    else throw new StataError(198, 'invalid syntax');
  },
};

function drop({ state: { scalars } }: Context, names: readonly string[]): void {
  if (names.includes('_all')) scalars.clear();
  for (const name of names) {
    if (name !== '_all' && !scalars.delete(name)) throw new StataError(111, `${name} not found`);
  }
}

function* list({ state: { scalars }, screen }: Context, names: readonly string[]): Work {
  const wanted = names.length === 0 || names.includes('_all') ? [...scalars.keys()] : names;
  yield* eachInParts(
    wanted,
    (name) => {
      const value = scalars.get(name);
      if (value === undefined) throw new StataError(111, `scalar ${name} not found`);
      screen.say(`${name.padStart(10)} = `);
      screen.say(`${formatDefault(value).padStart(10)}\n`, 'result');
    },
    10,
  );
}
