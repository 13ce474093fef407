/*
 * What test files get for `vitest` where mutants are tried: the same `expect` and `vi`, but `describe`
 * and `it` only write down what there is to be run. Vitest takes a second to begin anew; there are
 * thousands of mutants.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

import { expect, vi } from 'vitest';

export { expect, vi };

/** Vitest's own asks Vitest's runner where it stands. This one knows texts only. */
expect.extend({
  toMatchInlineSnapshot: (received: unknown, snapshot: string) => ({
    pass: unindented(`"${received}"`) === unindented(snapshot),
    message: () => `not as it is written there: ${received}`,
  }),
});

function unindented(text: string): string {
  return text.replace(/^\s+|\s+$/gm, '');
}

/** Where Vitest looks how its fake timers are to be. */
Object.assign(globalThis, { __vitest_worker__: { config: { fakeTimers: {} } } });

type Body = (...given: readonly unknown[]) => unknown;

interface Hooks {
  readonly beforeAll: Body[];
  readonly afterAll: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
}

/** A `describe`, or a whole file. */
export interface Suite extends Hooks {
  readonly name: string;
  readonly parent: Suite | null;
}

export interface Test {
  /** Unique in its file, and the same each time that it is loaded. */
  readonly name: string;
  readonly suite: Suite;
  readonly run: () => unknown;
}

const current = { suite: suiteOf('', null), tests: Array.of<Test>() };

/** The tests that a file has: what it describes while it is loaded. Files are loaded one at a time. */
export async function testsOf(load: () => Promise<unknown>): Promise<readonly Test[]> {
  current.suite = suiteOf('', null);
  current.tests = [];
  await load();
  return current.tests;
}

function suiteOf(name: string, parent: Suite | null): Suite {
  return { name, parent, beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] };
}

function addSuite(name: string, body: Body, given: readonly unknown[] = []): void {
  const parent = current.suite;
  current.suite = suiteOf(parent.name === '' ? name : `${parent.name} › ${name}`, parent);
  body(...given);
  current.suite = parent;
}

function addTest(own: string, body: Body, given: readonly unknown[] = []): void {
  const { suite, tests } = current;
  const name = `${suite.name === '' ? '' : `${suite.name} › `}${own}`;
  const before = tests.filter((test) => test.name === name || test.name.startsWith(`${name} #`));
  const unique = before.length === 0 ? name : `${name} #${before.length + 1}`;
  tests.push({ name: unique, suite, run: () => body(...given) });
}

const finished = new AsyncLocalStorage<Body[]>();

export function onTestFinished(body: Body): void {
  finished.getStore()?.push(body);
}

/** Runs something, and then what was to be done when it is finished. */
export async function finishing(run: () => unknown): Promise<void> {
  const bodies: Body[] = [];
  try {
    await finished.run(bodies, run);
  } finally {
    for (const body of bodies.toReversed()) await body();
  }
}

type Add = (name: string, body: Body, given?: readonly unknown[]) => void;

/** `it(name, body)`, `it(name, options, body)`, and what hangs on it: `it.each`, `it.skipIf` and so on. */
function describing(add: Add) {
  const one = (name: string, ...given: readonly unknown[]): void => add(name, bodyIn(given));
  const nothing = (): void => {};
  const each =
    (rows: Iterable<unknown>, spread: boolean) =>
    (name: string, ...given: readonly unknown[]): void => {
      for (const row of rows) {
        add(name, bodyIn(given), spread && Array.isArray(row) ? row : [row]);
      }
    };
  return Object.assign(one, {
    concurrent: one,
    sequential: one,
    skip: nothing,
    todo: nothing,
    skipIf: (isSkipped: unknown) => (isSkipped ? nothing : one),
    runIf: (isRun: unknown) => (isRun ? one : nothing),
    each: (rows: Iterable<unknown>) => each(rows, true),
    for: (rows: Iterable<unknown>) => each(rows, false),
  });
}

function bodyIn(given: readonly unknown[]): Body {
  const body = given.find((each): each is Body => typeof each === 'function');
  if (body === undefined) throw new Error('a test or a suite without a body');
  return body;
}

export const describe = describing(addSuite);
export const it = describing(addTest);

export function beforeAll(body: Body): void {
  current.suite.beforeAll.push(body);
}

export function afterAll(body: Body): void {
  current.suite.afterAll.push(body);
}

export function beforeEach(body: Body): void {
  current.suite.beforeEach.push(body);
}

export function afterEach(body: Body): void {
  current.suite.afterEach.push(body);
}
