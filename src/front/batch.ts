import type { StataOutput } from '../timeline/emission.ts';
import { BatchLog } from './batch-log.ts';
import { bytesSaid } from './bytes-said.ts';
import { batchLogName, type CommandLine } from './command-line.ts';
import { type Ending, SUCCESS } from './ending.ts';
import type { Engine } from './engine.ts';

/**
 * Batch mode: one command, all that is said in a log, and nothing on the terminal. The status is 0
 * whatever comes of it, as Stata's is: who wants to know reads the log.
 *
 * @param complain - is told when the log could not be written to its end
 */
export async function runBatch(
  engine: Engine,
  commandLine: CommandLine,
  complain: (text: string) => void,
): Promise<Ending> {
  const { session } = engine;
  const name = batchLogName(commandLine);
  const log = new BatchLog(name);
  const isSmcl = commandLine.mode === 'batch-smcl';
  // SMCL is told beside what is said, and not by it.
  if (isSmcl) {
    log.put(Buffer.from('{smcl}\n{com}{sf}{ul off}'));
    session.screen.copies.add({ write: (_text, smcl) => log.put(Buffer.from(smcl)) });
  }
  for await (const output of allOf(engine, commandLine)) {
    if (!isSmcl) log.put(bytesSaid(output));
    if (output.kind !== 'ended' || output.crash === undefined) continue;
    const { crash } = output;
    await engine.crash(crash);
    if (crash.log === 'cut') log.cut();
    else log.close();
    return { kind: 'crashed', crash };
  }
  log.close();
  if (log.failure !== null) complain(`r(693): I/O error writing ${name}: ${log.failure}\n`);
  return SUCCESS;
}

async function* allOf(
  engine: Engine,
  { isQuiet, command }: CommandLine,
): AsyncGenerator<StataOutput, void, void> {
  const { session } = engine;
  yield* engine.start();
  if (isQuiet) yield { kind: 'output', text: '\n' };
  else yield* session.sayBanner();
  if (command !== '') yield* session.command(`${command} `);
}
