import { readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isInside } from '../stata/host/is-inside.ts';
import { Refusal } from './refusal.ts';

/** How long a do-file may be, in bytes. */
const DO_FILE_BYTES_MAX = 1024 * 1024;

export interface DoFile {
  /** Where it really is: absolute, and without links. */
  readonly path: string;
  readonly code: string;
}

/**
 * Reads a do-file for a client, at one go: virtual time must not move on while a file is being read.
 *
 * @param file - absolute, or relative to the root
 * @param root - the folder that files may lie in, at any depth; links are followed, and must not lead
 *   out of it
 * @throws Refusal when there is no such file, it is longer than 1 MiB, or it lies elsewhere
 */
export function readDoFile(file: string, root: string): DoFile {
  const realRoot = realpathSync(root);
  const path = resolve(realRoot, file);
  // Looked at before the disk is, so that nobody can find out what there is elsewhere.
  const isNamedInside = isInside(path, realRoot) || isInside(path, resolve(root));
  const realPath = isNamedInside ? realPathOf(path, file) : undefined;
  if (realPath === undefined || !isInside(realPath, realRoot)) {
    throw new Refusal(`File is not in ${realRoot}: ${file}`);
  }
  // A device, or a pipe that nobody writes to, would be read for ever.
  const status = statSync(path);
  if (!status.isFile()) throw notFound(file);
  if (status.size > DO_FILE_BYTES_MAX) {
    throw new Refusal(`File is too long: ${file} (at most ${DO_FILE_BYTES_MAX} bytes)`);
  }
  try {
    return { path: realPath, code: readFileSync(path, 'utf8') };
  } catch {
    throw notFound(file);
  }
}

function realPathOf(path: string, file: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw notFound(file);
  }
}

function notFound(file: string): Refusal {
  return new Refusal(`File not found: ${file}`);
}
