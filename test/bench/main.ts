import { benchEventLatency } from './event-latency.ts';
import { benchPageFrames } from './page-frames.ts';
import { benchStartUp } from './start-up.ts';
import { benchVirtualRuns } from './virtual-runs.ts';

process.stdout.write(`Node ${process.version}\n\n`);
for (const bench of [benchVirtualRuns, benchEventLatency, benchStartUp, benchPageFrames]) {
  process.stdout.write(`${await bench()}\n`);
}
