import { basename } from 'node:path';
import { Command } from 'commander';
import { durationSchema } from '../scenario/duration.ts';
import { formatScenario } from '../scenario/format-scenario.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { addTiming } from '../stata/record/add-timing.ts';
import { parseLog } from '../stata/record/parse-log.ts';
import { recordedDoFile, recordedScenario } from '../stata/record/recorded-scenario.ts';
import type { Recording } from '../stata/record/recording.ts';
import { replay } from '../stata/record/replay.ts';
import { isSmcl, smclToText } from '../stata/record/smcl-to-text.ts';
import { readText } from './read-text.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { writeOutput } from './write-output.ts';

interface RecordOptions {
  readonly output: string;
  readonly do?: string;
  readonly as: string;
  readonly delay: string;
}

const TIMINGS: Readonly<Record<Recording['timing'], string>> = {
  rmsg: 'the times are those under `set rmsg on`',
  timer: 'the times are those of `timer list`, shared by the commands between on and off',
  'log dates': 'the time from the log’s opening to its closing is shared by all commands',
  none: 'the log tells no times: each command that says something takes as long as --delay says',
};

/** `fake-stata record REAL.log -o scenario.yaml`: a log of Stata as a scenario. */
export function recordCommand(terminal: Terminal): Command {
  return new Command('record')
    .description('make a scenario of a log of Stata, text or SMCL')
    .argument('<log>', 'the log')
    .requiredOption('-o, --output <file>', 'the scenario to write')
    .option('--do <file>', 'write the commands of the log, too, as a do-file')
    .option(
      '--as <kind>',
      'commands: each is answered; script: the log is said as a whole',
      'commands',
    )
    .option('--delay <duration>', 'how long a command takes where the log doesn’t tell', '100ms')
    .action(async (file: string, options: RecordOptions) => {
      const recording = addTiming(parseLog(readLog(file)));
      const written = formatScenario(recordedScenario(recording, settings(file, options)));
      const text = `# yaml-language-server: $schema=scenario.schema.json\n${written}`;
      const scenario = parseScenario(text, options.output);
      await writeOutput(options.output, text);
      if (options.do !== undefined) await writeOutput(options.do, recordedDoFile(recording));
      const commands = recording.parts.filter(({ kind }) => kind === 'command').length;
      terminal.write(`${options.output}: ${commands} commands; ${TIMINGS[recording.timing]}.\n`);
      terminal.write(`${await verdict(recording, scenario)}\n`);
    });
}

/** Plays it at once, and says whether it is the log again. */
async function verdict(recording: Recording, scenario: Scenario): Promise<string> {
  const { expected, said } = await replay(recording, scenario);
  if (expected === said) return 'Replayed, it is the log again, byte for byte.';
  const [want, got] = [expected, said].map((text) => text.split('\n'));
  const line = want?.findIndex((each, at) => each !== got?.[at]) ?? 0;
  return (
    `Replayed, it differs from the log, first in line ${line + 1} after the banner: ` +
    `${JSON.stringify(got?.[line] ?? '')} instead of ${JSON.stringify(want?.[line] ?? '')}. ` +
    'Try --as script, which says the log as it is.'
  );
}

function settings(file: string, { as, delay }: RecordOptions) {
  if (as !== 'commands' && as !== 'script') {
    throw new UsageError(`--as must be commands or script, not "${as}"`);
  }
  const duration = durationSchema.safeParse(delay);
  if (!duration.success) {
    throw new UsageError(`--delay must be a duration such as 0s, 250ms or 1.5s, not "${delay}"`);
  }
  return { name: nameOf(file), about: aboutOf(file), as, defaultMs: duration.data.baseMs } as const;
}

function nameOf(file: string): string {
  const words = basename(file)
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const name = words.join('-');
  return /^[a-z]/.test(name) ? name : `log-${name}`.replace(/-$/, '');
}

function aboutOf(file: string): string {
  return `What ${basename(file)} has: a session of Stata, recorded from its log.`;
}

/** @throws UsageError when there is none, or it is no text */
function readLog(file: string): string {
  const text = readText(file).replaceAll('\r\n', '\n');
  return isSmcl(text) ? smclToText(text) : text;
}
