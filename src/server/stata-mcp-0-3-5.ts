import { noNotifications } from './no-notifications.ts';
import type { Profile } from './profile.ts';
import { ReturningCall } from './returning-call.ts';
import type { StataCall } from './stata-call.ts';
import { STATA_MCP_0_5_2 } from './stata-mcp-0-5-2.ts';
import { errorText, type StataOutcome } from './stata-outcome.ts';
import { streamHeartbeats } from './stream-heartbeats.ts';
import { tickNotifications } from './tick-notifications.ts';
import { dateAndTime } from './wall-time.ts';

/** Its thread asks every half second whether Stata has ended. */
const FILE_CADENCE = { callLooksEveryMs: 500, recoveryMs: 0 };
const SELECTION_CADENCE = { callLooksEveryMs: 0, recoveryMs: 0 };

/** The newest one's, as it has kept their old descriptions over Streamable HTTP. */
const TOOLS = STATA_MCP_0_5_2.tools.filter(({ name }) => name !== 'stata_session');

/** stata-mcp of October 2025, when the twelve-second bug was found: one Stata, and no sessions. */
export const STATA_MCP_0_3_5: Profile = {
  name: 'stata-mcp@0.3.5',
  about: 'stata-mcp 0.3.5, of the days of the bug, faults included',
  serverInfo: STATA_MCP_0_5_2.serverInfo,
  capabilities: STATA_MCP_0_5_2.capabilities,
  tools: TOOLS,
  legacy: { ...STATA_MCP_0_5_2.legacy, tools: TOOLS },
  fileNotifications: () => tickNotifications(FILE_CADENCE),
  selectionNotifications: () => noNotifications(SELECTION_CADENCE),
  sdk: 'python',
  isResumable: false,
  admitsErrors: false,
  health: { service: 'Stata MCP Server', version: '1.0.0' },
  features: [],
  stream: streamHeartbeats(FILE_CADENCE, fileText),
  wait: (call) => {
    const cadence = call.file === undefined ? SELECTION_CADENCE : FILE_CADENCE;
    return new ReturningCall(call, cadence).returned();
  },
  knowsWhatRuns: false,
  keepsHistory: true,
  fileText,
  selectionText,
  isLogged: true,
  outputTokensMax: 0,
  selectionTimeoutMs: Number.POSITIVE_INFINITY,
  graceMs: 0,
  busyWaitMs: Number.POSITIVE_INFINITY,
  sharesSessions: true,
  differences: [],
};

function fileText(call: StataCall, outcome: StataOutcome): string {
  const path = call.path ?? '';
  const head = `>>> [${dateAndTime(call.startedAtEpochMs)}] do '${path}'\n`;
  const seconds = call.timeoutMs / 1000;
  const minutes = (seconds / 60).toFixed(1);
  const begun = `${head}Executing Stata do file with timeout: ${seconds} seconds (${minutes} minutes)...\n`;
  switch (outcome.kind) {
    case 'refused':
      return `Error: ${outcome.reason}. Tried these paths: ${path}`;
    case 'timed-out':
      return (
        `${begun}\n*** TIMEOUT: Execution exceeded ${seconds} seconds (${minutes} minutes) ***\n` +
        `\n*** ERROR: Operation timed out after ${seconds} seconds ***\n`
      );
    case 'ended':
      // What was printed before the error is lost.
      if (outcome.returnCode !== 0) return `${begun}\n*** ERROR: ${errorText(outcome.text)} ***\n`;
      return (
        `${head}\n*** Execution completed in ${(outcome.tookMs / 1000).toFixed(1)} seconds ***\n` +
        `Final output:\n${afterHead(outcome.text)}\n\n` +
        `Log file saved to: ${call.logPath}`
      );
  }
}

function selectionText(_call: StataCall, outcome: StataOutcome): string {
  if (outcome.kind !== 'ended') return `Error running command: ${outcome.kind}`;
  if (outcome.returnCode !== 0) return `Error running command: ${errorText(outcome.text)}`;
  return outcome.text.trim() || 'Command executed successfully (no output)';
}

/** A log without its first line of dashes, formatting tags, and runs of blank lines. */
function afterHead(log: string): string {
  const lines = log.split('\n');
  const dashes = lines.slice(0, 20).findIndex((line) => line.includes('-------------'));
  const kept: string[] = [];
  for (const line of lines.slice(dashes + 1)) {
    const isBlank = line.trim() === '';
    if (isBlank && (kept.at(-1) ?? '') === '') continue;
    kept.push(withoutTags(line.trimEnd()));
  }
  return kept.join('\n');
}

/** A line without what stands in braces. */
function withoutTags(line: string): string {
  const closed = line.split('}');
  const last = closed.pop() ?? '';
  const kept = closed.map((part) =>
    part.includes('{') ? part.slice(0, part.indexOf('{')) : `${part}}`,
  );
  return kept.join('') + last;
}
