import type { McpServer, RegisteredTool } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { RED_PIXEL_PNG, SILENCE_WAV } from './samples.ts';

type Content = CallToolResult['content'][number];

const TEXT: Content = { type: 'text', text: 'Plain text, as most tools return it.' };
const IMAGE: Content = { type: 'image', data: RED_PIXEL_PNG, mimeType: 'image/png' };
const AUDIO: Content = { type: 'audio', data: SILENCE_WAV, mimeType: 'audio/wav' };
const TEXT_RESOURCE: Content = {
  type: 'resource',
  resource: {
    uri: 'test://embedded-resource',
    mimeType: 'text/plain',
    text: 'A resource that came within a result.',
  },
};
const JSON_RESOURCE: Content = {
  type: 'resource',
  resource: {
    uri: 'test://mixed-content-resource',
    mimeType: 'application/json',
    text: JSON.stringify({ test: 'data', value: 123 }),
  },
};

/** A schema with all that the suite looks for: `$schema`, `$defs`, `$ref`, `additionalProperties`. */
const PersonInput = z.strictObject({
  name: z.string().optional(),
  address: z
    .object({ street: z.string().optional(), city: z.string().optional() })
    .meta({ id: 'address' })
    .optional(),
});

/** Tools that answer at once: one for each kind of content, one that fails, one with a rich schema. */
export function registerContentTools(server: McpServer): Readonly<Record<string, RegisteredTool>> {
  const returning = (name: string, description: string, ...content: Content[]) => ({
    [name]: server.registerTool(name, { description }, () => ({ content })),
  });
  return {
    ...returning('test_simple_text', 'Returns a text.', TEXT),
    ...returning('test_image_content', 'Returns an image.', IMAGE),
    ...returning('test_audio_content', 'Returns a sound.', AUDIO),
    ...returning('test_embedded_resource', 'Returns a resource.', TEXT_RESOURCE),
    ...returning(
      'test_multiple_content_types',
      'Returns three things.',
      TEXT,
      IMAGE,
      JSON_RESOURCE,
    ),
    test_error_handling: server.registerTool(
      'test_error_handling',
      { description: 'Always fails.' },
      () => {
        throw new Error('This tool fails whenever it is called.');
      },
    ),
    json_schema_2020_12_tool: server.registerTool(
      'json_schema_2020_12_tool',
      {
        description: 'Takes a person, by a schema of JSON Schema 2020-12.',
        inputSchema: PersonInput,
      },
      (person) => ({ content: [{ type: 'text', text: `Got ${JSON.stringify(person)}` }] }),
    ),
  };
}
