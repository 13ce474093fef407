import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { RED_PIXEL_PNG } from './samples.ts';

/** A text, an image, a template, and a resource to subscribe to. */
export function registerResources(server: McpServer): void {
  const registerText = (name: string, uri: string, description: string): void => {
    const mimeType = 'text/plain';
    server.registerResource(name, uri, { description, mimeType }, () => ({
      contents: [{ uri, mimeType, text: `${description} This is all of it.` }],
    }));
  };
  registerText('static-text', 'test://static-text', 'A text that never changes.');
  registerText('watched-resource', 'test://watched-resource', 'A text that can be subscribed to.');

  const image = { description: 'An image that never changes.', mimeType: 'image/png' };
  server.registerResource('static-binary', 'test://static-binary', image, ({ href: uri }) => ({
    contents: [{ uri, mimeType: image.mimeType, blob: RED_PIXEL_PNG }],
  }));

  const data = { description: 'Data by its id.', mimeType: 'application/json' };
  const template = new ResourceTemplate('test://template/{id}/data', { list: undefined });
  server.registerResource('template', template, data, ({ href: uri }, { id }) => ({
    contents: [{ uri, mimeType: data.mimeType, text: JSON.stringify({ id }) }],
  }));

  acceptSubscriptions(server);
}

/** Nothing here ever changes, so that a subscriber is never told anything, and needn't be known. */
function acceptSubscriptions({ server }: McpServer): void {
  server.registerCapabilities({ resources: { subscribe: true } });
  server.setRequestHandler(SubscribeRequestSchema, () => ({}));
  server.setRequestHandler(UnsubscribeRequestSchema, () => ({}));
}
