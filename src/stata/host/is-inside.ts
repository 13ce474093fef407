import { relative, resolve, sep } from 'node:path';

/** Whether a path lies in a folder, at any depth, or is that folder. Both are absolute; no link is followed. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
