import type { TestId } from './messages.ts';
import type { Mutant } from './mutant.ts';
import { mutantsIn } from './mutants-in.ts';
import { measuredOnce, Results } from './results.ts';
import { reaching, type Sources } from './sources.ts';
import type { Station } from './stations.ts';
import type { Fate, KnownTest, Workshop } from './workshop.ts';

/** A mutant, and what became of it; null when there was no time to try it. */
export interface Tried {
  readonly mutant: Mutant;
  readonly fate: Fate | null;
}

export interface TryOptions {
  readonly sources: Sources;
  readonly workshop: Workshop;
  /** Which mutants are of interest. */
  readonly isMeant: (mutant: Mutant) => boolean;
  /** By when it must be over, by `performance.now()`. */
  readonly endsAtMs: number;
  readonly onProgress: (text: string) => void;
}

const KEEP_EVERY = 50;

/** Tries the mutants of a station, each on the tests that run the place where it is. */
export async function tryStation(station: Station, options: TryOptions): Promise<readonly Tried[]> {
  const { sources, workshop, isMeant, endsAtMs, onProgress } = options;
  const mutants = [...sources.texts]
    .filter(([file]) => file.startsWith(station.folder))
    .flatMap(([file, text]) => mutantsIn(file, text))
    .filter(isMeant);
  if (mutants.length === 0) return [];
  const tests = await testsOf(station, mutants, options);
  const results = await Results.of(station.name, sources);
  const successes = new Map<string, number>();
  const tried: Tried[] = [];
  for (const mutant of mutants) {
    const meeting = testsMeeting(mutant, tests, sources);
    const files = [...new Set(meeting.map(({ id }) => id.file))];
    let fate: Fate | null = results.fateOf(mutant, files) ?? null;
    if (fate === null && performance.now() < endsAtMs) {
      onProgress(`${station.name}: ${tried.length} of ${mutants.length}, ${mutant.file}`);
      const inTurn = inOrder(meeting, mutant, successes);
      fate = inTurn.length === 0 ? { kind: 'survived' } : await workshop.try(mutant, inTurn);
      results.note(mutant, files, fate);
    }
    if (fate?.kind === 'killed') {
      const key = successKey(mutant.file, fate.by);
      successes.set(key, (successes.get(key) ?? 0) + 1);
    }
    tried.push({ mutant, fate });
    if (tried.length % KEEP_EVERY === 0) await results.keep();
  }
  await results.keep();
  return tried;
}

/** The tests of a station that pass; what doesn't pass here, such as what needs Vitest itself, is left out. */
async function testsOf(
  station: Station,
  mutants: readonly Mutant[],
  { sources, workshop, onProgress }: TryOptions,
): Promise<readonly KnownTest[]> {
  const reached = reaching(new Set(mutants.map(({ file }) => file)), sources);
  const files = [...sources.texts.keys()].filter(
    (file) =>
      file.endsWith('.test.ts') &&
      station.tests.some((folder) => file.startsWith(folder)) &&
      reached.has(file),
  );
  const tests: KnownTest[] = [];
  for (const file of files) {
    onProgress(`${station.name}: looks what ${file} runs`);
    const measured = await measuredOnce(file, sources, () => workshop.measure(file));
    for (const { name, ms, failure, coverage } of measured) {
      if (failure === null) tests.push({ id: { file, name }, ms, coverage });
      else onProgress(`left out: ${file}, ${name}: ${failure.slice(0, 100)}\n`);
    }
  }
  return tests;
}

/**
 * The tests that run the place where a mutant is. What runs only once, when its module is loaded, is met
 * by all tests that run anything in the module, or by whoever loads it.
 */
function testsMeeting(
  { file, start, isStatic }: Mutant,
  tests: readonly KnownTest[],
  sources: Sources,
): readonly KnownTest[] {
  const running = tests.filter(({ coverage }) =>
    coverage[file]?.some(([from, to]) => from <= start && start < to),
  );
  if (running.length > 0 || !isStatic) return running;
  const inFile = tests.filter(({ coverage }) => coverage[file] !== undefined);
  const loading = reaching([file], sources);
  return inFile.length > 0 ? inFile : tests.filter(({ id }) => loading.has(id.file));
}

/** What has noticed other mutants of the file goes first, and then what takes less time. */
function inOrder(
  tests: readonly KnownTest[],
  { file }: Mutant,
  successes: ReadonlyMap<string, number>,
): readonly KnownTest[] {
  const worth = ({ id, ms }: KnownTest): number =>
    (successes.get(successKey(file, id)) ?? 0) / (5 + ms);
  return tests.toSorted((one, other) => worth(other) - worth(one) || one.ms - other.ms);
}

function successKey(file: string, test: TestId): string {
  return `${file} ${test.file} ${test.name}`;
}
