import express from 'express';
import { describe, expect, it } from 'vitest';
import { bearerToken } from '../../src/http/bearer-token.ts';
import { listen } from '../../src/http/listen.ts';

describe('a server with a token', () => {
  it.each([
    ['the token', '/mcp', 'Bearer s3cret', 200],
    ['the token, of a scheme in small letters', '/mcp', 'bearer s3cret', 200],
    ['the token, of a scheme in capitals', '/mcp', 'BEARER  s3cret', 200],
    ['no token', '/mcp', 'Bearer ', 401],
    ['the scheme alone', '/mcp', 'Bearer', 401],
    ['the token alone', '/mcp', 's3cret', 401],
    ['a token in other letters', '/mcp', 'bearer S3CRET', 401],
    ['another token', '/mcp', 'Bearer s3creT', 401],
    ['a longer token', '/mcp', 'Bearer s3cret2', 401],
    ['another scheme', '/mcp', 'Basic s3cret', 401],
    ['nothing', '/mcp', undefined, 401],
    ['nothing, but asks for its health', '/health', undefined, 200],
  ])('answers who sends %s', async (_what, path, authorization, status) => {
    const app = express()
      .use(bearerToken('s3cret'))
      .use((_req, res) => void res.json({}));
    await using server = await listen({ app });
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(server.url + path, { headers });
    expect(response.status).toBe(status);
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });
});
