import type { Crash } from '../../timeline/crash.ts';

/** How control leaves where it is without an error. It is thrown, and caught where it leads. */
export class Jump {
  readonly to: 'next-iteration' | 'after-loop' | 'end-of-file' | 'out-of-stata';
  /** What Stata died of, when it leaves so. */
  readonly crash: Crash | undefined;

  constructor(to: Jump['to'], crash?: Crash) {
    this.to = to;
    this.crash = crash;
  }
}
