#!/usr/bin/env node
import { runProgram } from './program.ts';
import { standardOutput } from './terminal.ts';

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // Once: whoever asks again is in a hurry, and gets the system's own way of ending.
  process.once(name, () => interrupted.abort());
}

process.exitCode = await runProgram(process.argv.slice(2), {
  terminal: standardOutput(),
  complain: (text) => process.stderr.write(text),
  signal: interrupted.signal,
});
