import { finishing, type Suite, type Test } from './described.ts';

export class TookTooLong extends Error {}

/** A test may put others in their place. */
const { setTimeout, clearTimeout } = globalThis;

/** Runs some tests of one file, one after the other, with what is to be done before and after them. */
export class TestRun {
  readonly #begun = new Set<Suite>();

  /** @throws what the test throws, or TookTooLong */
  async run({ suite, run }: Test, limitMs: number): Promise<void> {
    await within(limitMs, async () => {
      for (const each of fromOutside(suite)) {
        if (this.#begun.has(each)) continue;
        this.#begun.add(each);
        for (const body of each.beforeAll) await body();
      }
      for (const { beforeEach } of fromOutside(suite)) for (const body of beforeEach) await body();
      try {
        await finishing(run);
      } finally {
        for (const { afterEach } of fromOutside(suite).toReversed()) {
          for (const body of afterEach) await body();
        }
      }
    });
  }

  async end(limitMs: number): Promise<void> {
    await within(limitMs, async () => {
      for (const { afterAll } of [...this.#begun].toReversed()) {
        for (const body of afterAll) await body();
      }
    });
  }
}

function fromOutside(suite: Suite): readonly Suite[] {
  return [...(suite.parent === null ? [] : fromOutside(suite.parent)), suite];
}

async function within(limitMs: number, work: () => Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TookTooLong()), limitMs);
  try {
    await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
