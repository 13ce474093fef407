import type { Host } from '../host/host.ts';

/** The folders of programs that have names, and where they are in an installation. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ['STATA', ''],
  ['BASE', 'ado/base/'],
  ['SITE', 'ado/site/'],
  ['PLUS', 'ado/plus/'],
  ['PERSONAL', 'ado/personal/'],
  ['OLDPLACE', 'ado/'],
]);

/** Where Stata looks for programs that nobody has defined, and for the files that belong to them. */
export class AdoPath {
  /** Names of folders, or folders, in the order in which they are looked at. */
  entries: readonly string[] = ['BASE', 'SITE', '.', 'PERSONAL', 'PLUS', 'OLDPLACE'];
  /** The folders that `sysdir set` has changed, by their names. */
  readonly #moved = new Map<string, string>();

  /** The folder of a name such as `PLUS`; undefined for a name that means none. */
  named(name: string, host: Host): string | undefined {
    const folder = FOLDERS.get(name);
    return (
      this.#moved.get(name) ?? (folder === undefined ? undefined : host.installDirectory + folder)
    );
  }

  move(name: string, folder: string): void {
    this.#moved.set(name, folder.endsWith('/') ? folder : `${folder}/`);
  }

  folderOf(entry: string, host: Host): string {
    return this.named(entry, host) ?? entry;
  }

  /** The first file of a name on the path: in a folder, or in that of its first letter inside. */
  find(name: string, host: Host): string | undefined {
    // Only plain names: others could lead out of the folders.
    if (!/^\w[\w.-]*$/.test(name)) return undefined;
    const letter = name[0]?.toLowerCase() ?? '';
    return this.entries
      .map((entry) => this.folderOf(entry, host).replace(/\/$/, ''))
      .flatMap((folder) => [`${folder}/${name}`, `${folder}/${letter}/${name}`])
      .find((path) => host.files.kindOf(path) === 'file');
  }
}
