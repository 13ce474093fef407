import type { McpServer, RegisteredTool } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type {
  CallToolResult,
  ElicitRequestFormParams,
  ServerNotification,
  ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;
type Form = ElicitRequestFormParams['requestedSchema'];

const CONTACT: Form = {
  type: 'object',
  properties: {
    username: { type: 'string', description: 'What you are called here' },
    email: { type: 'string', description: 'Where you can be written to' },
  },
  required: ['username', 'email'],
};

/** A default for each primitive type (SEP-1034). */
const DEFAULTS: Form = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
};

/** Every way to offer a choice (SEP-1330), the deprecated one with `enumNames` too. */
const CHOICES: Form = {
  type: 'object',
  properties: {
    untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
    titledSingle: {
      type: 'string',
      oneOf: [
        { const: 'value1', title: 'The first' },
        { const: 'value2', title: 'The second' },
        { const: 'value3', title: 'The third' },
      ],
    },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['The first', 'The second', 'The third'],
    },
    untitledMulti: {
      type: 'array',
      items: { type: 'string', enum: ['option1', 'option2', 'option3'] },
    },
    titledMulti: {
      type: 'array',
      items: {
        anyOf: [
          { const: 'value1', title: 'The first' },
          { const: 'value2', title: 'The second' },
          { const: 'value3', title: 'The third' },
        ],
      },
    },
  },
};

/**
 * Tools that ask the client something before they answer. The question travels on the call's own
 * stream, so a manager that keeps the stream back keeps the question back, and waits for ever.
 */
export function registerAskingTools(server: McpServer): Readonly<Record<string, RegisteredTool>> {
  const elicit = async (message: string, form: Form, extra: Extra): Promise<CallToolResult> => {
    const { action, content } = await server.server.elicitInput(
      { message, requestedSchema: form },
      relatedTo(extra),
    );
    return answered(`${action} with ${JSON.stringify(content ?? {})}`);
  };
  return {
    test_sampling: server.registerTool(
      'test_sampling',
      {
        description: "Passes a prompt to the client's language model.",
        inputSchema: { prompt: z.string().describe('What to ask the model.') },
      },
      async ({ prompt }, extra) => {
        const { content } = await server.server.createMessage(
          { messages: [{ role: 'user', content: { type: 'text', text: prompt } }], maxTokens: 100 },
          relatedTo(extra),
        );
        return answered(content.type === 'text' ? content.text : content.type);
      },
    ),
    test_elicitation: server.registerTool(
      'test_elicitation',
      {
        description: 'Asks the user for a name and an address.',
        inputSchema: { message: z.string().describe('What to say to the user.') },
      },
      ({ message }, extra) => elicit(message, CONTACT, extra),
    ),
    test_elicitation_sep1034_defaults: server.registerTool(
      'test_elicitation_sep1034_defaults',
      { description: 'Asks the user with a form that is filled in already.' },
      (extra) => elicit('Is this right?', DEFAULTS, extra),
    ),
    test_elicitation_sep1330_enums: server.registerTool(
      'test_elicitation_sep1330_enums',
      { description: 'Asks the user to choose, in every way there is.' },
      (extra) => elicit('Which of these?', CHOICES, extra),
    ),
  };
}

/** Sends a question down the stream of the call that it belongs to, and no longer than that lasts. */
function relatedTo({ requestId, signal }: Extra) {
  return { relatedRequestId: requestId, signal };
}

function answered(answer: string): CallToolResult {
  return { content: [{ type: 'text', text: `The client answered: ${answer}` }] };
}
