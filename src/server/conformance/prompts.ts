import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { GetPromptResult, PromptMessage } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { RED_PIXEL_PNG } from './samples.ts';

/** What an argument can be completed to. */
const WORDS = ['test', 'testbed', 'tested', 'timeline'];

/** Prompts with nothing in them, with arguments, with a resource and with an image. */
export function registerPrompts(server: McpServer): void {
  server.registerPrompt('test_simple_prompt', { description: 'Takes no arguments.' }, () =>
    asked(text('What did Stata say, and when was it heard?')),
  );
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'Takes two words and says them.',
      argsSchema: { arg1: word('The first word.'), arg2: word('The second word.') },
    },
    ({ arg1, arg2 }) => asked(text(`Compare ${arg1} with ${arg2}.`)),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    {
      description: 'Takes the URI of a resource, and has it within.',
      argsSchema: { resourceUri: z.string().describe('What the resource is called.') },
    },
    ({ resourceUri }) =>
      asked(
        {
          type: 'resource',
          resource: { uri: resourceUri, mimeType: 'text/plain', text: 'iteration 1' },
        },
        text('What does this resource say?'),
      ),
  );
  server.registerPrompt('test_prompt_with_image', { description: 'Has an image within.' }, () =>
    asked(
      { type: 'image', data: RED_PIXEL_PNG, mimeType: 'image/png' },
      text('Which colour is this?'),
    ),
  );
}

function word(description: string) {
  return completable(z.string().describe(description), (begun) =>
    WORDS.filter((candidate) => candidate.startsWith(begun)),
  );
}

function asked(...contents: PromptMessage['content'][]): GetPromptResult {
  return { messages: contents.map((content) => ({ role: 'user', content })) };
}

function text(said: string): PromptMessage['content'] {
  return { type: 'text', text: said };
}
