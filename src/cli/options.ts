import { InvalidArgumentError, Option } from 'commander';
import {
  isProtocolVersion,
  PROTOCOL_VERSIONS,
  type ProtocolVersion,
} from '../contract/terms/protocol-version.ts';
import { MANAGERS, type ManagerName } from '../manager/managers.ts';
import { BYTES_MAX, EVENTS_MAX } from '../probe/allowance.ts';
import type { ReaderName } from '../scenario/scenario.ts';
import type { ProfileName } from '../server/profile.ts';
import { PROFILES } from '../server/profiles.ts';
import { READERS } from '../server/readers.ts';
import { UsageError } from './usage-error.ts';

/** A parser for one of several names. */
function oneOf<Name extends string>(what: string, names: Readonly<Record<Name, unknown>>) {
  return (value: string): Name => {
    for (const name in names) if (name === value) return name;
    throw new InvalidArgumentError(
      `There is no ${what} "${value}": choose from ${Object.keys(names).join(', ')}.`,
    );
  };
}

/** The names in a table, as a list of the type that they have. */
export function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  const names: Name[] = [];
  for (const name in table) names.push(name);
  return names;
}

const parseManager = oneOf<ManagerName>('manager', MANAGERS);
const parseProfile = oneOf<ProfileName>('profile', PROFILES);
const parseReader = oneOf<ReaderName>('reader', READERS);

/** The managers that `serve` can have at its main endpoint: legacy HTTP+SSE is a transport of its own. */
export type ServedManager = ManagerName | 'legacy-sse';

export function servedManagerOption(): Option {
  const names: Readonly<Record<ServedManager, unknown>> = { ...MANAGERS, 'legacy-sse': null };
  return new Option('--manager <name>', `session manager: ${Object.keys(names).join(', ')}`)
    .argParser(oneOf<ServedManager>('manager', names))
    .default('streaming');
}

export function managersOption(): Option {
  return new Option('--managers <names>', 'session managers to compare, separated by commas')
    .argParser((value) => [...new Set(value.split(',').map((name) => parseManager(name.trim())))])
    .default(['buffered', 'streaming'], 'buffered,streaming');
}

export function readerOption(): Option {
  return new Option(
    '--reader <name>',
    'how the server reads Stata: direct or polled (default: as the scenario says)',
  ).argParser(parseReader);
}

export function profileOption(): Option {
  return new Option('--as <profile>', `whose surface to have: ${Object.keys(PROFILES).join(', ')}`)
    .argParser(parseProfile)
    .default('fake-stata');
}

/** @param flags - both names, where it has another one too */
export function portOption(defaultPort: number, flags = '--port <number>'): Option {
  return new Option(flags, 'port on 127.0.0.1; 0 takes any free one')
    .argParser((value) => {
      const port = Number(value);
      if (/^\d+$/.test(value) && port <= 65_535) return port;
      throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
    })
    .default(defaultPort);
}

export function allowHostOption(): Option {
  return new Option('--allow-host <names>', 'host names to answer to, beside localhost; by commas')
    .argParser((value) => {
      const names = value.split(',').map((name) => name.trim());
      const wrong = names.find((name) => !/^[\w.-]+$|^\[[\da-f:]+\]$/i.test(name));
      if (wrong === undefined) return names;
      throw new InvalidArgumentError(`"${wrong}" is not a host name such as stata.lan or [::1].`);
    })
    .default([], 'none');
}

export function sessionsMaxOption(): Option {
  return new Option('--max-sessions <number>', 'how many sessions there may be at once')
    .argParser((value) => {
      if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
      throw new InvalidArgumentError('A number of sessions is from 1 to 999999.');
    })
    .default(100);
}

export function outputTokensMaxOption(): Option {
  return new Option(
    '--max-output-tokens <number>',
    'how many tokens of output a client is given; 0 for all (default: as the profile says)',
  ).argParser((value) => {
    if (/^\d{1,9}$/.test(value)) return Number(value);
    throw new InvalidArgumentError('A number of tokens is 0 or more, such as 10000.');
  });
}

const MIB = 1024 * 1024;

export function memoryMaxOption(): Option {
  return new Option(
    '--max-memory <MiB>',
    'how much the process may keep for everybody together; default: a quarter of the machine’s',
  ).argParser((value) => {
    const mebibytes = Number(value);
    if (/^\d{1,7}$/.test(value) && mebibytes >= 16) return MIB * mebibytes;
    throw new InvalidArgumentError('A number of MiB is whole and 16 or more, such as 1024.');
  });
}

export function runMaxOption(): Option {
  return new Option('--max-run <seconds>', 'how long a run may take, whatever its client asks for')
    .argParser((value) => {
      const seconds = Number(value);
      if (/^\d{1,7}(\.\d{1,3})?$/.test(value) && seconds > 0) return seconds;
      throw new InvalidArgumentError('A number of seconds is more than 0, such as 600.');
    })
    .default(86_400);
}

export function keepAliveOption(): Option {
  return new Option('--keep-alive <seconds>', 'how long a stream may be silent; 0 for ever')
    .argParser((value) => {
      if (/^\d{1,6}(\.\d{1,3})?$/.test(value)) return Number(value);
      throw new InvalidArgumentError('A number of seconds is 0 or more, such as 15 or 0.5.');
    })
    .default(15);
}

export function speedOption(): Option {
  return new Option('--speed <factor>', 'how many times faster than real time')
    .argParser((value) => {
      const speed = Number(value);
      if (speed > 0 && Number.isFinite(speed)) return speed;
      throw new InvalidArgumentError('A speed is a number greater than 0, such as 1 or 10.');
    })
    .default(1);
}

export function protocolVersionOption(): Option {
  return new Option(
    '--protocol-version <version>',
    'what the client asks for (default: 2025-11-25)',
  ).argParser(parseVersion);
}

function parseVersion(value: string): ProtocolVersion {
  if (isProtocolVersion(value)) return value;
  throw new InvalidArgumentError(`A version is one of ${PROTOCOL_VERSIONS.join(', ')}.`);
}

/** An endpoint. */
export function parseUrl(value: string): string {
  const url = URL.parse(value);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  throw new InvalidArgumentError('An endpoint is a URL that begins with http:// or https://.');
}

/** `--header`, which can be repeated. */
export function headerOption(): Option {
  return new Option('--header <line>', 'sent with every request, such as "X-Key: 1"; repeatable')
    .argParser(addHeader)
    .default({}, 'none');
}

/** How long judging may take. */
export function budgetOption(about: string, seconds: number): Option {
  return new Option('--budget <duration>', about)
    .argParser(parseDuration)
    .default(seconds * 1000, `${seconds}s`);
}

/** How long a server is listened to. */
export function timeMaxOption(): Option {
  return new Option('--max-time <duration>', 'how long all of it may take')
    .argParser(parseDuration)
    .default(600_000, '10m');
}

/** How much of what a server sends is listened to. */
export function bytesMaxOption(): Option {
  return new Option('--max-bytes <number>', 'how many bytes the server may send in all')
    .argParser(parseBytes)
    .default(BYTES_MAX, `${BYTES_MAX / 1024 ** 2}M`);
}

/** How many of a server's events are listened to. */
export function eventsMaxOption(): Option {
  return new Option('--max-events <number>', 'how many events the server may send in all')
    .argParser((value) => {
      if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
      throw new InvalidArgumentError('A number of events is a whole number from 1 to 999999999.');
    })
    .default(EVENTS_MAX);
}

/** @returns bytes */
function parseBytes(value: string): number {
  const [, amount, unit] = /^([1-9]\d{0,11})([kMG]?)$/.exec(value) ?? [];
  const factor = unit === 'G' ? 1024 ** 3 : unit === 'M' ? 1024 ** 2 : unit === 'k' ? 1024 : 1;
  if (amount !== undefined) return Number(amount) * factor;
  throw new InvalidArgumentError('A number of bytes may have a unit: 1000, 64k, 64M or 1G.');
}

/** One more header. */
function addHeader(
  line: string,
  others: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [, name, value] = /^([\w-]+):(.*)$/.exec(line) ?? [];
  if (name !== undefined && value !== undefined) return { ...others, [name]: value.trim() };
  // Not an InvalidArgumentError, which is shown with the argument: there may be a key in it.
  throw new UsageError('--header: A header is a name, a colon and a value: "X-Key: 1".');
}

/** @returns milliseconds */
export function parseDuration(value: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(value) ?? [];
  const factor = unit === 'ms' ? 1 : unit === 's' ? 1000 : 60_000;
  if (amount !== undefined) return Number(amount) * factor;
  throw new InvalidArgumentError('A duration is a number and a unit, such as 500ms, 60s or 2m.');
}
