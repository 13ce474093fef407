import type { ManagerName } from '../manager/managers.ts';
import { Lanes } from '../report/lanes.ts';
import { isEmission } from '../timeline/side.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';
import type { Terminal } from './terminal.ts';

const SAID = 'Stata said';

/** Shows what was said and what each client heard, each event while it happens. */
export class LiveLanes {
  readonly #lanes: Lanes;
  readonly #terminal: Terminal;
  readonly #managers: readonly ManagerName[];
  readonly #calledAtMs = new Map<ManagerName, number>();

  constructor(managers: readonly ManagerName[], terminal: Terminal) {
    this.#managers = managers;
    this.#terminal = terminal;
    this.#lanes = new Lanes([SAID, ...managers], terminal.width);
    terminal.write(terminal.dim(this.#lanes.header()));
  }

  /** Every manager has a Stata of its own, and all say the same: the first one's is shown. */
  readonly show = (manager: ManagerName, event: TimelineEvent): void => {
    if (event.kind === 'call') this.#calledAtMs.set(manager, event.atMs);
    const text = shownText(event);
    if (text === null) return;
    if (isEmission(event) && manager !== this.#managers[0]) return;
    const lane = isEmission(event) ? SAID : manager;
    const atMs = event.atMs - (this.#calledAtMs.get(manager) ?? 0);
    this.#terminal.write(this.#lanes.row(lane, atMs, text));
  };
}

/** What to show of an event; null for one that only an expert wants to see. */
export function shownText(event: TimelineEvent): string | null {
  switch (event.kind) {
    case 'output':
    case 'message':
    case 'progress':
      return event.text;
    case 'error':
      return `${event.message} r(${event.returnCode})`;
    case 'ended':
      return '(end of the run)';
    case 'result':
      return '(result)';
    case 'rpc-error':
      return `(error ${event.code})`;
    case 'closed':
      return event.reason === null ? null : `(broken off: ${event.reason})`;
    default:
      return null;
  }
}
