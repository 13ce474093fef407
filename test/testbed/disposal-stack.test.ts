import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DisposalStack } from '../../src/testbed/disposal-stack.ts';

/** What happens when so many things are closed, some of which fail. */
async function closedBy(
  stack: { defer(close: () => Promise<void>): void } & AsyncDisposable,
  fails: readonly boolean[],
) {
  const order: number[] = [];
  for (const [index, isFailing] of fails.entries()) {
    stack.defer(async () => {
      order.push(index);
      if (isFailing) throw new Error(`failure ${index}`);
    });
  }
  const error: unknown = await stack[Symbol.asyncDispose]().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { order, isFailed: error !== undefined, error };
}

describe('a disposal stack', () => {
  it('closes as the standard one does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 6 }), async (fails) => {
        const ours = await closedBy(new DisposalStack(), fails);
        const standard = await closedBy(new AsyncDisposableStack(), fails);
        expect(ours).toMatchObject({ order: standard.order, isFailed: standard.isFailed });
      }),
    );
  });

  it('throws one failure as it is, and several together', async () => {
    const one = await closedBy(new DisposalStack(), [false, true, false]);
    expect(one.error).toEqual(new Error('failure 1'));
    const both = await closedBy(new DisposalStack(), [true, true]);
    expect(both.error).toMatchObject({ errors: [new Error('failure 1'), new Error('failure 0')] });
  });

  it('has nothing to close twice, nor what was moved', async () => {
    const stack = new DisposalStack();
    let closed = 0;
    const close = (): void => {
      closed += 1;
    };
    stack.use({ [Symbol.dispose]: close });
    const moved = stack.move();
    await stack[Symbol.asyncDispose]();
    expect(closed).toBe(0);
    await moved[Symbol.asyncDispose]();
    await moved[Symbol.asyncDispose]();
    expect(closed).toBe(1);
  });
});
