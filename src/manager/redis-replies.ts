import { RequestIdSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

/** An event as it is stored in a Redis stream. */
export interface StoredEntry {
  /** The event's id: they count up by one, over all streams of a session. */
  readonly id: number;
  /** The SDK's name for the event's stream. */
  readonly stream: string;
  /** The message, as JSON. */
  readonly message: string;
  /** The requests that wait for their answers on that stream, after this event; null if it answers none. */
  readonly waiting: readonly (string | number)[] | null;
}

const Waiting = z
  .string()
  .transform((json): unknown => JSON.parse(json))
  .pipe(z.array(RequestIdSchema).nullable());

const Fields = z.tuple([
  z.literal('stream'),
  z.string(),
  z.literal('message'),
  z.string(),
  z.literal('waiting'),
  Waiting,
]);

const Entry = z.tuple([z.string().regex(/^\d{1,15}-0$/), Fields]).transform(
  ([id, [, stream, , message, , waiting]]): StoredEntry => ({
    id: Number.parseInt(id, 10),
    stream,
    message,
    waiting,
  }),
);

const Entries = z.array(Entry);
/** Of the one stream that was asked for; null when nothing came in time. */
const Read = z.array(z.tuple([z.string(), Entries])).nullable();
const Cursors = z.array(z.string().regex(/^\d{1,15}$/)).transform((texts) => texts.map(Number));
const Taken = z
  .array(
    z
      .string()
      .transform((json): unknown => JSON.parse(json))
      .pipe(z.tuple([z.string(), z.string()])),
  )
  .nullable();

/** An entry's fields and values, as XADD takes them. */
export function fieldsOf({ stream, message, waiting }: Omit<StoredEntry, 'id'>): readonly string[] {
  return ['stream', stream, 'message', message, 'waiting', JSON.stringify(waiting)];
}

/** @param reply - to XRANGE or XREVRANGE */
export function parseEntries(reply: unknown): readonly StoredEntry[] {
  return Entries.parse(reply);
}

/** @param reply - to XREAD of one stream */
export function parseRead(reply: unknown): readonly StoredEntry[] {
  return Read.parse(reply)?.[0]?.[1] ?? [];
}

/** @param reply - to HVALS of the readers */
export function parseCursors(reply: unknown): readonly number[] {
  return Cursors.parse(reply);
}

/** @param reply - to LPOP of what was taken over; pairs of a session and a stream */
export function parseTaken(
  reply: unknown,
): readonly (readonly [session: string, stream: string])[] {
  return Taken.parse(reply) ?? [];
}
