import type { McpServer, RegisteredTool } from '@modelcontextprotocol/sdk/server/mcp.js';
import { ElicitResultSchema, type LoggingLevel } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';

/** At most an hour, so that a slip of the pen can't occupy a server for a week. */
const durationMs = z.number().int().min(0).max(3_600_000).default(0);

const ARGUMENTS = {
  firstMs: durationMs.describe('When the first output is due, in milliseconds after the call.'),
  gapMs: durationMs.describe('How long after each output the next one is due.'),
  steps: z.number().int().min(1).max(100_000).default(1).describe('How many outputs there are.'),
  payloadBytes: z
    .number()
    .int()
    .min(0)
    .max(1024 * 1024)
    .default(0)
    .describe('About how large each output is.'),
  silentMs: durationMs.describe('How long nothing is said between the last output and the end.'),
  failAt: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Fails where this output would be; 0 is the first.'),
  asks: z.boolean().default(false).describe('Asks the client something after the first output.'),
  name: z.string().max(200).default('probe').describe('What the outputs are called.'),
};

export interface StreamProbeOptions {
  /** What the outputs are timed by. */
  readonly clock: Clock;
  /** Whether the client wants log messages of a level; by default it wants all. */
  readonly admits?: (level: LoggingLevel) => boolean;
}

/**
 * Adds the fixture tool `stream_probe`, which says what it is told to say at the times it is told.
 * With it a server can be held to the contract whatever else its tools do.
 *
 * Output `k` is `[name.k] é✓𝄞 at=1200 `, where 1200 is when it was made, in milliseconds after the
 * call reached the tool, padded to the size that was asked for. It is sent as a log message
 * and, if the client gave a token, as progress; both related to the call.
 */
export function registerStreamProbe(
  server: McpServer,
  { clock, admits = () => true }: StreamProbeOptions,
): RegisteredTool {
  return server.registerTool(
    'stream_probe',
    { description: 'Says scripted things at scripted times.', inputSchema: ARGUMENTS },
    async ({ firstMs, gapMs, steps, payloadBytes, silentMs, failAt, asks, name }, extra) => {
      const { signal, sendNotification, sendRequest, _meta: meta } = extra;
      const token = meta?.progressToken;
      const startedAtMs = clock.now();
      // By instants, not by gaps: what sending costs must not add up.
      const until = (atMs: number): Promise<void> =>
        clock.sleep(startedAtMs + atMs - clock.now(), signal);
      for (let step = 0; step < steps; step += 1) {
        await until(firstMs + step * gapMs);
        if (step === failAt) throw new Error(`failed at output ${step}, as it was told to`);
        const at = `at=${Math.round(clock.now() - startedAtMs)}`;
        const text = `[${name}.${step}] é✓𝄞 ${at} `.padEnd(payloadBytes, '.');
        const message = { level: 'info', logger: 'stream_probe', data: text } as const;
        if (admits('info')) {
          await sendNotification({ method: 'notifications/message', params: message });
        }
        if (token !== undefined) {
          const progress = {
            progressToken: token,
            progress: step + 1,
            total: steps,
            message: text,
          };
          await sendNotification({ method: 'notifications/progress', params: progress });
        }
        if (asks && step === 0) {
          const requestedSchema = { type: 'object', properties: {} } as const;
          const params = { mode: 'form', message: 'Shall I go on?', requestedSchema } as const;
          await sendRequest({ method: 'elicitation/create', params }, ElicitResultSchema);
        }
      }
      await until(firstMs + (steps - 1) * gapMs + silentMs);
      return { content: [{ type: 'text', text: `said ${steps} outputs` }] };
    },
  );
}
