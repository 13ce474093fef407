import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '../../src/front/install.ts';
import { formatTable } from './table.ts';

const ROUNDS = 30;
const BASELINE = 'node -e 0 (baseline)';
const CONSOLE = 'console, to its end';
const BATCH = 'batch, an empty do-file';

/** How long one start took, in milliseconds. */
interface Start {
  /** Until the first byte of its output; NaN without any. */
  readonly firstByteMs: number;
  readonly wallMs: number;
  /** User's and system's, of all threads. */
  readonly cpuMs: number;
}

/** How long Stata takes to be there, as tools start it: often. Compared start by start with Node that does nothing. */
export async function benchStartUp(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-stata-bench-'));
  try {
    const directory = join(folder, 'stata');
    await install({ directory, edition: 'mp', version: 18 });
    await writeFile(join(folder, 'empty.do'), '');
    const programs = {
      [BASELINE]: [process.execPath, '-e', '0'],
      [CONSOLE]: [join(directory, 'stata-mp')],
      [BATCH]: [join(directory, 'stata-mp'), '-b', 'do', 'empty.do'],
    };
    const starts = new Map<string, Start[]>();
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, program] of Object.entries(programs)) {
        const started = await start(program, folder);
        // The first round fills caches.
        if (round > 0) starts.set(name, [...(starts.get(name) ?? []), started]);
      }
    }
    return tableOf(starts);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function tableOf(starts: ReadonlyMap<string, readonly Start[]>): string {
  const all = (name: string, measure: keyof Start): readonly number[] =>
    (starts.get(name) ?? []).map((start) => start[measure]);
  const compared = (name: string, measure: keyof Start, to: keyof Start): readonly string[] => {
    const own = all(name, measure);
    const baseline = all(BASELINE, to);
    const ratios = own.map((value, round) => value / (baseline[round] ?? Number.NaN));
    return [median(own).toFixed(1), median(ratios).toFixed(2)];
  };
  const whole = (name: string): readonly string[] => [
    name,
    ...compared(name, 'wallMs', 'wallMs'),
    ...compared(name, 'cpuMs', 'cpuMs'),
  ];
  const firstByte = compared(CONSOLE, 'firstByteMs', 'wallMs');
  return formatTable(
    `Start-up: medians of ${ROUNDS} starts of each, in turn`,
    ['', 'wall ms', '/ baseline', 'CPU ms', '/ baseline'],
    [
      whole(BASELINE),
      ['console, to the first byte of its banner', ...firstByte, '', ''],
      whole(CONSOLE),
      whole(BATCH),
    ],
  );
}

/** Starts a program with nothing to read. Bash knows what its children's time was, which Node doesn't. */
function start(program: readonly string[], cwd: string): Promise<Start> {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@"';
  const startedAt = performance.now();
  const child = spawn('bash', ['-c', script, 'bash', ...program], {
    cwd,
    env: { ...process.env, FAKE_STATA_BUFFER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let firstByteMs = Number.NaN;
  let told = '';
  child.stdout.once('data', () => {
    firstByteMs = performance.now() - startedAt;
  });
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (status) => {
      const wallMs = performance.now() - startedAt;
      const [user = '', system = ''] = told.trim().split(' ');
      if (status !== 0 || system === '') reject(new Error(`${program.join(' ')}: ${told}`));
      resolve({ firstByteMs, wallMs, cpuMs: 1000 * (Number(user) + Number(system)) });
    });
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
