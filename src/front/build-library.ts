import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SOURCE = fileURLToPath(new URL('c/libstata.c', import.meta.url));

/** What the library is called in each edition. */
const NAMES = ['libstata-mp.so', 'libstata-se.so', 'libstata.so'];

export interface BuiltLibrary {
  readonly libraries: readonly string[];
  readonly withoutLibraries?: string;
}

/** A text as a literal of C's, in UTF-8. Octal escapes end after three digits, whatever follows. */
function cString(text: string): string {
  const bytes = [...new TextEncoder().encode(text)].map((byte) => {
    const isPlain = /[\w ./-]/.test(String.fromCharCode(byte)) && byte < 0x80;
    return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${bytes.join('')}"`;
}

/** Compiles the shared library, which programs load to have Stata in their own process. */
export async function buildLibrary(about: {
  readonly node: string;
  readonly entry: string;
  readonly directory: string;
  readonly edition: string;
  readonly version: number;
}): Promise<BuiltLibrary> {
  const { directory } = about;
  const [first = '', ...others] = NAMES.map((name) => join(directory, name));
  const defines = Object.entries(about).map(
    ([name, value]) => `-D${name.toUpperCase()}=${cString(String(value))}`,
  );
  const args = ['-shared', '-fPIC', '-O2', '-pthread', ...defines, '-o', first, SOURCE];
  try {
    await promisify(execFile)('cc', args);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = isMissing ? 'there is no C compiler (cc)' : `cc failed: ${String(error)}`;
    return { libraries: [], withoutLibraries: why };
  }
  for (const other of others) await cp(first, other);
  return { libraries: [first, ...others] };
}
