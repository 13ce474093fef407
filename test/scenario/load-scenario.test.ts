import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { ScenarioFileError } from '../../src/scenario/scenario-file-error.ts';
import { print, scripted } from '../scenario-of.ts';
import { scenarioText } from './scenario-text.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenario-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('loadScenario', () => {
  it('reads a file, with or without a byte order mark', async () => {
    const text = scenarioText('- print: μ̂ 回归');
    const plain = await file('plain.yaml', text);
    const marked = await file('marked.yaml', `\ufeff${text}`);
    expect(scripted(await loadScenario(plain)).script).toEqual([print('μ̂ 回归')]);
    expect(await loadScenario(marked)).toEqual(await loadScenario(plain));
  });

  it('names the file as it was given when what is in it is wrong', async () => {
    const path = await file('wrong.yaml', scenarioText('- prnt: a'));
    const thrown = loadScenario(path);
    await expect(thrown).rejects.toBeInstanceOf(ScenarioError);
    await expect(thrown).rejects.toThrow(`${path}:4:5: unknown step "prnt"`);
  });

  it.each([
    ['is not there', () => join(folder, 'none.yaml'), 'there is no such file'],
    ['is a folder', () => folder, 'it is a folder'],
    ['never ends', () => '/dev/zero', 'it is not a regular file'],
    [
      'is too large',
      () => file('large.yaml', ' '.repeat(1024 * 1024 + 1)),
      'it has more than 1048576 bytes',
    ],
    [
      'is not UTF-8',
      () => file('latin1.yaml', Buffer.from('name: \xe9', 'latin1')),
      'no text in UTF-8',
    ],
    ['has no possible name', () => 'a\0b', 'null bytes'],
  ])('says in one line that a file %s', async (_what, given, reason) => {
    const path = await given();
    const thrown = loadScenario(path);
    await expect(thrown).rejects.toBeInstanceOf(ScenarioFileError);
    await expect(thrown).rejects.toThrow(reason);
    await expect(thrown).rejects.toThrow(/^cannot read the scenario [^\n]+$/);
  });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
