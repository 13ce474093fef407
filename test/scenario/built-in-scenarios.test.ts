import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findScenario, listScenarios } from '../../src/scenario/built-in-scenarios.ts';
import type { ScriptedScenario } from '../../src/scenario/scenario.ts';
import { ScenarioFileError } from '../../src/scenario/scenario-file-error.ts';
import { schedule } from '../../src/scenario/schedule.ts';
import { formatTimeline } from '../../src/timeline/format-event.ts';

/** Longer than this, and nobody watches a demonstration to its end. */
const BEARABLE_MS = 12_000;

const SCENARIOS = await listScenarios();

it('The built-in scenarios are listed by name', () => {
  expect(SCENARIOS.map(({ name }) => name)).toEqual([
    'burst',
    'byte-by-byte',
    'crash-in-mid-log',
    'default',
    'early-error',
    'licence-refused',
    'long-tail',
    'looks-like-a-prompt',
    'looks-like-an-error',
    'more-to-come',
    'one-line-at-the-end',
    'real-code',
    'silent-start',
    'test-streaming',
    'trickle',
    'twelve-seconds',
    'two-eight-twelve',
  ]);
});

describe.each(SCENARIOS)('The built-in scenario $name', ({ name, file }) => {
  it('bears the name of its file, tells what to watch, and ends before one tires of it', async () => {
    const scenario = await findScenario(name);
    expect(scenario.name).toBe(name);
    expect(scenario.about.length).toBeGreaterThan(100);
    if ('script' in scenario) expect(schedule(scenario).endsAtMs).toBeLessThanOrEqual(BEARABLE_MS);
  });

  it('says what its golden schedule says', async () => {
    const scenario = await findScenario(name);
    if (!('script' in scenario)) return;
    await expect(said(scenario)).toMatchFileSnapshot(`schedules/${name}.txt`);
  });

  it('tells editors where its schema is', async () => {
    const [firstLine] = (await readFile(file, 'utf8')).split('\n');
    expect(firstLine).toBe('# yaml-language-server: $schema=scenario.schema.json');
  });
});

describe('findScenario', () => {
  it('finds a built-in scenario by its name, and any by its path', async () => {
    const byName = await findScenario('twelve-seconds');
    expect(byName.reader).toBe('polled');
    expect(await findScenario('scenarios/twelve-seconds.yaml')).toEqual(byName);
  });

  it('names the scenarios there are, and the likeliest, when there is none of that name', async () => {
    const thrown = findScenario('long-tial');
    await expect(thrown).rejects.toBeInstanceOf(ScenarioFileError);
    await expect(thrown).rejects.toThrow(
      `no scenario "long-tial": choose from ${SCENARIOS.map(({ name }) => name).join(', ')}, or give a path ` +
        '(with a slash or a dot in it). Did you mean "long-tail"?',
    );
  });

  it.each(['./long-tail', 'long-tail.yaml', 'no\\where', '..'])(
    'takes %s for a path',
    async (path) => {
      await expect(findScenario(path)).rejects.toThrow(`cannot read the scenario ${path}: `);
    },
  );
});

function said(scenario: ScriptedScenario): string {
  const { emissions, endsAtMs, returnCode } = schedule(scenario);
  return formatTimeline([
    ...emissions.map(({ atMs, output }) => ({ ...output, atMs })),
    { kind: 'ended', returnCode, atMs: endsAtMs },
  ]);
}
