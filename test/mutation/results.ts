import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Measured, TestId } from './messages.ts';
import type { Mutant } from './mutant.ts';
import { ROOT, reachedBy, type Sources } from './sources.ts';
import type { Fate } from './workshop.ts';

const FOLDER = join(ROOT, 'node_modules/.cache/mutation');

const Kept = z.record(z.string(), z.object({ by: TestId.nullable(), tests: z.string() }));

/**
 * What is known from earlier runs. That a test noticed a mutant stays true while the mutant's file and
 * the test's are the same; that nobody noticed it, while no test is added or changed. So whoever writes
 * a test waits for the survivors only.
 */
export class Results {
  readonly #sources: Sources;
  readonly #name: string;
  readonly #kept: z.infer<typeof Kept>;
  readonly #testHashes = new Map<string, string>();

  private constructor(sources: Sources, name: string, kept: z.infer<typeof Kept>) {
    this.#sources = sources;
    this.#name = name;
    this.#kept = kept;
  }

  /** What is known of one station. */
  static async of(station: string, sources: Sources): Promise<Results> {
    const name = `${station.replace('/', '-')}.json`;
    return new Results(sources, name, Kept.parse((await read(name)) ?? {}));
  }

  /** What a mutant came to before, if that still holds; undefined when it must be tried. */
  fateOf(mutant: Mutant, files: readonly string[]): Fate | undefined {
    const known = this.#kept[this.#keyOf(mutant)];
    if (known === undefined) return undefined;
    if (known.by === null) {
      if (known.tests === 'stuck') return { kind: 'stuck' };
      return known.tests === this.#hashOf(files) ? { kind: 'survived' } : undefined;
    }
    const isSame = known.tests === this.#hashOf([known.by.file]);
    return isSame ? { kind: 'killed', by: known.by } : undefined;
  }

  note(mutant: Mutant, files: readonly string[], fate: Fate): void {
    this.#kept[this.#keyOf(mutant)] =
      fate.kind === 'killed'
        ? { by: fate.by, tests: this.#hashOf([fate.by.file]) }
        : { by: null, tests: fate.kind === 'stuck' ? 'stuck' : this.#hashOf(files) };
  }

  async keep(): Promise<void> {
    await write(this.#name, this.#kept);
  }

  #keyOf({ file, start, end, replacement }: Mutant): string {
    return digest([file, this.#sources.texts.get(file) ?? '', `${start}-${end}`, replacement]);
  }

  /** By the contents of test files, and of all of `test/` that they load. */
  #hashOf(files: readonly string[]): string {
    return digest(files.toSorted().map((file) => this.#testHashOf(file)));
  }

  #testHashOf(file: string): string {
    const known = this.#testHashes.get(file);
    if (known !== undefined) return known;
    const loaded = [...reachedBy([file], this.#sources)].filter((each) => each.startsWith('test/'));
    const hash = digest(loaded.toSorted().map((each) => this.#sources.texts.get(each) ?? ''));
    this.#testHashes.set(file, hash);
    return hash;
  }
}

/** What the tests of a file do: measured once for all that it loads, as it is. */
export async function measuredOnce(
  file: string,
  sources: Sources,
  measure: () => Promise<readonly Measured[]>,
): Promise<readonly Measured[]> {
  const loaded = [...reachedBy([file], sources)].toSorted();
  const name = `tests-${digest(loaded.map((each) => sources.texts.get(each) ?? ''))}.json`;
  const known = await read(name);
  if (known !== null) return z.array(Measured).parse(known);
  const measured = await measure();
  if (measured.every(({ failure }) => failure === null)) await write(name, measured);
  return measured;
}

function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 20);
}

async function read(name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(FOLDER, name), 'utf8'));
  } catch {
    return null;
  }
}

async function write(name: string, value: unknown): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, name), JSON.stringify(value));
}
