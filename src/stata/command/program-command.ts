import { eachInParts } from '../engine/in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import type { Command } from './command.ts';

/** `program drop`, `program dir`, `program list`. A definition is a block, and never comes here. */
export const programCommand: Command = {
  name: 'program',
  abbreviation: 'pr',
  *run({ state, screen }, { rest }) {
    const [word = '', ...names] = rest.split(/\s+/);
    if (word === 'drop') {
      for (const name of names) {
        if (name === '_all') state.programs.clear();
        else if (!state.programs.delete(name))
          throw new StataError(111, `program ${name} not found`);
      }
    } else if (/^di(?:r)?$/.test(word)) {
      for (const name of state.programs.keys()) screen.say(`    ${name}\n`);
    } else if (/^l/.test(word)) {
      for (const name of names) {
        const program = state.programs.get(name);
        if (program === undefined) throw new StataError(111, `program ${name} not found`);
        screen.say(`\n${name}:\n`);
        yield* eachInParts(program.lines, (line, index) =>
          screen.say(`${String(index + 1).padStart(3)}. ${line}\n`),
        );
      }
    } else throw new StataError(198, 'invalid syntax');
  },
};
