import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Clock } from '../../clock/clock.ts';
import type { ManagerName } from '../../manager/managers.ts';
import type { SessionManager } from '../../manager/session-manager.ts';
import type { SessionsOptions } from '../../manager/sessions.ts';
import { createStreamProbeServer } from '../../server/stream-probe-server.ts';
import { createManagedEndpoint } from '../../testbed/managed-endpoint.ts';
import { changeMessages, type MessagesChange } from './change-messages.ts';
import type { Specimen } from './specimen.ts';

/** What is otherwise than in a healthy server; nothing by default. */
export interface HealthyOptions
  extends Omit<Partial<SessionsOptions>, 'responseMode' | 'clock' | 'createServer'> {
  /** Default: `streaming`. */
  readonly manager?: ManagerName;
  /** Puts something before the manager. */
  readonly before?: (manager: SessionManager, options: { readonly clock: Clock }) => SessionManager;
  /** Default: the fixture tool. */
  readonly createServer?: (options: { readonly clock: Clock }) => McpServer;
  /** What a handler, or a reader, does to what is said. */
  readonly messages?: MessagesChange;
}

/** Opens the server that specimens are made from. As it is, it keeps every rule. */
export function healthy(options: HealthyOptions = {}): Specimen['open'] {
  const { manager = 'streaming', before = (same) => same, messages, ...sessions } = options;
  const { createServer: create = createStreamProbeServer } = options;
  return ({ clock }) => {
    const createServer = (): McpServer => {
      const server = create({ clock });
      return messages === undefined ? server : changeMessages(server, messages, clock);
    };
    const endpoint = createManagedEndpoint({ ...sessions, createServer, manager, clock });
    return {
      handle: before(endpoint.handle, { clock }),
      [Symbol.asyncDispose]: () => endpoint[Symbol.asyncDispose](),
    };
  };
}
