import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import {
  LoggingMessageNotificationSchema,
  ProgressNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { readDirectly } from '../../src/server/direct-reader.ts';
import { DiskDoFiles } from '../../src/server/disk-do-files.ts';
import type { ProfileName } from '../../src/server/profile.ts';
import { PROFILES } from '../../src/server/profiles.ts';
import { createStataServer } from '../../src/server/stata-server.ts';
import { StataSessions } from '../../src/server/stata-sessions.ts';
import { createStata } from '../../src/stata/session/create-stata.ts';

/** 22 November 2026, 08:31:15, in a place where the clocks show UTC. */
const START_EPOCH_MS = 1_795_336_275_000;

const TextResult = z.object({
  isError: z.boolean().optional(),
  content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })]),
});

/** A server with a profile, and a client that is connected to it, in virtual time. */
export async function connectAs(name: ProfileName, scenario: Scenario) {
  const clock = new VirtualClock();
  const profile = PROFILES[name];
  const sessions = new StataSessions({
    createStata: () => createStata({ scenario, clock }),
    clock,
    doFiles: new DiskDoFiles('/'),
    startEpochMs: START_EPOCH_MS,
    busyWaitMs: profile.busyWaitMs,
  });
  const server = createStataServer({ profile, sessions, reader: readDirectly, clock });
  const client = new Client({ name: 'test', version: '0' });
  const heard: (readonly unknown[])[] = [];
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
    heard.push([clock.now(), params.level, params.data]);
  });
  client.setNotificationHandler(ProgressNotificationSchema, ({ params }) => {
    heard.push([clock.now(), params.progress, params.total, params.message]);
  });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(serverSide), client.connect(clientSide)]);

  const call = async (tool: string, args: Record<string, unknown>) => {
    const params = { name: tool, arguments: args, _meta: { progressToken: 'tok1' } };
    const { content, isError } = TextResult.parse(
      await client.request({ method: 'tools/call', params }, z.unknown()),
    );
    return { atMs: clock.now(), isError, text: content[0].text };
  };
  return {
    client,
    clock,
    heard,
    sessions,
    /** Calls a tool, and lets time pass until it answers. */
    call: (tool: string, args: Record<string, unknown> = {}) => clock.runUntil(call(tool, args)),
    /** Calls a tool while time is passing anyway. */
    begin: call,
    [Symbol.asyncDispose]: () => client.close(),
  };
}
