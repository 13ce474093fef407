import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../src/contract/terms/verdict.ts';
import { formatZooMatrix } from '../src/report/zoo-matrix.ts';
import { parseScenario } from '../src/scenario/parse-scenario.ts';
import { FAKE_STATA } from '../src/server/fake-stata-profile.ts';
import type { Specimen } from '../src/zoo/parts/specimen.ts';
import { SPECIMENS } from '../src/zoo/specimens.ts';
import { fakeStata } from './cli/fake-stata.ts';
import { FAULTS } from './docker/faults/settings.ts';
import { formatProxyTable, PROXY_SETTINGS } from './docker/proxies/settings.ts';
import { REAL_SERVER_KEYS, REAL_SERVERS } from './interop/real-servers.ts';
import { STORIES } from './interop/server-stories.ts';
import { FLOW } from './tidy/flow.ts';

const ROOT = new URL('../', import.meta.url);
const README = await readFile(new URL('README.md', ROOT), 'utf8');

function verdictsOf({ breaks }: Specimen): readonly Verdict[] {
  return breaks.map((ruleId) => ({ ruleId, level: 'must', outcome: 'fail', evidence: '' }));
}

describe('the README', () => {
  it('shows what the virtual demo really prints', async () => {
    const { stdout } = await fakeStata('demo', 'two-eight-twelve', '--virtual');
    expect(blocks('text')).toContain(stdout.replace(/ +$/gm, ''));
  });

  it('names every folder of src/, in the order of the flow', async () => {
    const named = [...README.matchAll(/^\| `(\w+)\/`\s+\|/gm)].map(([, folder]) => folder);
    const entries = await readdir(new URL('src/', ROOT), { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(named).toEqual(FLOW.filter((folder) => folders.includes(folder)));
    expect(named).toHaveLength(folders.length);
  });

  it('lists every difference from stata-mcp', () => {
    for (const { what, upstream, mended } of FAKE_STATA.differences) {
      expect(README).toContain(`| ${what} | ${upstream} | ${mended} |\n`);
    }
  });

  it('lists every specimen of the zoo, and what it breaks', () => {
    const zoo = SPECIMENS.map((specimen) => ({ specimen, verdicts: verdictsOf(specimen) }));
    expect(README).toContain(formatZooMatrix(zoo));
  });

  it('lists what real proxies break, with which settings', () => {
    expect(README).toContain(formatProxyTable([...PROXY_SETTINGS, ...FAULTS]));
  });

  it('lists every server that the contract is tried on, with the rules that it is known to break', () => {
    for (const key of REAL_SERVER_KEYS) {
      const start = `| ${REAL_SERVERS[key].name} |`;
      const row = README.split('\n').find((line) => line.startsWith(start)) ?? '';
      const named = row.slice(start.length).split(/[\s|]+/);
      expect(named, start).toEqual(expect.arrayContaining([...STORIES[key].breaks]));
      for (const id of STORIES[key].keeps) expect(named, start).not.toContain(id);
    }
  });

  it('has a scenario that loads', () => {
    for (const text of blocks('yaml')) expect(() => parseScenario(text, 'README.md')).not.toThrow();
  });

  it('has code that runs and prints what it says it prints', async () => {
    const [code = ''] = blocks('ts');
    const index = new URL('src/index.ts', ROOT).href;
    const printed: string[] = [];
    const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'example.ts');
    const source = code.replace("'fake-stata'", `'${index}'`).replace('console.log', 'print');
    await writeFile(file, `export default async (print) => {\n${asBody(source)}\n};\n`);
    const { default: example } = await import(file);
    await example((name: string, times: readonly number[]) =>
      printed.push(`// ${name} [ ${times.join(', ')} ]`),
    );
    expect(printed).toEqual(code.split('\n').filter((line) => line.startsWith('//')));
  });

  it('offers commands that there are', async () => {
    const { scripts } = JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8'));
    const used = blocks('sh').flatMap((block) => [
      ...block.matchAll(/^npm (?:run (?:-s )?)?([\w-]+)/gm),
    ]);
    expect(used.length).toBeGreaterThan(5);
    for (const [, name = ''] of used) expect(['ci', ...Object.keys(scripts)]).toContain(name);
  });
});

/** The contents of the code blocks in a language. */
function blocks(language: string): readonly string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm');
  return [...README.matchAll(fence)].map(([, content = '']) => content);
}

/** A module's text as the body of a function: its static import becomes a dynamic one. */
function asBody(source: string): string {
  return source.replace(/^import (\{.*\}) from ('.*');$/m, 'const $1 = await import($2);');
}
