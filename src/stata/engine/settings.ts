/** The settings of `set`, apart from the screen's size. */
export class Settings {
  /** Whether output stops at `--more--` when the screen is full. */
  isMoreOn = false;
  isRmsgOn = false;
  isTraceOn = false;
  pagesize = 40;
  /** Everything else, as it was written: `varabbrev` is `on`. */
  readonly others = new Map<string, string>([
    ['varabbrev', 'on'],
    ['level', '95'],
    ['maxvar', '5000'],
    ['matsize', '400'],
    ['graphics', 'on'],
    ['type', 'float'],
    ['dp', 'period'],
    ['scheme', 'stcolor'],
  ]);
}
