import { Option } from 'commander';
import { readText } from './read-text.ts';
import { UsageError } from './usage-error.ts';

/** Where a bearer token is to be had from, other than a command line that everybody can see. */
export interface TokenOptions {
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
}

/** Headers from the command line, and a token for one more. */
export interface HeaderOptions extends TokenOptions {
  readonly header: Readonly<Record<string, string>>;
}

/** `--token-file file` */
export function tokenFileOption(): Option {
  return new Option('--token-file <file>', 'a bearer token: the text of a file');
}

/** `--token-env name`; no name by default, or everybody who is probed would be sent what is there. */
export function tokenEnvOption(): Option {
  return new Option('--token-env <name>', 'a bearer token: a variable of the environment');
}

/**
 * The bearer token that options name; undefined when they name none.
 *
 * @throws UsageError when it isn't there, or isn't one; no message has it in it
 */
export async function tokenFrom({
  tokenFile,
  tokenEnv,
}: TokenOptions): Promise<string | undefined> {
  if (tokenFile !== undefined && tokenEnv !== undefined) {
    throw new UsageError('give the token once: --token-file or --token-env');
  }
  if (tokenFile !== undefined) return asToken(await readText(tokenFile), `the file ${tokenFile}`);
  if (tokenEnv === undefined) return undefined;
  const value = process.env[tokenEnv];
  if (value === undefined)
    throw new UsageError(`there is no variable ${tokenEnv} in the environment`);
  return asToken(value, `the variable ${tokenEnv}`);
}

/** All headers that are to be sent. */
export async function headersFrom(
  options: HeaderOptions,
): Promise<Readonly<Record<string, string>>> {
  const token = await tokenFrom(options);
  if (token === undefined) return options.header;
  if (Object.keys(options.header).some((name) => name.toLowerCase() === 'authorization')) {
    throw new UsageError(
      'give the token once: --header Authorization, --token-file or --token-env',
    );
  }
  return { ...options.header, authorization: `Bearer ${token}` };
}

function asToken(text: string, where: string): string {
  const token = text.trim();
  if (/^[!-~]+$/.test(token)) return token;
  throw new UsageError(`${where} has no token in it: that is one word of ASCII`);
}
