import { z } from 'zod';

/** An event as it is stored in a Redis stream. */
export interface StoredEntry {
  /** The entry's id, such as `12-0`. */
  readonly id: string;
  /** The SDK's name for the event's stream. */
  readonly stream: string;
  /** The message, as JSON. */
  readonly message: string;
}

const Entry = z
  .tuple([z.string(), z.tuple([z.string(), z.string(), z.string(), z.string()])])
  .transform(([id, [, stream, , message]]): StoredEntry => ({ id, stream, message }));

const Entries = z.array(Entry);
/** Of the one stream that was asked for; null when nothing came in time. */
const Read = z.array(z.tuple([z.string(), Entries])).nullable();

/** @param reply - to XRANGE */
export function parseEntries(reply: unknown): readonly StoredEntry[] {
  return Entries.parse(reply);
}

/** @param reply - to XREAD of one stream */
export function parseRead(reply: unknown): readonly StoredEntry[] {
  return Read.parse(reply)?.[0]?.[1] ?? [];
}
