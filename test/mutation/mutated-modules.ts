import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applied, type Mutant } from './mutant.ts';
import { ROOT, reaching, type Sources } from './sources.ts';

const DESCRIBED = new URL('described.ts', import.meta.url).href;
const HERE = 'test/mutation/';

/**
 * Loads the repository's modules, with one mutant at a time in them: what leads to it is loaded anew,
 * and all others are there already.
 */
export class MutatedModules {
  readonly #sources: Sources;
  readonly #plain = new Map<string, string>();
  #affected: ReadonlySet<string> = new Set();
  #mutant: Mutant | null = null;
  #generation = 0;

  constructor(sources: Sources) {
    this.#sources = sources;
    registerHooks({
      resolve: (specifier, context, next) => {
        const isTest = context.parentURL?.startsWith(new URL('../', import.meta.url).href) ?? false;
        const isOurs = context.parentURL?.split('?')[0] === DESCRIBED;
        if (specifier === 'vitest' && isTest && !isOurs) {
          return { url: DESCRIBED, shortCircuit: true };
        }
        const resolved = next(specifier, context);
        const file = fileOf(resolved.url);
        if (file === null || !this.#affected.has(file)) return resolved;
        return { ...resolved, url: `${resolved.url.split('?')[0]}?${this.#generation}` };
      },
      load: (url, context, next) => {
        const source = this.#sourceOf(fileOf(url));
        return source === null
          ? next(url, context)
          : { format: 'module', source, shortCircuit: true };
      },
    });
  }

  /** From now on what is imported has this mutant in it. */
  mutate(mutant: Mutant | null): void {
    this.#mutant = mutant;
    this.#generation += 1;
    this.#affected = mutant === null ? new Set() : reaching([mutant.file], this.#sources);
  }

  async import(file: string): Promise<unknown> {
    const url = new URL(`../../${file}`, import.meta.url).href;
    const isAffected = this.#affected.has(file);
    return await import(isAffected ? `${url}?${this.#generation}` : url);
  }

  #sourceOf(file: string | null): string | null {
    const text = file === null ? undefined : this.#sources.texts.get(file);
    if (file === null || text === undefined) return null;
    if (this.#mutant?.file === file) return stripTypeScriptTypes(applied(this.#mutant, text));
    const plain = this.#plain.get(file) ?? stripTypeScriptTypes(text);
    this.#plain.set(file, plain);
    return plain;
  }
}

/** The file of the repository at a URL; null for what is none, and for what tries the mutants. */
function fileOf(url: string): string | null {
  if (!url.startsWith('file:')) return null;
  const file = relative(ROOT, fileURLToPath(url));
  return file.startsWith('..') || file.startsWith(HERE) || file.startsWith('node_modules')
    ? null
    : file;
}
