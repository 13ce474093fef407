import { z } from 'zod';
import { scenarioSchema } from './scenario-schema.ts';

/** The JSON Schema of a scenario file, with which an editor completes, checks and explains it. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioSchema, { io: 'input' });
}
