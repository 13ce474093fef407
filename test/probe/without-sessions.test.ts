import { describe, expect, it } from 'vitest';
import { callAt } from './call-at.ts';
import { json, page, result, startServer } from './hand-written-server.ts';

const protocolVersion = '2026-07-28';

describe('a client of 2026-07-28, over the wire', () => {
  it('opens no session, and says in every request what must be known of it', async () => {
    await using server = await startServer();
    const headers = { authorization: 'Bearer secret' };
    await callAt(server.url, { protocolVersion, headers, progress: true });
    expect(server.log.map(({ method }) => method)).toEqual(['server/discover', 'tools/call']);
    for (const asked of server.log) {
      expect(asked.headers).toMatchObject({
        accept: 'application/json, text/event-stream',
        authorization: 'Bearer secret',
        'mcp-protocol-version': protocolVersion,
        'mcp-method': asked.method,
      });
      expect(asked.params._meta).toMatchObject({
        'io.modelcontextprotocol/protocolVersion': protocolVersion,
        'io.modelcontextprotocol/clientInfo': { name: 'fake-stata-probe' },
        'io.modelcontextprotocol/clientCapabilities': {},
        'io.modelcontextprotocol/logLevel': 'debug',
      });
    }
    const call = server.log.at(-1);
    expect(call?.headers).toHaveProperty('mcp-name', 'run');
    expect(call?.params._meta?.progressToken).toBe(call?.id);
  });

  it('takes no session from a server that gives one', async () => {
    await using server = await startServer({
      'server/discover': (response, { id }) => {
        response.setHeader('mcp-session-id', 'session-1');
        json(response, result(id, { supportedVersions: [protocolVersion] }));
      },
    });
    await callAt(server.url, { protocolVersion });
    expect(server.log.at(-1)?.headers).not.toHaveProperty('mcp-session-id');
    expect(server.log.at(-1)?.method).toBe('tools/call');
  });

  it('says so when the server speaks other versions', async () => {
    await using server = await startServer({
      'server/discover': (response, { id }) =>
        json(response, result(id, { supportedVersions: ['2027-01-01'] })),
    });
    await expect(callAt(server.url, { protocolVersion })).rejects.toThrow(
      `${server.url} doesn't speak MCP 2026-07-28: it speaks 2027-01-01`,
    );
  });

  it('says so when nobody knows the question', async () => {
    await using server = await startServer({ 'server/discover': page(404) });
    await expect(callAt(server.url, { protocolVersion })).rejects.toThrow(
      `${server.url} is no MCP server without sessions, as 2026-07-28 has it: ` +
        'server/discover was answered with 404 text/html: check address and version',
    );
  });
});
