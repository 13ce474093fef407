import type { ManagerName } from '../../manager/managers.ts';
import type { ReaderName } from '../../scenario/scenario.ts';
import { hopLane } from '../message/hop.ts';
import type { About, Pace } from '../message/page-message.ts';

/** What is to be run, as the person at the page has chosen it. */
export interface Settings {
  readonly scenario: string;
  /** The scenario's text, when it has been edited. */
  readonly text: string | null;
  /** Null for the one that the scenario asks for. */
  readonly reader: ReaderName | null;
  readonly managers: readonly ManagerName[];
  /** The hops to listen through; in virtual time there are none. */
  readonly hops: readonly string[];
  readonly pace: Pace;
}

const STANDARD = {
  scenario: 'two-eight-twelve',
  managers: ['buffered', 'streaming'],
  pace: 1,
} as const;

/** Settings as the part of a link that names them; what is as usual is left out. */
export function formatSettings({ scenario, text, reader, managers, hops, pace }: Settings): string {
  const words = new URLSearchParams({ scenario, managers: managers.join(','), pace: String(pace) });
  if (hops.length > 0) words.set('hops', hops.join(','));
  if (reader !== null) words.set('reader', reader);
  if (text !== null) words.set('text', text);
  return words.toString();
}

/** Reads a link. Whatever in it makes no sense is taken to be as usual. */
export function parseSettings(words: string, { scenarios, managers, hops }: About): Settings {
  const found = new URLSearchParams(words);
  const scenario = scenarios.find(({ name }) => name === found.get('scenario'));
  // A server that has hops has them to be compared; a link that names lanes means those.
  const isOpen = !found.has('managers') && !found.has('hops');
  const through = hops.filter((name) => isOpen || found.get('hops')?.split(',').includes(name));
  const standard = isOpen && hops.length > 0 ? [] : STANDARD.managers;
  const asked: readonly string[] = found.get('managers')?.split(',') ?? standard;
  const chosen = managers.map(({ name }) => name).filter((name) => asked.includes(name));
  const reader = found.get('reader');
  return {
    scenario: scenario?.name ?? STANDARD.scenario,
    text: found.get('text'),
    reader: reader === 'direct' || reader === 'polled' ? reader : null,
    managers: chosen.length === 0 && through.length === 0 ? STANDARD.managers : chosen,
    hops: through,
    pace: parsePace(found.get('pace')),
  };
}

function parsePace(word: string | null): Pace {
  if (word === 'virtual') return word;
  const speed = Number(word);
  return speed > 0 && speed <= 1000 ? speed : STANDARD.pace;
}

/** The names of the lanes that a run has. */
export function lanesIn({ managers, hops, pace }: Settings): readonly string[] {
  return [...managers, ...(pace === 'virtual' ? [] : hops.map(hopLane))];
}
