import type { Emission } from '../../timeline/emission.ts';
import type { CallEvidence } from '../evidence/evidence.ts';
import { cannotTell, type Finding, worstOf } from '../terms/verdict.ts';
import { trackingFinding } from './tracking-finding.ts';

/** What Stata said while a server was judged, as it recorded it itself. */
export interface StataRecord {
  readonly emissions: readonly Emission[];
  /** The file that it is from. */
  readonly from: string;
}

/**
 * Whether Stata itself said things when they were due. It is held to the law as any hop is: a call is
 * sent when its run starts, and heard when Stata speaks. So what a server does before it starts a run
 * is the server's, not Stata's.
 *
 * @param calls - of a randomised design, whose code was run by this Stata
 */
export function stataFinding(
  calls: readonly CallEvidence[],
  emissions: readonly Emission[],
): Finding {
  const runs = calls.flatMap((call) => runOf(call, emissions));
  if (runs.length === 0) {
    return cannotTell('the trace has no run of these: is it that of the Stata behind this server?');
  }
  // Its clock is its own, and no network is in between: it has no reason to be late.
  return worstOf(
    [...Map.groupBy(runs, ({ label }) => label)].map(([label, group]) =>
      trackingFinding(label, group, 0),
    ),
  );
}

/** A run as Stata saw it, on its own clock; none when the trace doesn't have it. */
function runOf(call: CallEvidence, emissions: readonly Emission[]): readonly CallEvidence[] {
  const [output] = call.script.outputs;
  // The code, or the path of its do-file, has the run's name; the marker is put together when displayed.
  const name = output?.marker.slice(1, output.marker.lastIndexOf('.'));
  if (name === undefined) return [];
  const started = emissions.find(
    (each) =>
      each.kind === 'started' &&
      (each.code.includes(`[${name}"`) || each.code.includes(`${name}.do`)),
  );
  if (started === undefined) return [];
  const arrivals = emissions.flatMap((each) =>
    each.kind === 'output'
      ? [
          {
            kind: 'message',
            atMs: each.atMs,
            level: 'info',
            logger: null,
            text: each.text,
          } as const,
        ]
      : [],
  );
  return [{ ...call, sentAtMs: started.atMs, arrivals }];
}
