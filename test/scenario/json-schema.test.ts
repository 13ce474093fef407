import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { listScenarios } from '../../src/scenario/built-in-scenarios.ts';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { scenarioText } from './scenario-text.ts';

const SCENARIOS = await listScenarios();

describe('The JSON Schema of scenario files', () => {
  it('is the one that lies beside the scenarios (vitest -u writes it)', async () => {
    const text = JSON.stringify(scenarioJsonSchema(), null, 2);
    await expect(`${text}\n`).toMatchFileSnapshot('../../scenarios/scenario.schema.json');
  });

  it.each(SCENARIOS)('accepts the built-in scenario $name', async ({ file }) => {
    expect(isAccepted(await readFile(file, 'utf8'))).toBe(true);
  });

  it.each([
    ['an unknown step', scenarioText('- prnt: a')],
    ['two things in a step', scenarioText('- { print: a, wait: 1s }')],
    ['a number for a duration', scenarioText('- wait: 2')],
    ['a repeat of a wrong step', scenarioText('- { repeat: 2, do: [{ print: 1 }] }')],
    ['an unknown key', `${scenarioText('- print: a')}stages: []\n`],
    ['an answer without a command', 'name: a\nabout: b\ncommands: [{ times: 1 }]\n'],
    [
      'a result that is none',
      'name: a\nabout: b\ncommands: [{ when: a, do: [{ returns: { a: 1 } }] }]\n',
    ],
    ['an unknown word', scenarioText('- hagn')],
  ])('refuses %s', (_what, text) => {
    expect(isAccepted(text)).toBe(false);
  });

  it('explains every key', () => {
    const described = z.object({ description: z.string() });
    const unexplained = propertiesIn(scenarioJsonSchema()).filter(
      ([key, schema]) => key !== 'do' && !described.safeParse(schema).success,
    );
    expect(unexplained).toEqual([]);
    expect(propertiesIn(scenarioJsonSchema()).map(([key]) => key)).toContain('message');
  });
});

function isAccepted(text: string): boolean {
  return z.fromJSONSchema({ ...scenarioJsonSchema() }).safeParse(parse(text)).success;
}

/** Each key that a mapping may have anywhere in a JSON Schema, with the schema of its value. */
function propertiesIn(schema: object): readonly (readonly [string, unknown])[] {
  return Object.entries(schema).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    return [...(key === 'properties' ? Object.entries(value) : []), ...propertiesIn(value)];
  });
}
