import type { Host } from '../host/host.ts';
import type { Screen } from './screen.ts';

const EDITIONS = { mp: 'MP—Parallel Edition', se: 'SE—Standard Edition', be: 'BE—Basic Edition' };

/** What Stata says when it starts, without a licensee's name and a serial number. */
// biome-ignore lint/correctness/useYield: it takes no time, and is work like any other
export function* sayBanner(screen: Screen, host: Host): Generator<never, void, undefined> {
  screen.say(`${bannerOf(host).join('\n')}\n`);
}

function bannerOf(host: Host): readonly string[] {
  const { edition, flavour, version } = host;
  const title = `${flavour} ${version.toFixed(1)}`;
  return [
    '',
    '  ___  ____  ____  ____  ____ ®',
    ` /__    /   ____/   /   ____/      ${title}`,
    `___/   /   /___/   /   /___/       ${EDITIONS[edition]}`,
    '',
    ' A test double of Stata            Not made by StataCorp, and no Stata at all',
    '                                   It computes nothing',
    '',
    'Stata license: none needed',
    'Serial number: 000000000000',
    '  Licensed to: whoever reads this',
    '',
    ...notesOf(host),
    '',
    '',
  ];
}

function notesOf({ mode, edition }: Host): readonly string[] {
  const notes = [
    ...(mode === 'batch' ? ['Stata is running in batch mode.'] : []),
    'Unicode is supported; see help unicode_advice.',
    ...(edition === 'be'
      ? []
      : [
          ...(edition === 'mp'
            ? ['More than 2 billion observations are allowed; see help obs_advice.']
            : []),
          'Maximum number of variables is set to 5,000 but can be increased;\n' +
            '          see help set_maxvar.',
        ]),
  ];
  return ['Notes:', ...notes.map((note, index) => `      ${index + 1}. ${note}`)];
}
