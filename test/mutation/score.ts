import { type Explained, explains } from './explained.ts';
import type { Mutant } from './mutant.ts';
import type { Station } from './stations.ts';
import type { Tried } from './try-station.ts';

/** What the tests of a station are worth. */
export interface Score {
  readonly station: Station;
  readonly noticed: number;
  readonly survivors: readonly Mutant[];
  readonly explained: number;
  /** There was no time for these. */
  readonly untried: number;
}

export function scoreOf(
  station: Station,
  tried: readonly Tried[],
  explained: readonly Explained[],
): Score {
  const alive = tried.filter(({ fate }) => fate?.kind === 'survived').map(({ mutant }) => mutant);
  const survivors = alive.filter((mutant) => !explained.some((each) => explains(each, mutant)));
  return {
    station,
    noticed: tried.filter(({ fate }) => fate !== null && fate.kind !== 'survived').length,
    survivors,
    explained: alive.length - survivors.length,
    untried: tried.filter(({ fate }) => fate === null).length,
  };
}

/** The share that was noticed of what was tried, and is not explained; 1 where nothing was. */
function shareOf({ noticed, survivors }: Score): number {
  const all = noticed + survivors.length;
  return all === 0 ? 1 : noticed / all;
}

/** Of so few mutants nobody can tell a share. */
const FEW = 20;

/** Whether the tests notice what they must; few mutants prove nothing. */
export function isGood(score: Score): boolean {
  const { noticed, survivors, station } = score;
  return noticed + survivors.length < FEW || shareOf(score) >= station.target;
}

export function scoreLine(score: Score): string {
  const { station, noticed, survivors, explained, untried } = score;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return [
    `${station.name.padEnd(16)} ${percent(shareOf(score)).padStart(7)}, wanted ${percent(station.target)}:`,
    `${noticed} noticed, ${survivors.length} survived, ${explained} explained`,
    ...(untried > 0 ? [`(${untried} not tried: no time was left)`] : []),
  ].join(' ');
}

export function survivorLine({ file, line, operator, text, replacement }: Mutant): string {
  return `${file}:${line}: ${operator}: ${text}\n    → ${replacement}`;
}
