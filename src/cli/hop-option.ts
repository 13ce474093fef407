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
