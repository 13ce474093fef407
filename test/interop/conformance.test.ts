import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { openConformanceHttpServer } from '../../src/testbed/conformance-http-server.ts';
import { formatResults } from './conformance/format-results.ts';
import { mendSuite } from './conformance/mend-suite.ts';
import { refuseTools } from './conformance/refuse-tools.ts';
import { listScenarios, type Results, runAll, runEach, type Verdict } from './conformance/suite.ts';

const clock = new RealClock();

/** What the suite finds wanting in a server. */
type Shortfalls = Readonly<Record<string, Exclude<Verdict, 'passed'>>>;

/** Every server that is made with the SDK is warned: see {@link mendSuite}. */
const SUITE_IS_WRONG: Shortfalls = { 'server-sse-polling': 'warned' };

/**
 * The server asks the client something down the stream of the call, and goes on when it is answered.
 * A manager that keeps the question until the call is over waits for an answer to it.
 */
const QUESTION_WAITS_FOR_ITS_ANSWER: Shortfalls = {
  'tools-call-sampling': 'hung',
  'tools-call-elicitation': 'hung',
  'elicitation-sep1034-defaults': 'hung',
  'elicitation-sep1330-enums': 'hung',
};

/** The tools that those scenarios call, and no others do. */
const ASKING_TOOLS = [
  'test_sampling',
  'test_elicitation',
  'test_elicitation_sep1034_defaults',
  'test_elicitation_sep1330_enums',
];

/** The official suite against the same server behind two managers. What it finds out is the point. */
describe('the official conformance suite', async () => {
  const scenarios = await listScenarios();
  const columns: Record<string, Results> = {};

  it('passes the server behind the streaming manager', { timeout: 60_000 }, async () => {
    await using server = await openConformanceHttpServer({ manager: 'streaming', clock });
    const results = await runAll(server.mcpUrl);
    columns.streaming = results;
    expect(Object.keys(results).toSorted()).toEqual(scenarios.toSorted());
    expect(shortfallsIn(results), complaintsIn(results)).toEqual(SUITE_IS_WRONG);
  });

  it('passes it where the suite was wrong, once mended', { timeout: 20_000 }, async () => {
    await using server = await openConformanceHttpServer({
      manager: 'streaming',
      clock,
      before: mendSuite,
    });
    const results = await runEach(server.mcpUrl, Object.keys(SUITE_IS_WRONG));
    expect(shortfallsIn(results), complaintsIn(results)).toEqual({});
    expect(results).toMatchObject({ 'server-sse-polling': { succeeded: 3 } });
  });

  it('passes it behind the buffered one, too: late is on time', { timeout: 180_000 }, async () => {
    // One that hangs hangs all that run in its process. So these have a process each, and fail at
    // once where the others run, in one: a process takes a second or two to start.
    const hanging = Object.keys(QUESTION_WAITS_FOR_ITS_ANSWER);
    const before = refuseTools(ASKING_TOOLS);
    await using server = await openConformanceHttpServer({ manager: 'buffered', clock });
    await using others = await openConformanceHttpServer({ manager: 'buffered', clock, before });
    const [all, each] = await Promise.all([runAll(others.mcpUrl), runEach(server.mcpUrl, hanging)]);
    for (const scenario of hanging)
      expect(all).toMatchObject({ [scenario]: { verdict: 'failed' } });
    const results = { ...all, ...each };
    expect(Object.keys(results).toSorted()).toEqual(scenarios.toSorted());
    process.stdout.write(formatResults({ ...columns, buffered: results }));
    expect(results).toMatchObject({
      'tools-call-with-progress': { verdict: 'passed' },
      'tools-call-with-logging': { verdict: 'passed' },
    });
    expect(shortfallsIn(results), complaintsIn(results)).toEqual({
      ...SUITE_IS_WRONG,
      ...QUESTION_WAITS_FOR_ITS_ANSWER,
    });
  });
});

function shortfallsIn(results: Results): Readonly<Record<string, Verdict>> {
  return Object.fromEntries(
    Object.entries(results)
      .map(([scenario, { verdict }]) => [scenario, verdict] as const)
      .filter(([, verdict]) => verdict !== 'passed'),
  );
}

function complaintsIn(results: Results): string {
  return Object.entries(results)
    .flatMap(([scenario, { complaints }]) => complaints.map((each) => `${scenario}: ${each}`))
    .join('\n');
}
