import { constants } from 'node:os';
import { isNativeError } from 'node:util/types';
import type { Edition } from '../stata/host/host.ts';
import type { Crash } from '../timeline/crash.ts';
import { runBatch } from './batch.ts';
import { BlockWriter } from './block-writer.ts';
import { type CommandLine, type Installation, parseCommandLine } from './command-line.ts';
import { runConsole } from './console.ts';
import type { Ending } from './ending.ts';
import { Engine } from './engine.ts';
import { FrontError } from './front-error.ts';
import { type FrontSettings, readFrontSettings } from './front-settings.ts';
import { TerminalKeyboard } from './terminal-keyboard.ts';
import { TypedLines } from './typed-lines.ts';

const STDOUT = process.stdout;

/**
 * Is Stata, as a process: what the executables of an installation start.
 *
 * @param args - the installation (its folder, edition and version), and then what Stata was given;
 *   `--bridge` in place of that for what speaks with the library or with `pystata`
 */
export async function startStata([
  directory = '',
  edition,
  version,
  ...args
]: readonly string[]): Promise<void> {
  // Nobody listens any more: Stata would die of SIGPIPE, which Node doesn't let it do.
  STDOUT.on('error', () => process.exit(128 + constants.signals.SIGPIPE));
  try {
    const installation = { directory, edition: editionOf(edition), version: Number(version) };
    const settings = readFrontSettings(process.env);
    if (args[0] === '--bridge') {
      const { serveBridge } = await import('./bridge.ts');
      return await serveBridge({ installation, settings });
    }
    endWith(await run(installation, settings, parseCommandLine(args)));
  } catch (error) {
    process.stderr.write(`fake-stata: ${messageOf(error)}\n`);
    process.exit(2);
  }
}

async function run(
  installation: Installation,
  settings: FrontSettings,
  commandLine: CommandLine,
): Promise<Ending> {
  const isTerminal = process.stdin.isTTY && STDOUT.isTTY;
  const linesize = commandLine.mode === 'console' && isTerminal ? STDOUT.columns : 80;
  await using engine = await Engine.open({
    installation,
    settings,
    mode: commandLine.mode === 'console' ? 'console' : 'batch',
    linesize: Math.min(255, Math.max(40, linesize)),
  });
  process.on('SIGINT', engine.session.breakKey.press);
  if (commandLine.mode !== 'console') {
    return await runBatch(engine, commandLine, (text) => process.stderr.write(text));
  }
  if (!isTerminal) {
    process.stdin.setEncoding('utf8');
    const writer = new BlockWriter(writeOut, settings.blockBytes);
    const keyboard = new TypedLines(process.stdin);
    return await runConsole(engine, commandLine, { keyboard, isEchoed: true, writer });
  }
  const keyboard = new TerminalKeyboard(engine.session, (text) => void STDOUT.write(text));
  process.stdin.setEncoding('utf8').on('data', keyboard.type).on('end', keyboard.end);
  const write = (bytes: Uint8Array): Promise<void> => keyboard.page(bytes, writeOut);
  const writer = new BlockWriter(write, 0);
  return await runConsole(engine, commandLine, { keyboard, isEchoed: false, writer });
}

function writeOut(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    STDOUT.write(bytes, () => resolve());
  });
}

function endWith(ending: Ending): never {
  if (process.stdin.isTTY) process.stdin.setRawMode(false);
  if (ending.kind === 'exited') process.exit(ending.status);
  return die(ending.crash);
}

/** A signal that Node can't die of becomes the status that a shell would show for it. */
function die(crash: Crash): never {
  if (crash.kind === 'status') process.exit(crash.status);
  process.kill(process.pid, crash.signal);
  process.exit(128 + constants.signals[crash.signal]);
}

function editionOf(text: string | undefined): Edition {
  if (text === 'mp' || text === 'se' || text === 'be') return text;
  throw new FrontError(`an edition is mp, se or be, not "${text}": start one of the executables`);
}

/** What can be put right is said in a line; only a fault of ours has a stack trace. */
function messageOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const isKnown = ['FrontError', 'ScenarioError', 'ScenarioFileError'].includes(error.name);
  return isKnown ? error.message : `this is a bug: ${error.stack}`;
}
