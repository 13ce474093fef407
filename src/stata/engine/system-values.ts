import { dayMonthYear, hoursMinutesSeconds } from '../format/calendar.ts';
import type { Host } from '../host/host.ts';
import type { Screen } from '../output/screen.ts';
import { MACRO_LENGTH_MAX } from '../value/macro-length.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { SessionState } from './session-state.ts';

/** What the values depend on. */
export interface SystemWorld {
  readonly state: SessionState;
  readonly host: Host;
  readonly screen: Screen;
  readonly localTime: () => Date;
}

const VALUES: Readonly<Record<string, (world: SystemWorld) => Value>> = {
  current_date: ({ localTime }) => dayMonthYear(localTime()),
  current_time: ({ localTime }) => hoursMinutesSeconds(localTime()),
  rmsg_time: () => 0,
  rc: ({ state }) => state.returnCode,
  stata_version: ({ host }) => host.version,
  version: ({ host }) => host.version,
  userversion: ({ host }) => host.version,
  born_date: () => '01 Jan 2026',
  edition: ({ host }) => (host.edition === 'be' ? 'BE' : 'SE'),
  edition_real: ({ host }) => host.edition.toUpperCase(),
  flavor: ({ host }) => (host.edition === 'be' ? 'IC' : 'SE'),
  bit: () => 64,
  SE: ({ host }) => (host.edition === 'be' ? 0 : 1),
  MP: ({ host }) => (host.edition === 'mp' ? 1 : 0),
  processors: ({ host }) => (host.edition === 'mp' ? 2 : 1),
  processors_max: ({ host }) => (host.edition === 'mp' ? 2 : 1),
  processors_lic: ({ host }) => (host.edition === 'mp' ? 2 : 1),
  processors_mach: () => 2,
  mode: ({ host }) => (host.mode === 'batch' ? 'batch' : ''),
  console: ({ host }) => (host.os === 'Unix' ? 'console' : ''),
  os: ({ host }) => host.os,
  osdtl: () => '',
  machine_type: ({ host }) => (host.os === 'Unix' ? 'PC (64-bit x86-64)' : host.os),
  byteorder: () => 'lohi',
  hostname: () => 'localhost',
  username: ({ host }) => host.environment.USER ?? '',
  dirsep: () => '/',
  pwd: ({ host }) => host.files.workingDirectory,
  tmpdir: ({ host }) => host.temporaryDirectory,
  sysdir_stata: ({ host }) => host.installDirectory,
  sysdir_base: ({ state, host }) => state.adoPath.named('BASE', host) ?? '',
  sysdir_site: ({ state, host }) => state.adoPath.named('SITE', host) ?? '',
  sysdir_plus: ({ state, host }) => state.adoPath.named('PLUS', host) ?? '',
  sysdir_personal: ({ state, host }) => state.adoPath.named('PERSONAL', host) ?? '',
  sysdir_oldplace: ({ state, host }) => state.adoPath.named('OLDPLACE', host) ?? '',
  adopath: ({ state }) => state.adoPath.entries.join(';'),
  N: ({ state }) => state.dataset.observations,
  k: ({ state }) => state.dataset.variables.length,
  width: () => 0,
  changed: ({ state }) => (state.dataset.isChanged ? 1 : 0),
  filename: ({ state }) => state.dataset.filename,
  filedate: () => '',
  frame: ({ state }) => state.frameName,
  linesize: ({ screen }) => screen.linesize,
  pagesize: ({ state }) => state.settings.pagesize,
  more: ({ state }) => (state.settings.isMoreOn ? 'on' : 'off'),
  rmsg: ({ state }) => (state.settings.isRmsgOn ? 'on' : 'off'),
  trace: ({ state }) => (state.settings.isTraceOn ? 'on' : 'off'),
  pi: () => Math.PI,
  alpha: () => 'a b c d e f g h i j k l m n o p q r s t u v w x y z',
  ALPHA: () => 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z',
  Mons: () => 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  Months: () =>
    'January February March April May June July August September October November December',
  Weekdays: () => 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
  maxdouble: () => 2 ** 1022 * (2 - 2 ** -52),
  mindouble: () => -(2 ** 1022 * (2 - 2 ** -52)),
  smallestdouble: () => 2 ** -1022,
  epsdouble: () => 2 ** -52,
  maxfloat: () => 1.70141173319e38,
  minfloat: () => -1.70141173319e38,
  epsfloat: () => 2 ** -23,
  maxlong: () => 2_147_483_620,
  minlong: () => -2_147_483_647,
  maxint: () => 32_740,
  minint: () => -32_767,
  maxbyte: () => 100,
  minbyte: () => -127,
  macrolen: () => MACRO_LENGTH_MAX,
  max_macrolen: () => MACRO_LENGTH_MAX,
  cmdlen: () => MACRO_LENGTH_MAX,
  max_cmdlen: () => MACRO_LENGTH_MAX,
  namelenchar: () => 32,
  maxvar: ({ state }) => Number(state.settings.others.get('maxvar') ?? 5000),
  level: ({ state }) => Number(state.settings.others.get('level') ?? 95),
  hasjava: () => '',
  max_N_theory: () => 1_099_511_627_775,
};

/** The value of `c(name)`; undefined for an unknown name. Other settings are as `set` was given them. */
export function systemValue(name: string, world: SystemWorld): Value | undefined {
  if (Object.hasOwn(VALUES, name)) return VALUES[name]?.(world) ?? MISSING;
  return world.state.settings.others.get(name);
}
