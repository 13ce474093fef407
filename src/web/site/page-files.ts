import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { SiteHandler } from '../../http/site.ts';
import { VERSION } from '../../server/version.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Where Vite puts the page: in `dist/`, whether this file runs from there or from `src/`. */
const FOLDER = new URL('../../../dist/web/page/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The names of files with a hash in them never stand for anything else. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The built page, all of it in memory: what isn't listed here can't be had, whatever path is asked.
 *
 * @returns what answers, by path; a page that says what to do where none has been built
 */
export async function pageFiles(): Promise<Readonly<Record<string, SiteHandler>>> {
  const names = await builtFiles();
  const files = await Promise.all(
    names.map(async (name) => [`/${name}`, await fileHandler(name)] as const),
  );
  const { '/index.html': index = notBuilt, ...others } = Object.fromEntries(files);
  return { '/': index, '/interactive': toTheTop, ...others };
}

async function builtFiles(): Promise<readonly string[]> {
  try {
    const found = await readdir(FOLDER, { recursive: true });
    return found.map((name) => name.replaceAll('\\', '/')).filter((name) => extname(name) in TYPES);
  } catch {
    return [];
  }
}

async function fileHandler(name: string): Promise<SiteHandler> {
  const body = await readFile(new URL(name, FOLDER));
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': TYPES[extname(name)] ?? '',
    'cache-control': name.startsWith('assets/') ? FOR_EVER : 'no-cache',
  };
  return async () => new Response(body, { headers });
}

/** stata-mcp has its own page here. */
const toTheTop: SiteHandler = async () =>
  new Response(null, { status: 302, headers: { ...SECURITY_HEADERS, location: '/' } });

const notBuilt: SiteHandler = async () =>
  new Response(
    `fake-stata ${VERSION}: the page has not been built. \`npm run build:page\` builds it, and \`npm start\` does so when it is missing.\n`,
    { status: 503, headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' } },
  );
