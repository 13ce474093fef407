import { realpathSync, statSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import { readRegularFile } from '../scenario/read-regular-file.ts';
import { isInside } from '../stata/host/is-inside.ts';
import { OverlayFiles } from '../stata/host/overlay-files.ts';
import type { PathParts } from '../stata/host/posix-path.ts';
import {
  DO_FILE_BYTES_MAX,
  type DoFile,
  type DoFileStore,
  notFound,
  tooLong,
} from './do-file-store.ts';
import { Refusal } from './refusal.ts';

/**
 * A folder of the disk, of which nobody sees what lies outside: files in it are read at any depth;
 * links are followed, and must not lead out. Nothing is written to it.
 */
export class DiskDoFiles implements DoFileStore {
  readonly path: string;

  /** @param path - which folder; default: the working directory */
  constructor(path = '.') {
    this.path = resolve(path);
  }

  resolve(...paths: readonly string[]): string {
    return resolve(this.path, ...paths);
  }

  parse(path: string): PathParts {
    return parse(path);
  }

  readDoFile(file: string): DoFile {
    const realRoot = realpathSync(this.path);
    const path = resolve(realRoot, file);
    // Looked at before the disk is, so that nobody can find out what there is elsewhere.
    const isNamedInside = isInside(path, realRoot) || isInside(path, this.path);
    const realPath = isNamedInside ? realPathOf(path, file) : undefined;
    if (realPath === undefined || !isInside(realPath, realRoot)) {
      throw new Refusal(`File is not in ${realRoot}: ${file}`);
    }
    const status = statSync(realPath);
    if (status.isFile() && status.size > DO_FILE_BYTES_MAX) throw tooLong(file);
    try {
      return { path: realPath, code: readRegularFile(realPath, DO_FILE_BYTES_MAX).toString() };
    } catch {
      throw notFound(file);
    }
  }

  openFiles(): OverlayFiles {
    return new OverlayFiles(this.path);
  }
}

function realPathOf(path: string, file: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw notFound(file);
  }
}
