import { runInThread } from '../../../src/cli/run-in-thread.ts';
import { terminalFacts } from '../../../src/cli/terminal-facts.ts';

/** A program that doesn't listen to anybody: the argument says why. */
process.exit(
  await runInThread(new URL('./program.ts', import.meta.url), {
    args: process.argv.slice(2),
    facts: terminalFacts(),
  }),
);
