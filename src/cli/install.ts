import { Command, InvalidArgumentError, Option } from 'commander';
import { type Installed, install } from '../front/install.ts';
import { copiedWord } from '../front/shell-word.ts';
import type { Edition } from '../stata/host/host.ts';
import { printable } from '../timeline/printable.ts';
import type { Terminal } from './terminal.ts';

interface InstallArguments {
  readonly edition: Edition;
  readonly version: number;
  readonly json?: true;
}

/** `fake-stata install`: a folder that looks like an installation of Stata. */
export function installCommand(terminal: Terminal): Command {
  return new Command('install')
    .description('make a folder that tools take for an installation of Stata')
    .argument('<directory>', 'where to: a folder that is new, empty, or was made so before')
    .addOption(editionOption())
    .addOption(versionOption())
    .option('--json', 'print one object')
    .action(async (directory: string, options: InstallArguments) => {
      const installed = await install({ directory, ...options });
      terminal.write(
        options.json ? `${JSON.stringify(installed, null, 2)}\n` : describe(installed, options),
      );
    });
}

function editionOption(): Option {
  return new Option('--edition <edition>', 'what stata and pystata are: mp, se or be')
    .argParser((value): Edition => {
      if (value === 'mp' || value === 'se' || value === 'be') return value;
      throw new InvalidArgumentError('An edition is mp, se or be.');
    })
    .default('mp');
}

function versionOption(): Option {
  return new Option('--version <number>', 'which version of Stata it says it is')
    .argParser((value) => {
      const version = Number(value);
      if (/^\d\d(\.\d)?$/.test(value) && version >= 17 && version <= 99) return version;
      throw new InvalidArgumentError('A version is 17 or newer, such as 18 or 18.5.');
    })
    .default(18);
}

/** What somebody needs to point a tool at it. */
function describe(
  { directory, libraries, withoutLibraries }: Installed,
  { edition }: InstallArguments,
) {
  const folder = copiedWord(directory);
  const lines = [
    `Stata isn't there, but looks as if it were: ${folder}`,
    '',
    directory.includes(':')
      ? '# PATH cannot name this folder: there is a colon in its name.'
      : `export PATH=${folder}:"$PATH"`,
    `export STATA_PATH=${folder}`,
    `export STATA_CLI=${copiedWord(`${directory}/stata-${edition}`)}`,
    '',
    libraries.length > 0
      ? `The shared libraries were built: ${libraries.map((path) => path.slice(directory.length + 1)).join(', ')}`
      : `No shared library was built: ${printable(withoutLibraries ?? 'nobody knows why')}`,
  ];
  return `${lines.join('\n')}\n`;
}
