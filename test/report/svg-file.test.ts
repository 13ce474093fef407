import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { svg } from '../../src/report/svg-element.ts';
import { formatSvgFile } from '../../src/report/svg-file.ts';
import { fakeStata } from '../cli/fake-stata.ts';
import { hostileText } from '../hostile-text.ts';

const SIZE = { width: 10, height: 10, title: 'A picture.' };

describe('an SVG file', () => {
  it('is well formed whatever was said', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const file = formatSvgFile(svg('text', { id: text }, text), SIZE);
        const inside = /<text id="([^"]*)">([^<]*)<\/text>/.exec(file);
        expect(inside).not.toBeNull();
        // Every ampersand begins an entity, and no control character is left (XML 1.0, 2.2).
        expect(file).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
        expect(file.replaceAll('👩‍💻', '')).not.toMatch(/[^\P{C}\t\n]/u);
        // It would end a section of characters, which a text may not (XML 1.0, 2.4).
        expect(file).not.toContain(']]>');
      }),
    );
  });

  it('is light or dark as its reader’s system is', () => {
    expect(formatSvgFile(svg('g', {}), SIZE)).toContain('@media (prefers-color-scheme:dark)');
  });

  it('is what the README shows, and what demo --svg draws', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'out.svg');
    const { exitCode } = await fakeStata('demo', '--virtual', '--svg', file);
    expect(exitCode).toBe(0);
    await expect(await readFile(file, 'utf8')).toMatchFileSnapshot(
      '../../scenarios/twelve-seconds.svg',
    );
  });

  it('says so when it can’t be written', async () => {
    const { exitCode, stderr } = await fakeStata('demo', '--virtual', '--svg', '/nowhere/x.svg');
    expect([exitCode, stderr.includes('cannot write /nowhere/x.svg')]).toEqual([2, true]);
  });
});
