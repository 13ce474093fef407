import { expect, it } from 'vitest';
import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import { brokenAt, ComposeProject, comparing, describeCompose, HANGS_MS } from './compose.ts';

/** What a session needs that finds its replica again; when things are heard is another matter. */
const OF_SESSIONS: readonly RuleId[] = ['T06', 'S04', 'S05', 'Z10', 'Z14', 'Z15', 'Z18'];

describeCompose('three replicas behind nginx', () => {
  it('keep all rules with affinity, and not in turn', { timeout: HANGS_MS }, async () => {
    await using project = new ComposeProject('compose.replicas.yaml');
    const up = await project.run('up', '--detach', '--scale', 'server=3');
    expect(up.exitCode, up.stderr).toBe(0);
    const outcome = await project.contract(
      ...comparing(OF_SESSIONS, { 'with-affinity': 'with-affinity', 'in-turn': 'in-turn' }),
    );
    expect(outcome.exitCode, outcome.stderr).toBe(1);
    const broken = brokenAt(outcome);
    expect(broken['with-affinity']).toBe('');
    // Whether a request reaches its session is a matter of whose turn it is.
    expect(broken['in-turn']).toMatch(/Z10/);
  });
});
