import { z } from 'zod';
import { Refusal } from '../server/refusal.ts';
import { DEFAULT_SESSION } from '../server/stata-sessions.ts';
import type { DataExtract } from '../stata/dataset/data-extract.ts';
import type { Variable } from '../stata/dataset/variable.ts';
import type { Work } from '../stata/work/effect.ts';
import { joinInChunks, mapInChunks } from '../stata/work/in-chunks.ts';
import { inTimeSlices } from '../stata/work/time-slice.ts';
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
export function dataEndpoint({ sessions, clock }: StataApiOptions): Route {
  return {
    method: 'GET',
    path: '/view_data',
    handle: async ({ query }) => {
      const parsed = parseQuery(query, DataQuery);
      if ('response' in parsed) return parsed.response;
      const { if_condition: condition, session_id, max_rows = ROWS_DEFAULT } = parsed.value;
      const rowsMax = Math.max(ROWS_MIN, max_rows);
      try {
        const id = session_id || DEFAULT_SESSION;
        const seen = await sessions.view(id, { condition: condition || undefined, rowsMax });
        const { variables, observations, rows, count } = seen;
        const about = JSON.stringify({
          columns: variables.map(({ name }) => name),
          dtypes: Object.fromEntries(variables.map(({ name, type }) => [name, dtypeOf(type)])),
          rows: rows.length,
          index: observations,
          total_rows: count,
          displayed_rows: rows.length,
          max_rows: rowsMax,
        });
        const data = await inTimeSlices(jsonOf(rows), clock);
        const body = `{"status":"success","data":[${data}],${about.slice(1)}`;
        return new Response(body, { headers: { 'content-type': 'application/json' } });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return Response.json({ status: 'error', message: error.message }, { status: 500 });
      }
    },
  };
}

/** Rows as JSON, row by row: there may be very many. */
function* jsonOf(rows: DataExtract['rows']): Work<string> {
  const texts = yield* mapInChunks(rows, (row) => JSON.stringify(row), (rows[0]?.length ?? 0) / 10);
  return yield* joinInChunks(texts, ',');
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
