#!/usr/bin/env node
import { runProgram } from './program.ts';
import { standardOutput } from './terminal.ts';

/** What a shell says of a program that SIGPIPE has ended, which Node keeps from us: 128 + 13. */
const READER_LEFT = 141;

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // Once: whoever asks again is in a hurry, and gets the system's own way of ending.
  process.once(name, () => interrupted.abort());
}
for (const stream of [process.stdout, process.stderr]) {
  // `fake-stata … | head` has read all that it wanted. As everywhere, that is the end, and no fault.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(READER_LEFT);
  });
}

process.exitCode = await runProgram(process.argv.slice(2), {
  terminal: standardOutput(),
  complain: (text) => process.stderr.write(text),
  signal: interrupted.signal,
});
