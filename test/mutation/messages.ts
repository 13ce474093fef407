import { z } from 'zod';
import { OPERATORS } from './mutant.ts';

/** A test: a file, and its name in there. */
export const TestId = z.object({ file: z.string(), name: z.string() });
export type TestId = Readonly<z.infer<typeof TestId>>;

const Mutant = z.object({
  file: z.string(),
  operator: z.enum(OPERATORS),
  start: z.number(),
  end: z.number(),
  replacement: z.string(),
  line: z.number(),
  text: z.string(),
  isStatic: z.boolean(),
});

/** What the process that runs tests is asked to do. */
export const Order = z.discriminatedUnion('kind', [
  /** To run all tests of a file as they are. */
  z.object({ kind: z.literal('measure'), file: z.string() }),
  /** To run some tests on a mutant until one fails; one that takes longer than its limit does, too. */
  z.object({
    kind: z.literal('try'),
    mutant: Mutant,
    tests: z.array(TestId.extend({ limitMs: z.number() })),
    /** After so many milliseconds no other test is begun. */
    limitMs: z.number(),
  }),
]);
export type Order = z.infer<typeof Order>;
export type LimitedTest = Extract<Order, { kind: 'try' }>['tests'][number];

export const Measured = z.object({
  name: z.string(),
  ms: z.number(),
  /** Null when it passes. */
  failure: z.string().nullable(),
  coverage: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
});
export type Measured = z.infer<typeof Measured>;

/** What it answers. */
export const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('measured'), tests: z.array(Measured) }),
  z.object({
    kind: z.literal('tried'),
    /** The test that failed; null when none did. */
    killedBy: TestId.nullable(),
    /** Whether the process is of no more use: each mutant leaves its modules behind, some leave loops. */
    isSpent: z.boolean(),
  }),
]);
export type Answer = z.infer<typeof Answer>;
