const MIB = 1024 * 1024;
const DAY_MS = 86_400_000;

/** The largest scenario file, in bytes of UTF-8. */
export const FILE_BYTES_MAX = MIB;

/** The largest text of one `print` or `write`, in bytes of UTF-8. */
export const TEXT_BYTES_MAX = MIB;

/** How deep YAML may be nested, whatever it means; the deepest scenario needs less than half. */
export const YAML_DEPTH_MAX = 100;

/** How many keys a mapping may have, whatever they mean; no mapping of a scenario has ten. */
export const YAML_KEYS_MAX = 100;

/** How deep a `repeat` or `chunks` may be nested in others. */
export const REPEAT_DEPTH_MAX = 16;

/** How many things a run may say, and also how many waits it may have. */
export const STEPS_MAX = 1_000_000;

/** The largest flood, in bytes. */
export const FLOOD_BYTES_MAX = 16 * MIB;

/** The fastest flood, in bytes a second: more than any pipe takes. */
export const RATE_MAX = 1024 * MIB;

/** How many commands may be answered; a log of a long day has fewer. */
export const ANSWERS_MAX = 10_000;

/** How many bytes a run may say, and also all answers together. */
export const RUN_BYTES_MAX = 64 * MIB;

/** The longest run, in days: how messages call it. */
export const RUN_DAYS_MAX = 30;

/** The longest run, in milliseconds. */
export const RUN_MS_MAX = RUN_DAYS_MAX * DAY_MS;

/** The largest seed: the generator takes 32 bits, and different seeds should give different runs. */
export const SEED_MAX = 2 ** 32 - 1;
