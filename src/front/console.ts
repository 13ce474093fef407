import type { Keyboard } from '../stata/engine/driver.ts';
import type { StataOutput } from '../timeline/emission.ts';
import type { BlockWriter } from './block-writer.ts';
import { bytesSaid } from './bytes-said.ts';
import type { CommandLine } from './command-line.ts';
import { type Ending, SUCCESS } from './ending.ts';
import type { Engine } from './engine.ts';

export interface ConsoleOptions {
  readonly keyboard: Keyboard;
  /** Whether lines are shown as they are read; a terminal shows them while they are typed. */
  readonly isEchoed: boolean;
  readonly writer: BlockWriter;
}

/**
 * The console: a conversation, which errors don't end. It is over when the input is, or when code
 * leaves Stata, and its status is 0 both ways.
 */
export async function runConsole(
  engine: Engine,
  commandLine: CommandLine,
  { keyboard, isEchoed, writer }: ConsoleOptions,
): Promise<Ending> {
  for await (const output of conversation(engine, commandLine, { keyboard, isEchoed })) {
    await writer.put(bytesSaid(output));
    if (output.kind !== 'ended' || output.crash === undefined) continue;
    // What a killed process has not written yet is lost with it.
    if (output.crash.kind === 'status') await writer.flush();
    await engine.crash(output.crash);
    return { kind: 'crashed', crash: output.crash };
  }
  await writer.flush();
  return SUCCESS;
}

async function* conversation(
  engine: Engine,
  { isQuiet, command }: CommandLine,
  { keyboard, isEchoed }: Pick<ConsoleOptions, 'keyboard' | 'isEchoed'>,
): AsyncGenerator<StataOutput, void, void> {
  const { session } = engine;
  yield* engine.start();
  if (!isQuiet) yield* session.sayBanner();
  if (command !== '') {
    yield* session.command(command);
    yield { kind: 'output', text: '\n' };
  }
  if (!session.hasExited) yield* session.converse(keyboard, { echo: isEchoed ? 'all' : 'logs' });
}
