import type { Context } from '../../engine/context.ts';
import type { Program } from '../../engine/program.ts';
import { StataError } from '../../error/stata-error.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { namesOf, withSubcommands } from '../language/subcommands.ts';

/** `program drop`, `program dir`, `program list`. A definition is a block, and never comes here. */
export const programCommand = withSubcommands({
  name: 'program',
  abbreviation: 'pr',
  subcommands: [
    { name: 'drop', run: drop },
    { name: 'dir', abbreviation: 'di', run: dir },
    { name: 'list', abbreviation: 'l', run: list },
  ],
});

function drop({ state: { programs } }: Context, argument: string): void {
  for (const name of namesOf(argument)) {
    if (name === '_all') programs.clear();
    else if (!programs.delete(name)) throw notFound(name);
  }
}

function dir({ state, screen }: Context): Work {
  return eachInChunks(state.programs.keys(), (name) => screen.say(`    ${name}\n`));
}

function* list({ state, screen }: Context, argument: string): Work {
  for (const name of namesOf(argument)) {
    const program: Program | undefined = state.programs.get(name);
    if (program === undefined) throw notFound(name);
    screen.say(`\n${name}:\n`);
    yield* eachInChunks(program.lines, (line, index) =>
      screen.say(`${String(index + 1).padStart(3)}. ${line}\n`),
    );
  }
}

function notFound(name: string): StataError {
  return new StataError(111, `program ${name} not found`);
}
