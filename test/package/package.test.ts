import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../browser/chromium.ts';
import { buildPages, visit } from './built-page.ts';
import { EmptyProject, pack } from './empty-project.ts';

const ROOT = new URL('../../', import.meta.url);
const README = await readFile(new URL('README.md', ROOT), 'utf8');
const { devDependencies, engines, exports } = JSON.parse(
  await readFile(new URL('package.json', ROOT), 'utf8'),
);

/** The README's examples, in the order of the page. */
const EXAMPLES = [...README.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
const TESTS = EXAMPLES.filter((code) => /from '(?:fake-stata\/)?vitest'/.test(code));
// Those that need containers are run by test/docker; here they are only type-checked.
const WITHOUT_CONTAINERS = TESTS.filter((code) => !code.includes('fake-stata/testcontainers'));
const PAGES = EXAMPLES.filter((code) => code.includes('msw/browser'));
const OF_NODE = EXAMPLES.filter((code) => code.includes("from 'node:test'"));
const OF_JEST = [...README.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
const PROGRAMS = EXAMPLES.filter((code) => ![...TESTS, ...PAGES, ...OF_NODE].includes(code));

/** What the example for Jest leaves out: it is in the one before. */
const OPEN_TARGET = `import {
  createStreamProbeServer, inProcessTarget, Sessions, streamProbeStimulus, VirtualClock,
} from 'fake-stata';
export function openTarget() {
  const clock = new VirtualClock();
  const createServer = () => createStreamProbeServer({ clock });
  const { handle } = new Sessions({ clock, createServer });
  return inProcessTarget({ handle, clock, stimulus: streamProbeStimulus() });
}
`;

const cleanup = new AsyncDisposableStack();
let bare: EmptyProject;
let full: EmptyProject;

beforeAll(async () => {
  bare = cleanup.use(await EmptyProject.create());
  full = cleanup.use(await EmptyProject.create());
  const tarball = await pack(bare.folder);
  const peers = ['msw', 'testcontainers', 'typescript', '@types/node', 'vite', 'vitest'];
  const ours = peers.map((name) => `${name}@${devDependencies[name]}`);
  await Promise.all([bare.install(tarball), full.install(tarball, 'jest@30', ...ours)]);
});

afterAll(() => cleanup.disposeAsync());

describe('in a project with nothing else', () => {
  it('the program runs', async () => {
    const ran = await bare.run('fake-stata', 'demo', 'two-eight-twelve', '--virtual', '--json');
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(ran.output)).toMatchObject({ scenario: 'two-eight-twelve' });
  });

  it('the Stata that it installs runs, with a scenario and without one', async () => {
    expect(await bare.run('fake-stata', 'install', 'stata')).toMatchObject({ exitCode: 0 });
    const code = await bare.write('two.do', 'display 1 + 1\n');
    await bare.write('says.yaml', 'name: s\nabout: a\nscript: [{ print: scripted }]\n');
    const script = `spawnSync('stata/stata-mp', ['-q', 'do', '${code}'], { stdio: ['ignore', 'inherit', 'inherit'] })`;
    const start = `const { spawnSync } = await import('node:child_process'); ${script};
      process.env.FAKE_STATA_SCENARIO = 'says.yaml'; ${script}`;
    const { output } = await bare.node('--input-type=module', '--eval', start);
    expect(output).toMatch(/\. display 1 \+ 1\n2\n[\s\S]*\nscripted\n/);
  });

  it('everything but the kits can be imported, and each kit says whose kit it is', async () => {
    for (const entry of Object.keys(exports)) {
      const name = join('fake-stata', entry);
      const source = `await import('${name}', { with: ${entry.endsWith('.json') ? "{ type: 'json' }" : '{}'} })`;
      const { exitCode, output } = await bare.node('--input-type=module', '--eval', source);
      const peer = ['msw', 'testcontainers', 'vitest'].find((kit) => entry === `./${kit}`);
      if (peer === undefined) expect({ entry, exitCode, output }).toMatchObject({ exitCode: 0 });
      else expect(output).toContain(`Cannot find package '${peer}'`);
    }
  });
});

describe('with the oldest Node that it says it supports', () => {
  const oldest = /[\d.]+/.exec(engines.node)?.[0] ?? '';
  const { platform, arch } = process;
  const node = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const run = (...args: readonly string[]) => bare.run(`../${node}/bin/node`, ...args);

  beforeAll(() => bare.install(`${node}@${oldest}`));

  it.each([
    ['demo two-eight-twelve --virtual', 'First event after 2.0 s'],
    ['zoo drops-the-last-line', '0 broke other rules than they name'],
    ['run two.do --virtual', '. display 1 + 1\n2\n'],
    ['record two.log --as script -o two.yaml', 'two.yaml'],
  ])('%s', { timeout: 60_000 }, async (command, said) => {
    await bare.write('two.do', 'display 1 + 1\n');
    await bare.write('two.log', '. display 1 + 1\n2\n\n. \n');
    const ran = await run('node_modules/.bin/fake-stata', ...command.split(' '));
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.output).toContain(said);
    expect((await run('--version')).output).toMatch(`v${oldest}.`);
  });

  it('every entry can be imported that needs no peer', async () => {
    const names = Object.keys(exports).filter((entry) => !/json$|msw|testc|vitest/.test(entry));
    const source = names.map((entry) => `await import('${join('fake-stata', entry)}');`).join('\n');
    expect(await run('--input-type=module', '--eval', source)).toEqual({ exitCode: 0, output: '' });
  });
});

describe('in a project with the kits’ peers', () => {
  it.each(PROGRAMS.map((code, index) => [index + 1, code] as const))(
    'program %i of the README prints what it says it prints',
    async (index, code) => {
      const file = await full.write(`program-${index}.ts`, code);
      const { exitCode, output } = await full.node(file);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toBe(
        linesToldBy(code)
          .map((line) => `${line}\n`)
          .join(''),
      );
    },
  );

  describe.skipIf(CHROMIUM === undefined)('the README’s page', () => {
    const [code = ''] = PAGES;
    let folder: string;
    beforeAll(async () => {
      const late = code.replace("'streaming'", "'buffered'");
      folder = await buildPages(full, { page: code, late });
    });

    it.each([
      ['each event by itself', 'page', linesToldBy(code)],
      ['all at the end', 'late', linesToldBy(code.replaceAll('// meanwhile', '// after the end'))],
    ])('hears %s, and asks nobody', async (_how, name, expected) => {
      const { shown, complaints, asked } = await visit(folder, name, 'done');
      expect(shown).toEqual(expected);
      expect(complaints).toEqual([]);
      expect(asked.filter((path) => path.startsWith('/mcp'))).toEqual([]);
    });
  });

  it.each(WITHOUT_CONTAINERS.map((code, index) => [index + 1, code] as const))(
    'test %i of the README passes as it stands',
    async (index, code) => {
      await full.write(`readme-${index}.test.ts`, code);
      const { exitCode, output } = await full.run('vitest', 'run', `readme-${index}.test.ts`);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toMatch(/Tests {2}\d+ passed/);
    },
  );

  it('node:test runs its example', async () => {
    const file = await full.write('node.test.ts', OF_NODE.join('\n'));
    const { exitCode, output } = await full.node('--test', file);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toMatch(/ pass [4-9]\d\n/);
    expect(output).toMatch(/﹣ Z05 .*# a proxy before it sends the keep-alive comments/);
  });

  it('Jest runs its example', async () => {
    await full.write('open-target.js', OPEN_TARGET);
    await full.write('streaming.test.js', OF_JEST.join('\n'));
    const jest = join(full.folder, 'node_modules/jest/bin/jest.js');
    const ran = await full.node('--experimental-vm-modules', jest, 'streaming.test.js');
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.output).toMatch(/Tests: {7}\d+ skipped, 5 passed/);
  });

  it('the contract, one test a rule, fails what breaks a rule and nothing else', async () => {
    const example = TESTS.find((code) => code.includes('describeStreamingContract')) ?? '';
    const code = `import { bufferedManager } from 'fake-stata/managers';\n${example}`
      .replace('handle, clock,', 'handle: bufferedManager(handle), clock,')
      .replace('{ skip:', "{ claims: ['T08', 'Z01', 'Z05'], skip:");
    await full.write('broken.test.ts', code);
    const { exitCode, output } = await full.run('vitest', 'run', 'broken.test.ts');
    expect({ exitCode, output }).toMatchObject({ exitCode: 1 });
    expect(output).toMatch(/Tests {2}1 failed \| 1 passed \| \d+ skipped/);
    expect(output).toMatch(/Error: fail: .*b = -?0\.000 .*c = 1\.000/);
  });

  it('the types of every entry fit the README’s examples', async () => {
    await Promise.all(EXAMPLES.map((code, index) => full.write(`typed/${index}.ts`, code)));
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2024'];
    const libs = ['--lib', 'es2024,esnext.disposable,dom', '--types', 'node'];
    const files = EXAMPLES.map((_, index) => `typed/${index}.ts`);
    const checked = await full.run('tsc', ...options, ...libs, '--skipLibCheck', ...files);
    expect(checked).toEqual({ exitCode: 0, output: '' });
  });
});

/** What an example says that it prints. */
function linesToldBy(code: string): readonly string[] {
  return code.split('\n').flatMap((line) => /^\/\/ (.*)/.exec(line)?.[1] ?? []);
}
