import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { formatDefault } from '../../format/format-value.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { namesOf, runSubcommand, type Subcommand } from '../language/subcommands.ts';

const DEFINITION = /^(?:def?i?n?e?\s+)?([\p{L}_]\w*)\s*=(?!=)([\s\S]+)$/u;

const subcommands: readonly Subcommand[] = [
  { name: 'drop', run: drop },
  { name: '', run: list },
  { name: 'list', abbreviation: 'l', run: list },
  { name: 'dir', run: list },
];

/** `scalar x = exp`, `scalar list`, `scalar drop`. */
export const scalarCommand: Command = {
  name: 'scalar',
  abbreviation: 'sca',
  subcommands,
  run: (context, call) => {
    const [, name, expression = ''] = DEFINITION.exec(call.rest) ?? [];
    if (name === undefined) return runSubcommand(subcommands, context, call);
    context.state.scalars.set(name, context.evaluate(expression));
  },
};

function drop({ state: { scalars } }: Context, argument: string): void {
  for (const name of namesOf(argument)) {
    if (name === '_all') scalars.clear();
    else if (!scalars.delete(name)) throw new StataError(111, `${name} not found`);
  }
}

function* list({ state: { scalars }, screen }: Context, argument: string): Work {
  const names = namesOf(argument);
  const wanted = names.length === 0 || names.includes('_all') ? [...scalars.keys()] : names;
  yield* eachInChunks(
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
