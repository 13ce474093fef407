import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { ManagerName } from '../../manager/managers.ts';
import type { ManagerSource } from '../message/page-message.ts';

/** How a manager's code marks the line on which bytes wait. */
const MARKER = 'Here the bytes wait.';

/** The file of each manager, in `manager/`. */
const FILES: Readonly<Record<ManagerName, string>> = {
  buffered: 'buffered-manager',
  'buffered-json': 'buffered-manager',
  streaming: 'streaming-manager',
  'option-1-as-printed': 'option-1-as-printed',
  'option-1-hardened': 'option-1-hardened',
};

/** Written in TypeScript in the repository, in JavaScript in the published package. */
const EXTENSION = extname(import.meta.url);

/** A manager's own code, as it runs. */
export async function managerSource(name: ManagerName): Promise<ManagerSource> {
  const file = `manager/${FILES[name]}${EXTENSION}`;
  const text = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
  const line = text.split('\n').findIndex((each) => each.includes(MARKER));
  const folder = EXTENSION === '.ts' ? 'src' : 'dist';
  return { name, file: `${folder}/${file}`, text, waitsAtLine: line < 0 ? null : line + 1 };
}
