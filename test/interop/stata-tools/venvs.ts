import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const VENVS = fileURLToPath(new URL('.venv/', import.meta.url));

/** Installs a tool with all it needs in seconds, where pip takes minutes. */
const UV = 'uv==0.13.9';

/** What mcp-stata's own tests need besides. */
const OF_ITS_TESTS = [
  'pytest==9.2.0',
  'pytest-asyncio==1.5.0',
  'pytest-timeout==2.4.0',
  'pytest-xdist==3.8.0',
];

/** Tools that nobody here wrote, at the versions that the tests were written for, unmodified. */
const TOOLS = {
  'mcp-stata': ['mcp-stata==3.3.0', 'mcp<2', ...OF_ITS_TESTS],
  'stata-mcp': ['stata-mcp==1.25.2'],
  nbstata: ['nbstata==0.8.7'],
  'stata-kernel': ['stata-kernel==1.14.2'],
  'pytask-stata': ['pytask-stata==0.6.0'],
  'stata-code': ['stata-code==0.18.0'],
  'pystata-x': ['pystata-x==0.1.2'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ToolName = keyof typeof TOOLS;

export const TOOL_NAMES: readonly ToolName[] = [
  'mcp-stata',
  'stata-mcp',
  'nbstata',
  'stata-kernel',
  'pytask-stata',
  'stata-code',
  'pystata-x',
];

/** The path of a program in a tool's environment; it is there once {@link makeVenvs} has run. */
export function programOf(tool: ToolName, program = 'python'): string {
  return `${VENVS}${tool}/bin/${program}`;
}

export function hasVenv(tool: ToolName): boolean {
  return existsSync(`${VENVS}${tool}/made`);
}

/** mcp-stata as its authors release it, with its tests; it is there once {@link makeVenvs} has run. */
export const MCP_STATA_SOURCE = `${VENVS}mcp_stata-3.3.0`;

/** Where a checkout of hanlulong/stata-mcp is, which is on no registry. */
export const CHECKOUT = process.env.STATA_MCP_CHECKOUT;

/** The interpreter with all that the checkout needs. */
export const CHECKOUT_PYTHON = `${VENVS}checkout/bin/python`;

/** Makes an environment for each tool. Takes Python 3.11 and PyPI. */
export async function makeVenvs(): Promise<void> {
  await mkdir(VENVS, { recursive: true });
  const run = promisify(execFile);
  await run('python3', ['-m', 'venv', `${VENVS}uv`]);
  const quiet = ['--quiet', '--disable-pip-version-check'];
  await run(`${VENVS}uv/bin/python`, ['-m', 'pip', 'install', ...quiet, UV]);
  const uv = `${VENVS}uv/bin/uv`;
  const env = { ...process.env, UV_CACHE_DIR: `${VENVS}cache` };
  // One after the other: they share the cache, and two cores.
  const wanted: [string, readonly string[]][] = Object.entries(TOOLS);
  if (CHECKOUT !== undefined) {
    const requirements = ['-r', `${CHECKOUT}/src/requirements.txt`];
    wanted.push(['checkout', [...requirements, 'pytest', 'pytest-asyncio', 'requests']]);
  }
  const sourceIsThere = downloadSource(quiet);
  for (const [tool, requirements] of wanted) {
    if (existsSync(`${VENVS}${tool}/made`)) continue;
    await run(uv, ['venv', '--quiet', '--clear', '--python', 'python3', `${VENVS}${tool}`], {
      env,
    });
    const target = ['--python', `${VENVS}${tool}/bin/python`];
    await run(uv, ['pip', 'install', '--quiet', ...target, ...requirements], { env });
    await mkdir(`${VENVS}${tool}/made`);
  }
  await sourceIsThere;
}

async function downloadSource(options: readonly string[]): Promise<void> {
  if (existsSync(MCP_STATA_SOURCE)) return;
  const run = promisify(execFile);
  const source = ['--no-deps', '--no-binary', ':all:', '--dest', VENVS, 'mcp-stata==3.3.0'];
  await run(`${VENVS}uv/bin/python`, ['-m', 'pip', 'download', ...options, ...source]);
  await run('tar', ['-xzf', `${MCP_STATA_SOURCE}.tar.gz`, '-C', VENVS]);
}

if (import.meta.main) await makeVenvs();
