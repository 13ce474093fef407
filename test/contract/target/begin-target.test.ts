import { tmpdir } from 'node:os';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { streamProbeStimulus } from '../../../src/contract/stimulus/stream-probe-stimulus.ts';
import { beginTarget } from '../../../src/contract/target/begin-target.ts';
import { inProcessTarget } from '../../../src/contract/target/in-process-target.ts';
import { parseTarget } from '../../../src/contract/target/parse-target.ts';
import { createStreamProbeServer } from '../../../src/server/stream-probe-server.ts';
import { createManagedEndpoint } from '../../../src/testbed/managed-endpoint.ts';

type Tools = Readonly<Record<string, z.ZodRawShape>>;

const text = z.string();
const code: Tools = { run: { selection: text, session_id: text.optional() } };
const file: Tools = { do: { file_path: text, timeout: z.number().optional() } };
const lone: Tools = { echo: { message: text } };
const counting = (about: string): Tools => ({
  count: { duration: z.number().describe(about), steps: z.number() },
});

describe('a target file that was begun for a server', () => {
  it.each<[string, Tools, object, string | null]>([
    ['code, by its name', code, { kind: 'stata', argument: 'selection' }, null],
    ['a do-file', file, { kind: 'stata', folder: tmpdir() }, 'be let read there'],
    ['one text', lone, { kind: 'stata', argument: 'message' }, 'that message takes Stata code'],
    ['seconds', counting('in seconds'), { kind: 'fixed', duration: in_('s') }, null],
    ['milliseconds', counting('How many ms'), { kind: 'fixed', duration: in_('ms') }, null],
    ['a duration', counting('how long'), { kind: 'fixed', duration: in_('s') }, 'is in seconds'],
    ['nothing clear', { add: { a: text, b: text } }, { tool: 'add' }, 'don’t say how'],
    ['one tool that is clear', { ...lone, ...code }, { tool: 'run' }, null],
  ])('can be read, for %s', async (_, tools, stimulus, doubt) => {
    const file = await begun(() => serverWith(tools));
    expect(parseTarget(file, 'target.yaml').stimulus).toMatchObject(stimulus);
    if (doubt === null) expect(file).not.toContain('# In doubt: ');
    else expect(file).toMatch(new RegExp(`^# In doubt: .*${doubt}`, 'm'));
  });

  it('knows the fixture tool, and whether it can ask, and recall', async () => {
    const asking = await begun((clock) => createStreamProbeServer({ clock }));
    const tool = 'stream_probe';
    expect(parseTarget(asking, '').stimulus).toEqual({ kind: 'stream_probe', tool });
    const names = ['firstMs', 'gapMs', 'steps', 'payloadBytes', 'silentMs'];
    const shape = Object.fromEntries(names.map((name) => [name, z.number()]));
    const silent = await begun(() => serverWith({ ...code, [tool]: shape }));
    const stimulus = { kind: 'stream_probe', tool, asks: false, recalls: false };
    expect(parseTarget(silent, '').stimulus).toEqual(stimulus);
  });

  it('is for the tool that was asked for, or for none', async () => {
    const server = () => serverWith({ ...code, ...lone });
    const file = await begun(server, 'echo');
    expect(parseTarget(file, '').stimulus).toMatchObject({ tool: 'echo' });
    await expect(begun(server, 'nope')).rejects.toThrow(
      'http://127.0.0.1/mcp has no tool "nope": its tools are run, echo',
    );
  });
});

function in_(unit: 'ms' | 's') {
  return { argument: 'duration', unit };
}

async function begun(
  createServer: (clock: VirtualClock) => McpServer,
  tool?: string,
): Promise<string> {
  const clock = new VirtualClock();
  const create = () => createServer(clock);
  const options = { manager: 'streaming', clock, createServer: create } as const;
  await using endpoint = createManagedEndpoint(options);
  const stimulus = streamProbeStimulus();
  const target = inProcessTarget({ handle: endpoint.handle, clock, stimulus });
  return await clock.runUntil(beginTarget(target, tool));
}

function serverWith(tools: Tools): McpServer {
  const server = new McpServer({ name: 'some', version: '1.0.0' });
  for (const [name, inputSchema] of Object.entries(tools)) {
    server.registerTool(name, { inputSchema }, async () => ({ content: [] }));
  }
  return server;
}
