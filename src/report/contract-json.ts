import { z } from 'zod';
import { EXPERIMENT_IDS, QUESTIONS } from '../contract/evidence/evidence.ts';
import type { ContractReport } from '../contract/judge/contract-report.ts';
import { RULE_IDS } from '../contract/terms/rule-id.ts';
import { withoutSecrets } from '../timeline/without-secrets.ts';
import { ReportError } from './report-error.ts';

/** What tells a report from other JSON; the number counts changes that readers have to know of. */
const FORMAT = 'fake-stata/contract-report@1';

/** How much of a text is kept, in characters; what tells one output from another stands before that. */
const TEXT_MAX = 2000;

/**
 * A report as one JSON object: `ContractReportJson` is its schema. Of long texts only the beginning
 * is kept, since one experiment alone floods the client with 24 MiB.
 */
export function formatContractJson(report: ContractReport): string {
  return `${JSON.stringify({ format: FORMAT, ...report }, fitToShow, 2)}\n`;
}

function fitToShow(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.length <= TEXT_MAX) return withoutSecrets(value);
  return `${withoutSecrets(value.slice(0, TEXT_MAX))}… (${value.length} characters)`;
}

/**
 * Reads a report that was written by {@link formatContractJson}.
 *
 * @param file - what it is called in complaints
 * @throws ReportError when it is none
 */
export function parseContractJson(text: string, file: string): ContractReport {
  const parsed = ContractReportJson.safeParse(jsonIn(text, file));
  if (parsed.success) return { ...parsed.data, target: withoutKeys(parsed.data.target) };
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new ReportError(
    `${file} is no report of “contract --json”${where}: ${issue?.message ?? 'nothing in it fits'}`,
  );
}

/** The JSON Schema of a report, for whoever reads reports with other programs. */
export function contractJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(ContractReportJson), null, 2)}\n`;
}

/** Others may have written it. */
function withoutKeys({ name, url, tool }: ContractReport['target']): ContractReport['target'] {
  return { name: withoutSecrets(name), url: withoutSecrets(url), tool };
}

function jsonIn(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ReportError(`${file} is not JSON: ${why}`, { cause });
  }
}

const instant = z.number().describe('milliseconds since the clock’s start');
const instantOrNull = instant.nullable();
const headers = z.record(z.string(), z.string());

const ArrivalJson = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('call'), tool: z.string(), atMs: instant }),
    z.object({
      kind: z.literal('headers'),
      status: z.number(),
      contentType: z.string().nullable(),
      atMs: instant,
    }),
    z.object({ kind: z.literal('first-byte'), atMs: instant }),
    z.object({
      kind: z.literal('sse-event'),
      type: z.string(),
      id: z.string().nullable(),
      data: z.string(),
      atMs: instant,
    }),
    z.object({ kind: z.literal('sse-comment'), text: z.string(), atMs: instant }),
    z.object({
      kind: z.literal('message'),
      level: z.string(),
      logger: z.string().nullable(),
      text: z.string(),
      atMs: instant,
    }),
    z.object({
      kind: z.literal('progress'),
      progress: z.number(),
      total: z.number().nullable(),
      text: z.string(),
      atMs: instant,
    }),
    z.object({ kind: z.literal('other'), method: z.string(), atMs: instant }),
    z.object({
      kind: z.literal('result'),
      isError: z.boolean(),
      text: z.string(),
      atMs: instant,
    }),
    z.object({
      kind: z.literal('rpc-error'),
      code: z.number(),
      text: z.string(),
      atMs: instant,
    }),
    z.object({ kind: z.literal('closed'), reason: z.string().nullable(), atMs: instant }),
  ])
  .describe('a thing heard by the client');

const ScriptJson = z.object({
  outputs: z.array(
    z.object({
      marker: z.string().describe('occurs in this output and nowhere else'),
      atMs: z.number().describe('when it is due, in milliseconds after the call'),
    }),
  ),
  endsAtMs: z.number(),
  payloadBytes: z.number(),
  letters: z.string(),
  echoes: z.boolean(),
  fails: z.boolean(),
});

const CallJson = z
  .object({
    label: z.string(),
    script: ScriptJson.describe('what the tool was to say'),
    sentAtMs: instant.describe('the zero of the script'),
    requestId: z.number(),
    progressToken: z.union([z.number(), z.string()]).nullable(),
    arrivals: z.array(ArrivalJson),
    headers: headers.nullable(),
    cancelledAtMs: instantOrNull,
    hungUpAtMs: instantOrNull,
    askedAtMs: instantOrNull,
    behindMs: z.number().default(0),
    elsewhere: z.array(
      z.object({
        via: z.enum(['get', 'resumed', 'other-session', 'listen']),
        openedAtMs: instant,
        status: z.number().nullable(),
        arrivals: z.array(ArrivalJson),
      }),
    ),
  })
  .describe('one tool call, and what was heard of it');

const ExchangeJson = z
  .object({
    asked: z.enum(QUESTIONS),
    sentAtMs: instant,
    answeredAtMs: instantOrNull,
    endedAtMs: instantOrNull,
    status: z.number().nullable(),
    headers,
    body: z.string(),
    bodyBytes: z.number(),
    errorCode: z.number().nullable(),
    hasResult: z.boolean(),
    failure: z.string().nullable(),
  })
  .describe('one HTTP exchange that is no tool call');

const FindingJson = z.object({
  outcome: z.enum(['pass', 'fail', 'cannot-tell', 'not-applicable']),
  evidence: z.string().describe('what was seen, in one sentence'),
});

const ContractReportJson: z.ZodType<ContractReport> = z
  .object({
    format: z.literal(FORMAT).optional(),
    target: z.object({ name: z.string(), url: z.string(), tool: z.string() }),
    verdicts: z.array(
      FindingJson.extend({ ruleId: z.enum(RULE_IDS), level: z.enum(['must', 'should']) }),
    ),
    evidence: z.object({
      server: z.object({
        name: z.string(),
        version: z.string(),
        protocolVersion: z
          .string()
          .describe(
            'what was agreed upon; none for an endpoint without MCP, empty when nothing was',
          ),
        capabilities: z.array(z.string()),
      }),
      granularityMs: z.number(),
      experiments: z.partialRecord(
        z.enum(EXPERIMENT_IDS),
        z.object({
          calls: z.array(CallJson),
          exchanges: z.array(ExchangeJson),
          notMade: FindingJson.nullable(),
        }),
      ),
    }),
    tookMs: z.number().describe('how long the experiments took'),
  })
  .describe(
    'An MCP server, held to the streaming contract by fake-stata. Of texts longer than 2000 characters only the beginning is there.',
  );
