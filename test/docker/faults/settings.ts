import type { ExperimentId } from '../../../src/contract/evidence/evidence.ts';
import type { RuleId } from '../../../src/contract/terms/rule-id.ts';
import type { Toxic } from '../proxies/settings.ts';

/** Something that happens to a server, or on the way to it, and the rules that are broken thereby. */
export interface FaultSetting {
  readonly program: 'docker' | 'toxiproxy-server';
  /** What happens, and when, for people. */
  readonly about: string;
  readonly fault: Fault;
  /** In which experiments it happens, and at which output of each call. */
  readonly at: { readonly in: readonly ExperimentId[]; readonly output: number };
  readonly breaks: readonly RuleId[];
  /** What it breaks now and then, or of which nobody can tell. */
  readonly mayBreak?: readonly RuleId[];
}

/** What happens; it is over after so many milliseconds, or at once. */
export type Fault =
  | { readonly kind: 'pause'; readonly lastsMs: number }
  | { readonly kind: 'off-network'; readonly lastsMs: number }
  | { readonly kind: 'kill' }
  | { readonly kind: 'toxic'; readonly lastsMs: number; readonly toxic: Toxic };

/** While the tool speaks, when it has spoken and will again. */
const SPEAKING = { in: ['gaps'], output: 3 } as const;

/** What is held to while something happens to a tool that speaks. */
const HELD_TO: readonly RuleId[] = [
  ...(['T08', 'T10', 'G01', 'S05', 'Z02', 'Z03', 'Z10', 'Z14', 'Z15', 'Z17', 'Z18'] as const),
];

/** The rules that a server is held to while it happens. */
export function rulesFor({ at }: FaultSetting): readonly RuleId[] {
  return at.in.includes('silence') ? ['Z05'] : HELD_TO;
}

/** Found by running each of them. */
export const FAULTS: readonly FaultSetting[] = [
  {
    program: 'docker',
    about: '`docker pause` in mid-call, for 1 s',
    fault: { kind: 'pause', lastsMs: 1000 },
    at: SPEAKING,
    breaks: ['Z02'],
  },
  {
    program: 'docker',
    about: '`docker network disconnect` in mid-call, for 1 s',
    fault: { kind: 'off-network', lastsMs: 1000 },
    at: SPEAKING,
    breaks: ['Z02', 'Z03'],
  },
  {
    program: 'docker',
    about: '`docker network disconnect` in a silence, for 25 s',
    fault: { kind: 'off-network', lastsMs: 25_000 },
    at: { in: ['silence'], output: 1 },
    breaks: ['Z05'],
  },
  {
    program: 'docker',
    about: '`docker kill` (`kill -9`) in mid-call, and `docker start`',
    fault: { kind: 'kill' },
    at: { in: ['gaps', 'resume'], output: 3 },
    breaks: ['T10', 'Z15', 'Z17', 'Z18'],
    mayBreak: ['Z02', 'Z03', 'Z14'],
  },
  {
    program: 'toxiproxy-server',
    about: '`timeout` of 500 ms, added in mid-call',
    // Longer than any call goes on after that: the next one finds its session idle.
    fault: {
      kind: 'toxic',
      lastsMs: 3000,
      toxic: { type: 'timeout', attributes: { timeout: 500 } },
    },
    at: SPEAKING,
    breaks: ['T10', 'Z14', 'Z15'],
  },
];
