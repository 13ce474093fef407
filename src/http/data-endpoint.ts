import { z } from 'zod';
import { Refusal } from '../server/refusal.ts';
import { DEFAULT_SESSION } from '../server/stata-sessions.ts';
import type { Variable } from '../stata/dataset/variable.ts';
import { parseQuery, wholeNumberText } from './fast-api-input.ts';
import type { Route } from './route.ts';
import type { StataApiOptions } from './stata-api-options.ts';

/** How many rows are sent when nobody says how many, and how many whatever is said. */
const ROWS_DEFAULT = 10_000;
const ROWS_MIN = 100;

const DataQuery = z.object({
  if_condition: z.string().optional(),
  session_id: z.string().optional(),
  max_rows: wholeNumberText.optional(),
});

/** `GET /view_data`: the data in a session's memory, as pandas would have them. */
export function dataEndpoint({ sessions }: StataApiOptions): Route {
  return {
    method: 'GET',
    path: '/view_data',
    handle: ({ query }) => {
      const parsed = parseQuery(query, DataQuery);
      if ('response' in parsed) return parsed.response;
      const { if_condition: condition, session_id, max_rows = ROWS_DEFAULT } = parsed.value;
      const rowsMax = Math.max(ROWS_MIN, max_rows);
      try {
        const { variables, observations, rows } = sessions.view(
          session_id || DEFAULT_SESSION,
          condition || undefined,
        );
        const shown = rows.slice(0, rowsMax);
        return Response.json({
          status: 'success',
          data: shown,
          columns: variables.map(({ name }) => name),
          dtypes: Object.fromEntries(variables.map(({ name, type }) => [name, dtypeOf(type)])),
          rows: shown.length,
          index: observations.slice(0, rowsMax),
          total_rows: rows.length,
          displayed_rows: shown.length,
          max_rows: rowsMax,
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return Response.json({ status: 'error', message: error.message }, { status: 500 });
      }
    },
  };
}

function dtypeOf(type: Variable['type']): string {
  switch (type) {
    case 'byte':
      return 'int8';
    case 'int':
      return 'int16';
    case 'long':
      return 'int32';
    case 'float':
      return 'float32';
    case 'double':
      return 'float64';
    default:
      return 'object';
  }
}
