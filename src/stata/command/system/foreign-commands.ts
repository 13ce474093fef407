import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';

/**
 * Commands that would run other programs run nothing here, for safety: test code must not reach a shell through
 * the double. They say so and succeed, as Stata does when a shell command fails.
 */
function shell(name: string, abbreviation?: string): Command {
  return {
    name,
    ...(abbreviation === undefined ? {} : { abbreviation }),
    run: ({ screen }) => screen.say('(nothing was run: fake-stata has no shell)\n'),
  };
}

export const shellCommand = shell('shell', 'sh');
export const bangCommand = shell('!');
export const winexecCommand = shell('winexec');
export const xshellCommand = shell('xshell');

/** Python fails as it does where Stata finds none. */
export const pythonCommand: Command = {
  name: 'python',
  run: () => {
    throw new StataError(7100, 'no Python is to be found: fake-stata runs none');
  },
};

/** The one line of Mata that tools need: it puts the names of all macros into a local one. */
const MACRO_NAMES =
  /^:?\s*st_local\("(?<local>\w+)",\s*invtokens\(st_dir\("(?<kind>local|global)",\s*"macro",\s*"\*"\)'\)\)$/;

const NOTHING_IN_MATA = `
      # bytes   type                        name and extent
${'-'.repeat(79)}
${'-'.repeat(79)}
`;

export const mataCommand: Command = {
  name: 'mata',
  run: ({ callFrame, state, screen }, { rest }) => {
    // Mata's memory is always empty here.
    if (/^(?:mata\s+)?d(?:escribe|esc|es|e)?$/.test(rest.trim())) {
      screen.say(NOTHING_IN_MATA);
      return;
    }
    const { local, kind } = MACRO_NAMES.exec(rest.trim())?.groups ?? {};
    if (local !== undefined) {
      const macros = kind === 'local' ? callFrame.locals : state.globals;
      callFrame.locals.set(local, macros.names().join(' '));
      return;
    }
    throw new StataError(3000, 'no Mata is to be found: fake-stata runs none');
  },
};

/** `more`: shows `--more--` and waits for a key, where somebody can press one. */
export const moreCommand: Command = {
  name: 'more',
  *run() {
    yield { kind: 'more' };
  },
};
