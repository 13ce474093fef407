import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../../clock/clock.ts';

/** Sends a message on the stream of a request, or, without one, on the GET stream. */
type Send = (message: JSONRPCMessage, relatedTo: RequestId | undefined) => Promise<void>;

/** What a handler, or a reader, does to what is said in one session. */
export type MessagesChange = (send: Send, clock: Clock) => Send;

/** Makes a server say other things than it does, or at other times, in the one session that it has. */
export function changeMessages(server: McpServer, change: MessagesChange, clock: Clock): McpServer {
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
}

/** Whether a message is something that the tool says, and not its result. */
export function isOutput(message: JSONRPCMessage): boolean {
  return 'method' in message && /^notifications\/(?:message|progress)$/.test(message.method);
}

/** Tells the outputs of a call by the way they are said: each is a log message, and progress too. */
export function outputKey(message: JSONRPCMessage, relatedTo: RequestId | undefined): string {
  return `${relatedTo} ${'method' in message ? message.method : ''}`;
}
