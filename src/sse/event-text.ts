/** One event of an event stream. */
export interface StreamEvent {
  /** Its type; default: none is named, and clients take it for `message`. */
  readonly event?: string;
  /** What a client may resume after; default: it has none. */
  readonly id?: string | number;
  readonly data: string;
}

/** An event as it is sent. Of data of several lines each line is named, or it would begin another field. */
export function eventText({ event, id, data }: StreamEvent): string {
  const lines = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...data.split(/\r\n|[\r\n]/).map((line) => `data: ${line}`),
  ];
  return `${lines.join('\n')}\n\n`;
}
