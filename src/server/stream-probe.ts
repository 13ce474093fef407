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
  recall: z
    .string()
    .max(200)
    .optional()
    .describe('Says what became of the run of this name, and nothing else.'),
  name: z.string().max(200).default('probe').describe('What the outputs are called.'),
};

/** What became of a run so far. */
interface Recollection {
  state: 'still running' | 'stopped' | 'failed' | 'ran to its end';
  outputs: number;
}

/**
 * The latest runs of this process, since a server of 2026-07-28 remembers nothing from one request to
 * the next one.
 */
const RUNS = new Map<string, Recollection>();
const RUNS_MAX = 100;

function remember(name: string): Recollection {
  const run: Recollection = { state: 'still running', outputs: 0 };
  RUNS.delete(name);
  RUNS.set(name, run);
  const [oldest] = RUNS.keys();
  if (RUNS.size > RUNS_MAX && oldest !== undefined) RUNS.delete(oldest);
  return run;
}

function recollection(name: string): string {
  const run = RUNS.get(name);
  return run === undefined ? 'no such run' : `${run.state} after ${run.outputs} outputs`;
}

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
 * and, if the client gave a token, as progress; both related to the call. Of the latest runs of this
 * process it is known what became of them, also of those that were cancelled.
 */
export function registerStreamProbe(
  server: McpServer,
  { clock, admits = () => true }: StreamProbeOptions,
): RegisteredTool {
  return server.registerTool(
    'stream_probe',
    { description: 'Says scripted things at scripted times.', inputSchema: ARGUMENTS },
    async (
      { firstMs, gapMs, steps, payloadBytes, silentMs, failAt, asks, recall, name },
      extra,
    ) => {
      if (recall !== undefined) return said(recollection(recall));
      const { signal, sendNotification, sendRequest, _meta: meta } = extra;
      const token = meta?.progressToken;
      const startedAtMs = clock.now();
      const run = remember(name);
      // By instants, not by gaps: what sending costs must not add up.
      const until = (atMs: number): Promise<void> =>
        clock.sleep(startedAtMs + atMs - clock.now(), signal);
      try {
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
          run.outputs += 1;
          if (asks && step === 0) {
            const requestedSchema = { type: 'object', properties: {} } as const;
            const params = { mode: 'form', message: 'Shall I go on?', requestedSchema } as const;
            await sendRequest({ method: 'elicitation/create', params }, ElicitResultSchema);
          }
        }
        await until(firstMs + (steps - 1) * gapMs + silentMs);
        run.state = 'ran to its end';
        return said(`said ${steps} outputs`);
      } catch (error) {
        run.state = signal.aborted ? 'stopped' : 'failed';
        throw error;
      }
    },
  );
}

function said(text: string) {
  return { content: [{ type: 'text' as const, text }] };
}
