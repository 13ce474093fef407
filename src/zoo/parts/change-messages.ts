import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../../clock/clock.ts';
import { createStreamProbeServer } from '../../server/stream-probe-server.ts';

/** Sends a message on the stream of a request, or, without one, on the GET stream. */
type Send = (message: JSONRPCMessage, relatedTo: RequestId | undefined) => Promise<void>;

/** What a handler, or a reader, does to what is said in one session. */
export type MessagesChange = (send: Send, clock: Clock) => Send;

/**
 * A maker of servers that say other things than the fixture tool does, or at other times.
 *
 * @param change - is called once for each session
 */
export function changeMessages(change: MessagesChange) {
  return ({ clock }: { readonly clock: Clock }) =>
    (): McpServer => {
      const server = createStreamProbeServer({ clock });
      const connect = server.connect.bind(server);
      server.connect = (transport) => {
        const send = transport.send.bind(transport);
        const changed = change(
          (message, relatedTo) =>
            send(message, relatedTo === undefined ? {} : { relatedRequestId: relatedTo }),
          clock,
        );
        transport.send = (message, options) =>
          changed(message, 'method' in message ? options?.relatedRequestId : message.id);
        return connect(transport);
      };
      return server;
    };
}

/** Whether a message is something that the tool says, and not its result. */
export function isOutput(message: JSONRPCMessage): boolean {
  return 'method' in message && /^notifications\/(?:message|progress)$/.test(message.method);
}

/** Tells the outputs of a call by the way they are said: each is a log message, and progress too. */
export function outputKey(message: JSONRPCMessage, relatedTo: RequestId | undefined): string {
  return `${relatedTo} ${'method' in message ? message.method : ''}`;
}
