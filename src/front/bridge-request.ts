/** What may be asked over the bridge; see `bridge.ts`. */
export type BridgeRequest =
  | { readonly do: 'start'; readonly id: number; readonly splash: boolean }
  | {
      readonly do: 'run';
      readonly id: number;
      readonly code: string;
      readonly echo: boolean;
      readonly quietly: boolean;
      /** The working directory of whoever asks. */
      readonly directory: string;
    }
  | {
      readonly do: 'ask';
      readonly id: number;
      readonly question: string;
      readonly arguments: readonly unknown[];
    }
  | { readonly do: 'break'; readonly id: number };

/** Reads one line; undefined when it is no request. */
export function parseBridgeRequest(line: string): BridgeRequest | undefined {
  const fields = fieldsOf(line);
  if (fields === undefined) return undefined;
  const id = typeof fields.id === 'number' ? fields.id : 0;
  switch (fields.do) {
    case 'start':
      return { do: 'start', id, splash: fields.splash === true };
    case 'run':
      return {
        do: 'run',
        id,
        code: textOf(fields.code),
        echo: fields.echo === true,
        quietly: fields.quietly === true,
        directory: textOf(fields.directory),
      };
    case 'ask': {
      const list: readonly unknown[] = Array.isArray(fields.arguments) ? fields.arguments : [];
      return { do: 'ask', id, question: textOf(fields.question), arguments: list };
    }
    case 'break':
      return { do: 'break', id };
    default:
      return undefined;
  }
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
