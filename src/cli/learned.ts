import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../front/make-folder.ts';
import { readRegularFile } from '../scenario/read-regular-file.ts';

/** How long the file may be, in bytes. */
const BYTES_MAX = 64 * 1024;

const schema = z.object({ answered: z.array(z.int()) });

/** Which lessons have been answered: in a file of this user's, and nowhere else. */
export class Learned {
  readonly #file: string;
  readonly #numbers: Set<number>;

  private constructor(file: string, numbers: readonly number[]) {
    this.#file = file;
    this.#numbers = new Set(numbers);
  }

  /** Reads what is known; nothing is where there is no such file, or none that makes sense. */
  static async load(): Promise<Learned> {
    const { XDG_STATE_HOME: home = join(homedir(), '.local', 'state') } = process.env;
    const file = join(home, 'fake-stata', 'learned.json');
    return new Learned(file, await numbersIn(file));
  }

  has(number: number): boolean {
    return this.#numbers.has(number);
  }

  async add(number: number): Promise<void> {
    this.#numbers.add(number);
    await this.#save();
  }

  async forget(): Promise<void> {
    this.#numbers.clear();
    await this.#save();
  }

  /** A home that can't be written to is no reason not to learn. */
  async #save(): Promise<void> {
    try {
      await makeFolder(dirname(this.#file));
      await writeFile(this.#file, `${JSON.stringify({ answered: [...this.#numbers] })}\n`);
    } catch {
      return;
    }
  }
}

async function numbersIn(file: string): Promise<readonly number[]> {
  try {
    return schema.parse(JSON.parse(readRegularFile(file, BYTES_MAX).toString())).answered;
  } catch {
    return [];
  }
}
