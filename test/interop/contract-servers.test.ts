import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ContractReport } from '../../src/contract/contract-report.ts';
import { holdToContract } from '../../src/contract/hold-to-contract.ts';
import { openTarget } from '../../src/contract/open-target.ts';
import type { RuleId } from '../../src/contract/rule-id.ts';
import { RULES } from '../../src/contract/rules.ts';
import { hasVenv, SERVERS_PYTHON } from './python/venv.ts';

/** A server that we did not write, at a version that is pinned, and what is expected of it. */
interface Case {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly tool: string;
  readonly breaks: readonly RuleId[];
  readonly keeps: readonly RuleId[];
}

const FASTAPI = { script: 'fastapi_server.py', tool: 'stream_probe' } as const;

const CASES: readonly Case[] = [
  {
    ...FASTAPI,
    name: 'fastapi-mcp 0.4.0, as mounted by default (JSON)',
    args: ['json'],
    breaks: ['G01', 'Z01', 'Z02', 'Z03', 'Z14'],
    keeps: ['T06', 'Z09', 'Z15'],
  },
  {
    ...FASTAPI,
    name: 'fastapi-mcp 0.4.0, asked for event streams',
    args: ['sse'],
    breaks: ['G01', 'Z01', 'Z02', 'Z03'],
    keeps: ['T06', 'Z09', 'Z14', 'Z15'],
  },
  {
    ...FASTAPI,
    name: 'the same with Option 1 as printed',
    args: ['option-1'],
    breaks: ['T06', 'T07', 'S05', 'V03', 'Z10'],
    keeps: ['Z01', 'Z02', 'Z03', 'Z14', 'Z15'],
  },
  {
    ...FASTAPI,
    name: 'the same with Option 1 hardened',
    args: ['hardened'],
    breaks: [],
    keeps: ['T06', 'S05', 'Z01', 'Z02', 'Z03', 'Z09', 'Z14', 'Z15'],
  },
  {
    ...FASTAPI,
    name: 'the same with an ASGI pass-through',
    args: ['pass-through'],
    breaks: [],
    keeps: ['T06', 'S05', 'Z01', 'Z02', 'Z03', 'Z09', 'Z14', 'Z15'],
  },
  {
    name: 'FastMCP of the Python SDK 1.18.0',
    script: 'fastmcp_server.py',
    args: [],
    tool: 'stream_probe',
    breaks: [],
    keeps: ['T06', 'S05', 'Z01', 'Z02', 'Z03', 'Z09', 'Z14', 'Z15'],
  },
];

/** All rules take a minute a server, and make the README's table; those that matter here take half. */
const isWhole = process.env.CONTRACT === 'whole';
const HERE = new Set(CASES.flatMap(({ breaks, keeps }) => [...breaks, ...keeps]));
const JUDGED = RULES.filter(({ id }) => isWhole || HERE.has(id));

if (!hasVenv(SERVERS_PYTHON)) {
  process.stdout.write('skipped: servers in Python; npm run test:interop installs them\n');
}

describe.skipIf(!hasVenv(SERVERS_PYTHON))('the contract, on servers as people run them', () => {
  it.each(CASES)('$name', { timeout: 120_000 }, async ({ name, breaks, keeps, ...server }) => {
    const report = await judge(server);
    process.stdout.write(rowOf(name, report));
    const evidence = report.verdicts.map(
      (each) => `${each.ruleId} ${each.outcome}: ${each.evidence}`,
    );
    for (const id of breaks) expect(outcomeOf(id, report), evidence.join('\n')).toBe('fail');
    for (const id of keeps) expect(outcomeOf(id, report), evidence.join('\n')).toBe('pass');
  });

  it('names who holds the events of fastapi-mcp', { timeout: 120_000 }, async () => {
    const { verdicts } = await judge({ ...FASTAPI, args: ['sse'] }, ['Z01']);
    expect(verdicts[0]?.evidence).toContain('the event stream came with a content-length');
    expect(verdicts[0]?.outcome).toBe('fail');
  });
});

async function judge(
  { script, args, tool }: Pick<Case, 'script' | 'args' | 'tool'>,
  only: readonly RuleId[] = JUDGED.map(({ id }) => id),
): Promise<ContractReport> {
  const port = await freePort();
  const file = fileURLToPath(new URL(`python/${script}`, import.meta.url));
  const command = ['exec', SERVERS_PYTHON, file, String(port), ...args].join(' ');
  const spec = { url: `http://127.0.0.1:${port}/mcp`, command, stimulus: { tool } };
  await using opened = await openTarget(spec);
  return await holdToContract({
    target: opened.target,
    seed: 1,
    nonce: randomUUID().slice(0, 8),
    budgetMs: 90_000,
    rules: JUDGED.filter(({ id }) => only.includes(id)),
  });
}

function outcomeOf(id: RuleId, { verdicts }: ContractReport): string {
  return verdicts.find(({ ruleId }) => ruleId === id)?.outcome ?? 'not judged';
}

/** A row of the README's table. */
function rowOf(name: string, { verdicts }: ContractReport): string {
  const broken = (level: 'must' | 'should'): string =>
    verdicts
      .filter((each) => each.outcome === 'fail' && each.level === level)
      .map(({ ruleId }) => ruleId)
      .join(' ') || 'none';
  return `| ${name} | ${broken('must')} | ${broken('should')} |\n`;
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
