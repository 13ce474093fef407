import { z } from 'zod';

/** A whole number, as pydantic reads it from a text. */
export const wholeNumberText = z
  .string()
  .regex(/^\s*[+-]?\d+(?:_\d+)*(?:\.0+)?\s*$/)
  .transform((text) => Number(text.replaceAll('_', '')))
  .refine(Number.isSafeInteger);

/** Input that doesn't fit: what FastAPI answers then. */
interface Invalid {
  readonly response: Response;
}

/**
 * Reads a query. Of what is there twice, the last counts.
 *
 * @returns the parameters, or FastAPI's 422
 */
export function parseQuery<Shape extends z.ZodRawShape>(
  query: URLSearchParams,
  schema: z.ZodObject<Shape>,
): { readonly value: z.output<z.ZodObject<Shape>> } | Invalid {
  const given = Object.fromEntries(query);
  const result = schema.safeParse(given);
  if (result.success) return { value: result.data };
  const names = new Set(result.error.issues.map(({ path }) => String(path[0])));
  return unprocessable(
    [...names].map((name) => {
      const input = given[name];
      if (input === undefined) return missing(['query', name], null);
      return {
        type: 'int_parsing',
        loc: ['query', name],
        msg: 'Input should be a valid integer, unable to parse string as an integer',
        input,
      };
    }),
  );
}

const ToolRequest = z.object({
  tool: z.string(),
  parameters: z.record(z.string(), z.unknown()),
});

/**
 * Reads the body of `POST /v1/tools`.
 *
 * @returns it, or FastAPI's 422
 */
export async function parseToolRequest(
  request: Request,
): Promise<{ readonly value: z.output<typeof ToolRequest> } | Invalid> {
  const text = await request.text();
  if (text === '') return unprocessable([missing(['body'], null)]);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    const ctx = { error: 'Expecting value' };
    return unprocessable([
      { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx },
    ]);
  }
  const result = ToolRequest.safeParse(body);
  if (result.success) return { value: result.data };
  return unprocessable(result.error.issues.map(({ path }) => bodyProblem(body, path[0])));
}

function bodyProblem(body: unknown, field: PropertyKey | undefined): object {
  if (field === undefined) {
    const msg = 'Input should be a valid dictionary or object to extract fields from';
    return { type: 'model_attributes_type', loc: ['body'], msg, input: body };
  }
  const loc = ['body', String(field)];
  const input = new Map(Object.entries(Object(body))).get(String(field));
  if (input === undefined) return missing(loc, body);
  if (field === 'tool') {
    return { type: 'string_type', loc, msg: 'Input should be a valid string', input };
  }
  return { type: 'dict_type', loc, msg: 'Input should be a valid dictionary', input };
}

function missing(loc: readonly string[], input: unknown): object {
  return { type: 'missing', loc, msg: 'Field required', input };
}

function unprocessable(detail: readonly object[]): Invalid {
  return { response: Response.json({ detail }, { status: 422 }) };
}
