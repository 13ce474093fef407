import { benchEventLatency } from './event-latency.ts';
import { benchLongestTurns } from './longest-turns.ts';
import { benchPageFrames } from './page-frames.ts';
import { benchStartUp } from './start-up.ts';
import { benchVirtualRuns } from './virtual-runs.ts';

process.stdout.write(`Node ${process.version}\n\n`);
const benches = [
  benchVirtualRuns,
  benchEventLatency,
  benchStartUp,
  benchPageFrames,
  benchLongestTurns,
];
for (const bench of benches) {
  process.stdout.write(`${await bench()}\n`);
}
