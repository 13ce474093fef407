import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { openChromium } from '../browser/chromium.ts';
import type { EmptyProject } from './empty-project.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

const htmlOf = (script: string): string =>
  '<!doctype html><title>A page</title><link rel="icon" href="data:,">' +
  `<body style="white-space: pre-line"><script type="module" src="${script}"></script>`;

/**
 * Pages of a stranger's, each with code of its own, built by Vite with the worker of MSW beside them.
 *
 * @returns where they are
 */
export async function buildPages(
  project: EmptyProject,
  codes: Readonly<Record<string, string>>,
): Promise<string> {
  const pages = Object.keys(codes).map((name) => `${name}.html`);
  const config = { build: { rollupOptions: { input: pages } } };
  await project.write('vite.config.js', `export default ${JSON.stringify(config)};\n`);
  for (const [name, code] of Object.entries(codes)) {
    await project.write(`${name}.html`, htmlOf(`${name}.ts`));
    await project.write(`${name}.ts`, code);
  }
  const init = await project.run('msw', 'init', 'public', '--no-save');
  if (init.exitCode !== 0) throw new Error(init.output);
  const { exitCode, output } = await project.run('vite', 'build');
  // What is of Node is left out of a page with a warning, and fails where it is used.
  if (exitCode !== 0 || /externalized/i.test(output)) throw new Error(output);
  return join(project.folder, 'dist');
}

/** What a page shows when it is done, what it complained of, and what it asked its server for. */
export interface Visit {
  readonly shown: readonly string[];
  readonly complaints: readonly string[];
  readonly asked: readonly string[];
}

/**
 * Opens one of the pages in a browser that reaches nobody but their server, and waits until it shows a
 * text.
 */
export async function visit(folder: string, name: string, until: string): Promise<Visit> {
  await using stack = new AsyncDisposableStack();
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const file = join(folder, url);
    if (!existsSync(file)) response.writeHead(404).end();
    else {
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
      createReadStream(file).pipe(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.defer(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const browser = await openChromium('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
  stack.defer(() => browser.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(`http://127.0.0.1:${address.port}/${name}.html`);
  await page.getByText(until).waitFor();
  const shown = (await page.locator('body').innerText()).split('\n').filter((line) => line !== '');
  return { shown, complaints, asked };
}
