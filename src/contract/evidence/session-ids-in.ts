import type { ExperimentEvidence } from './evidence.ts';

/** The ids of the sessions that were begun in an experiment. */
export function sessionIdsIn({ exchanges }: ExperimentEvidence): readonly string[] {
  return exchanges.flatMap(({ asked, headers }) => {
    const id = headers['mcp-session-id'];
    const begins = asked === 'initialize' || asked === 'second initialize';
    return begins && id !== undefined ? [id] : [];
  });
}
