/*
 * Puts small faults into the program, one at a time, and runs the tests that meet it: what none of them
 * notices is held by none.
 *
 *     npm run mutation                          all stations
 *     npm run mutation -- contract clock        some of them
 *     npm run mutation -- src/contract/rules    some files of them
 *     npm run mutation -- --changed [commit]    the lines that changed since a commit; default: HEAD~1
 *     npm run mutation -- --seconds 120         no longer than that
 *
 * What is known from earlier runs is kept, so that only what changed is tried.
 */
import { parseArgs } from 'node:util';
import { changedSince } from './changed-lines.ts';
import { readExplained } from './explained.ts';
import type { Mutant } from './mutant.ts';
import { isGood, type Score, scoreLine, scoreOf, survivorLine } from './score.ts';
import { readSources } from './sources.ts';
import { STATIONS } from './stations.ts';
import { tryStation } from './try-station.ts';
import { Workshop } from './workshop.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { changed: { type: 'boolean', default: false }, seconds: { type: 'string' } },
});
const commits = values.changed ? positionals : [];
const places = values.changed ? [] : positionals;

const { stderr, stdout } = process;
const onProgress = (text: string): void => {
  if (text.endsWith('\n')) stderr.write(stderr.isTTY ? `\r\x1b[K${text}` : text);
  else if (stderr.isTTY) stderr.write(`\r\x1b[K${text.slice(0, stderr.columns - 1)}`);
};

const changed = values.changed ? changedSince(commits[0] ?? 'HEAD~1') : null;
const isMeant = ({ file, line }: Mutant): boolean =>
  changed === null
    ? places.every((place) => !place.startsWith('src/')) ||
      places.some((place) => file.startsWith(place))
    : (changed.get(file)?.some(([from, to]) => from <= line && line <= to) ?? false);

const sources = await readSources();
const explained = await readExplained();
const endsAtMs = performance.now() + 1000 * Number(values.seconds ?? Number.POSITIVE_INFINITY);
const named = places.filter((place) => !place.startsWith('src/'));
const scores: Score[] = [];
await using workshop = new Workshop();
for (const station of STATIONS) {
  if (named.length > 0 && !named.includes(station.name)) continue;
  const options = { sources, workshop, isMeant, endsAtMs, onProgress };
  const tried = await tryStation(station, options);
  if (tried.length === 0) continue;
  const score = scoreOf(station, tried, explained);
  scores.push(score);
  onProgress('\n');
  for (const survivor of score.survivors) stdout.write(`${survivorLine(survivor)}\n`);
  stdout.write(`${scoreLine(score)}\n\n`);
}
if (scores.length === 0) stdout.write('nothing was changed that has mutants\n');
for (const score of scores) stdout.write(`${scoreLine(score)}\n`);
const isKept = scores.every(isGood);
process.exitCode = isKept ? 0 : 1;
