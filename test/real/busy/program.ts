import { openSync, readSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { writeAll } from '../../../src/cli/write-all.ts';

const [why, pipe = ''] = workerData.args;
writeAll(1, 'busy\n');
if (why === 'computes') for (;;);
if (why === 'writes') for (;;) writeAll(1, 'x'.repeat(65_536));
if (why === 'waits for the system') readSync(openSync(pipe, 'r+'), Buffer.alloc(1));
