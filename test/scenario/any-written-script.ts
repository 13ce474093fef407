import fc from 'fast-check';

/** A step of a scenario file, as the YAML library writes it. No jitter and no errors. */
export type PlainStep =
  | { readonly print: string }
  | { readonly write: string }
  | { readonly wait: string }
  | { readonly repeat: number; readonly do: readonly PlainStep[]; readonly every?: string };

const duration = fc.nat(5000).map((ms) => `${ms}ms`);
const character = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constant('\n'),
);
const text = fc.string({ unit: character, maxLength: 8 });

const { steps } = fc.letrec<{ steps: readonly PlainStep[]; step: PlainStep }>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 5 }),
  step: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ print: text }),
    fc.record({ write: text.filter((it) => it !== '') }),
    fc.record({ wait: duration }),
    fc.record(
      { repeat: fc.integer({ min: 1, max: 3 }), do: tie('steps'), every: duration },
      { requiredKeys: ['repeat', 'do'] },
    ),
  ),
}));

/** A script in which repeats may be nested three deep. */
export const anyWrittenScript: fc.Arbitrary<readonly PlainStep[]> = steps;
