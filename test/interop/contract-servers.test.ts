import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ContractReport } from '../../src/contract/judge/contract-report.ts';
import { holdToContract } from '../../src/contract/judge/hold-to-contract.ts';
import { RULES } from '../../src/contract/rules/rules.ts';
import { beginTarget } from '../../src/contract/target/begin-target.ts';
import { openTarget } from '../../src/contract/target/open-target.ts';
import { parseTarget } from '../../src/contract/target/parse-target.ts';
import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import { isInstalled } from './node/install.ts';
import { hasVenv, PYTHON, PYTHON_PROXY, SERVERS_PYTHON } from './python/venv.ts';
import { REAL_SERVER_KEYS, REAL_SERVERS, type RealServerKey, targetSpec } from './real-servers.ts';
import { STORIES } from './server-stories.ts';

/** All rules take a minute a server, and make the README's table; here only those that matter. */
const isWhole = process.env.CONTRACT === 'whole';
const isThere =
  isInstalled() && [PYTHON, PYTHON_PROXY, SERVERS_PYTHON].every((each) => hasVenv(each));

if (!isThere) {
  process.stdout.write('skipped: servers that people run; npm run test:interop installs them\n');
}

describe.skipIf(!isThere)('the contract, on servers as people run them', () => {
  // Side by side, since nearly all that they do is to wait; those that take longest, at the end, first.
  it.concurrent.each(REAL_SERVER_KEYS.toReversed())('%s', { timeout: 150_000 }, async (key) => {
    const { breaks, keeps } = STORIES[key];
    const report = await judge(key, isWhole ? null : [...breaks, ...keeps]);
    if (isWhole) process.stdout.write(rowOf(key, report));
    const evidence = report.verdicts.map(
      (each) => `${each.ruleId} ${each.outcome}: ${each.evidence}`,
    );
    for (const id of breaks) expect(outcomeOf(id, report), evidence.join('\n')).toBe('fail');
    for (const id of keeps) expect(outcomeOf(id, report), evidence.join('\n')).toBe('pass');
    if (key !== 'fastapi-mcp') return;
    // Who holds the events is named.
    const first = report.verdicts.find(({ ruleId }) => ruleId === 'Z01');
    expect(first?.evidence).toContain('the event stream came with a content-length');
  });
});

/** @param only - the rules that are judged; all without them */
async function judge(key: RealServerKey, only: readonly RuleId[] | null): Promise<ContractReport> {
  const spec = targetSpec(REAL_SERVERS[key], await freePort(), await freePort());
  await using started = await openTarget(spec);
  // Nobody has to edit what `contract init` writes.
  const begun = parseTarget(await beginTarget(started.target), 'target.yaml');
  expect(begun.stimulus.tool).toBe(spec.stimulus.tool);
  await using opened = await openTarget(begun);
  return await holdToContract({
    target: opened.target,
    seed: 1,
    nonce: randomUUID().slice(0, 8),
    budgetMs: 90_000,
    rules: RULES.filter(({ id }) => only === null || only.includes(id)),
  });
}

function outcomeOf(id: RuleId, { verdicts }: ContractReport): string {
  return verdicts.find(({ ruleId }) => ruleId === id)?.outcome ?? 'not judged';
}

/** A row of the README's table. */
function rowOf(key: RealServerKey, { verdicts }: ContractReport): string {
  const broken = (level: 'must' | 'should'): string =>
    verdicts
      .filter((each) => each.outcome === 'fail' && each.level === level)
      .map(({ ruleId }) => ruleId)
      .join(' ') || 'none';
  return `| ${REAL_SERVERS[key].name} | ${broken('must')} | ${broken('should')} |\n`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
