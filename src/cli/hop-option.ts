import { InvalidArgumentError, Option } from 'commander';
import { parseUrl } from './options.ts';

/** A way to a server, as it is given on the command line. */
export interface HopOption {
  readonly name: string;
  readonly url: string;
}

/** `--hop name=url`, which must be given and can be repeated. */
export function hopOption(about: string): Option {
  return new Option('--hop <name=url>', about).argParser(addHop).makeOptionMandatory();
}

/** `serve --hop name=url`, whose URL is what the server's own paths are added to. */
export function ownHopOption(): Option {
  return new Option(
    '--hop <name=url>',
    'a way to this server, such as proxy=http://127.0.0.1:8080, for the page to compare; repeatable',
  )
    .argParser((value: string, others: readonly HopOption[]) => {
      const hops = addHop(value, others);
      const url = hops.at(-1)?.url ?? '';
      if (!/[?#]/.test(url)) return hops;
      throw new InvalidArgumentError(`Paths are added to ${url}: it can have no "?" and no "#".`);
    })
    .default([], 'none');
}

function addHop(value: string, others: readonly HopOption[] = []): readonly HopOption[] {
  const [, name, url] = /^([\w.-]+)=(.+)$/.exec(value) ?? [];
  if (name === undefined || url === undefined) {
    throw new InvalidArgumentError(
      'A hop is a name, an equals sign and a URL: server=http://127.0.0.1:4000/mcp.',
    );
  }
  if (others.some((hop) => hop.name === name)) {
    throw new InvalidArgumentError(`There are two hops called ${name}.`);
  }
  return [...others, { name, url: parseUrl(url) }];
}
