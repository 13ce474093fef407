import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';

/**
 * What would run other programs runs nothing here: a double of Stata that executed what it is told
 * would be a hole in whoever tests with it. It says so, and succeeds, as a shell that fails does.
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

/** The one line of Mata that tools can't do without: the names of all macros, into a local one. */
const MACRO_NAMES =
  /^:?\s*st_local\("(?<local>\w+)",\s*invtokens\(st_dir\("(?<kind>local|global)",\s*"macro",\s*"\*"\)'\)\)$/;

const NOTHING_IN_MATA = `
      # bytes   type                        name and extent
${'-'.repeat(79)}
${'-'.repeat(79)}
`;

export const mataCommand: Command = {
  name: 'mata',
  run: ({ frame, state, screen }, { rest }) => {
    // What is in Mata's memory: nothing.
    if (/^(?:mata\s+)?d(?:escribe|esc|es|e)?$/.test(rest.trim())) {
      screen.say(NOTHING_IN_MATA);
      return;
    }
    const { local, kind } = MACRO_NAMES.exec(rest.trim())?.groups ?? {};
    if (local !== undefined) {
      const macros = kind === 'local' ? frame.locals : state.globals;
      frame.locals.set(local, macros.names().join(' '));
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
