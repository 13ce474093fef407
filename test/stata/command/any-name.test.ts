import { expect, it } from 'vitest';
import { COMMANDS } from '../../../src/stata/command/commands.ts';
import { Rig } from '../run-do.ts';

/** What every object of JavaScript has, whoever made it. */
const NAMES = Object.getOwnPropertyNames(Object.prototype);

/** Where else names stand than after commands. */
const PLACES = [
  ...['display "{NAME}{c NAME}{NAME:a}"', 'display ustrregexm("a", "[[:NAME:]]")', 'display NAME'],
  ...['display NAME(1)', 'display c(NAME) r(NAME)', 'display %NAME 1', "display `: env NAME'"],
  ...[
    "display `: list x NAME x'",
    "display `: list NAME x'",
    "display `: NAME x'",
    'matrix A = NAME(1)',
  ],
  ...['scatter x\ngraph export a.NAME', 'graph export a.png, as(NAME)', 'set NAME 1', 'NAME'],
  ...['egen NAME = NAME(x)', 'collapse (NAME) x', 'sysdir set NAME a', 'adopath + NAME', 'NAME: x'],
];

it.each(NAMES)('%s is a name like any other', async (name) => {
  const lines = [
    ...COMMANDS.flatMap((command) => [
      ...[`${command.name} NAME`, `${command.name} x, NAME`, `${command.name} x, NAME(NAME)`],
      ...(command.subcommands ?? []).map((each) => `${command.name} ${each.name} NAME`),
    ]),
    ...PLACES,
  ].map((line) => line.replaceAll('NAME', name));
  const rig = new Rig();
  await rig.run('set obs 3\ngenerate x = _n');
  const kept = rig.session.state.dataset.clone();
  for (const line of lines) {
    rig.session.state.dataset.replaceBy(kept);
    expect(await rig.run(`capture noisily ${line}`), line).not.toContain('native code');
  }
});
