import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { UsageError } from './usage-error.ts';

/** What is kept is not all that there is: while it is worked on, there are copies of it. */
const HEAP_PART = 0.5;

const MACHINE_PART = 0.25;

const MIB = 1024 * 1024;

/**
 * How much memory a server may keep for everybody together, in bytes: what it is told, or a quarter of the
 * machine's, and at most half of what Node lets a program have.
 *
 * @throws UsageError when it is told more than that
 */
export function memoryMax(told: number | undefined): number {
  const heapMax = Math.floor(HEAP_PART * getHeapStatistics().heap_size_limit);
  if (told === undefined) return Math.min(heapMax, MACHINE_PART * machineBytes());
  if (told <= heapMax) return told;
  throw new UsageError(
    `--max-memory may be at most ${Math.floor(heapMax / MIB)} here, half of Node’s heap: ` +
      'for more set NODE_OPTIONS=--max-old-space-size=<MiB>',
  );
}

/** In a container what the container may have. Node says 0, or more than there is, where that has no limit. */
function machineBytes(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
