import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { findCommand } from '../../engine/find-command.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import type { Subcommand } from '../language/subcommands.ts';

/** The settings that have an effect here. All others are only kept, and `c()` shows them. */
const subcommands: readonly Subcommand[] = [
  {
    name: 'more',
    abbreviation: 'mo',
    run: ({ state: { settings } }, value) => {
      settings.isMoreOn = isOn(value);
    },
  },
  {
    name: 'rmsg',
    abbreviation: 'rm',
    run: ({ state: { settings } }, value) => {
      settings.isRmsgOn = isOn(value);
    },
  },
  {
    name: 'trace',
    abbreviation: 'tr',
    run: ({ state: { settings } }, value) => {
      settings.isTraceOn = isOn(value);
    },
  },
  {
    name: 'linesize',
    abbreviation: 'li',
    run: ({ screen }, value) => {
      screen.linesize = whole(value, 40, 255);
    },
  },
  {
    name: 'pagesize',
    abbreviation: 'pa',
    run: ({ state: { settings } }, value) => {
      settings.pagesize = whole(value, 1, 32_000);
    },
  },
  { name: 'obs', run: setObservations },
  { name: 'seed', run: ({ state }, value) => state.random.seed(whole(value, 0, 2 ** 31 - 1)) },
];

const KNOWN = new Set(
  'adosize autotabgraphs cformat coeftabresults conren copycolor dp emptycells fvlabel fvwrap fvwrapon graphics haverdir include_bitmap iterlog level log logtype lstretch matacache matafavor matalibs matalnum matamofirst mataoptimize matastrict matsize max_memory max_preservemem maxdb maxiter maxvar memory min_memory niceness notifyuser pformat pinnable playsnd printcolor processors reventries revkeyboard rng rngstate rngstream scheme scrollbufsize searchdefault segmentsize sformat showbaselevels showcommand showemptycells showomitted smoothfonts sortmethod sortrngstate sortseed tracedepth traceexpand tracehilite traceindent tracenumber tracesep type varabbrev varkeyboard virtual'.split(
    ' ',
  ),
);

const KNOWN_BEGINNING = /^(?:httpproxy|java_|locale_|odbc|python_|timeout|update_)\w+$/;

/** `set more off`, `set linesize 100`, `set rmsg on`, … */
export const setCommand: Command = {
  name: 'set',
  subcommands,
  run: (context, call) => {
    const [, name = '', value = ''] = /^(\S*)\s*([\s\S]*)$/.exec(call.rest) ?? [];
    const plain = value.replace(/,\s*perm(?:anently)?$/, '').trim();
    const setting = findCommand(subcommands, name);
    if (setting !== undefined) return setting.run(context, plain, call);
    if (KNOWN.has(name) || KNOWN_BEGINNING.test(name))
      context.state.settings.others.set(name, plain);
    else throw new StataError(198, 'invalid syntax');
  },
};

function setObservations(context: Context, value: string): void {
  const { dataset } = context.state;
  const before = dataset.observations;
  const number = context.evaluateNumber(value);
  if (!Number.isInteger(number) || number < 0) throw new StataError(198, 'invalid syntax');
  dataset.setObservations(number);
  const [was, now] = [before, number].map((each) => withCommas(String(each)));
  context.screen.say(`Number of observations (_N) was ${was}, now ${now}.\n`);
}

function isOn(value: string): boolean {
  if (value === 'on') return true;
  if (value === 'off') return false;
  throw new StataError(198, 'invalid syntax');
}

function whole(value: string, least: number, most: number): number {
  const number = Number(value);
  if (value === '' || !Number.isInteger(number)) throw new StataError(198, 'invalid syntax');
  if (number < least || number > most) {
    throw new StataError(198, `${value} invalid: must be between ${least} and ${most}`);
  }
  return number;
}
