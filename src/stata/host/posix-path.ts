/** What Node's `path.posix` does, for where there is no Node. */

/** An absolute path without `.` and `..`. `from` is absolute, and where a relative path begins. */
export function resolvePosix(from: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${from}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What an absolute path is made of. */
export interface PathParts {
  /** The folder that it lies in. */
  readonly dir: string;
  /** Its last part. */
  readonly base: string;
  /** The same without its ending, such as `.do`. */
  readonly name: string;
}

/** @param path - as {@link resolvePosix} gives it */
export function parsePosix(path: string): PathParts {
  const slash = path.lastIndexOf('/');
  const base = path.slice(slash + 1);
  const dot = base.lastIndexOf('.');
  return { dir: path.slice(0, slash) || '/', base, name: dot > 0 ? base.slice(0, dot) : base };
}
