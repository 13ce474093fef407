import express from 'express';
import { describe, expect, it, vi } from 'vitest';
import { handleErrors } from '../../src/http/handle-errors.ts';
import { listen } from '../../src/http/listen.ts';
import { send } from './send.ts';

describe('handleErrors', () => {
  it('breaks off a response that has begun, and tells nobody else', async () => {
    const errors: unknown[] = [];
    const onConsole = vi.spyOn(console, 'error').mockReturnValue();
    const failure = new Error('in the middle');
    const app = express().set('env', 'production'); // Where express would log what is left to it.
    app.use((_req, res) => {
      res.write('the beginning');
      throw failure;
    });
    app.use(handleErrors((error) => void errors.push(error)));
    await using server = await listen({ app });

    await expect(send(server.url)).rejects.toThrow(/aborted|hang up/);
    expect(errors).toEqual([failure]);
    expect(onConsole).not.toHaveBeenCalled();
    onConsole.mockRestore();
  });

  it.each(['a string', undefined, null, { status: 400, expose: true, message: 'not an Error' }])(
    'takes %j for a failure inside, and no reason to fail itself',
    async (thrown) => {
      const errors: unknown[] = [];
      const app = express();
      app.use(() => Promise.reject(thrown));
      app.use(handleErrors((error) => void errors.push(error)));
      await using server = await listen({ app });
      expect(await send(server.url)).toMatchObject({ status: 500 });
      expect(errors).toHaveLength(1);
    },
  );
});
