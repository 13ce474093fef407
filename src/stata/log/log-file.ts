import type { FileStore } from '../host/file-store.ts';
import type { Copy } from '../output/screen.ts';

/** A log that is open: it copies what is shown into a file, whole lines at a time. */
export class LogFile implements Copy {
  /** Empty for the one without a name. */
  readonly name: string;
  readonly path: string;
  readonly type: 'text' | 'smcl';
  /** When it was opened, in words. */
  readonly openedAt: string;
  isOn = true;
  readonly #files: FileStore;
  #unwritten = '';

  constructor(options: {
    readonly name: string;
    readonly path: string;
    readonly type: 'text' | 'smcl';
    readonly openedAt: string;
    readonly files: FileStore;
  }) {
    this.name = options.name;
    this.path = options.path;
    this.type = options.type;
    this.openedAt = options.openedAt;
    this.#files = options.files;
  }

  write(text: string, smcl: string): void {
    if (this.isOn) this.#unwritten += this.type === 'text' ? text : smcl;
  }

  /** Writes all complete lines to the disk, as Stata does; on request the incomplete last one, too. */
  flush({ all = false } = {}): void {
    const end = all ? this.#unwritten.length : this.#unwritten.lastIndexOf('\n') + 1;
    if (end === 0) return;
    this.#files.append(this.path, this.#unwritten.slice(0, end));
    this.#unwritten = this.#unwritten.slice(end);
  }

  /** Takes the last line back, as if Stata had died before it was on the disk. */
  cutLastLine(): void {
    this.flush();
    if (this.#unwritten !== '') {
      this.#unwritten = '';
      return;
    }
    const text = this.#files.read(this.path);
    const isWhole = text.endsWith('\n');
    const lastLine = text.lastIndexOf('\n', text.length - 2) + 1;
    this.#files.write(this.path, isWhole ? text.slice(0, lastLine) : text);
  }
}
