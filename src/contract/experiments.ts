import type { ExperimentId } from './evidence/evidence.ts';
import type { Experiment } from './experiment.ts';
import { cancel } from './experiments/cancel.ts';
import { concurrency } from './experiments/concurrency.ts';
import { disconnect } from './experiments/disconnect.ts';
import { failure } from './experiments/failure.ts';
import { gaps } from './experiments/gaps.ts';
import { gzip } from './experiments/gzip.ts';
import { handshake } from './experiments/handshake.ts';
import { hangUp } from './experiments/hang-up.ts';
import { isolation } from './experiments/isolation.ts';
import { logging } from './experiments/logging.ts';
import { noise } from './experiments/noise.ts';
import { question } from './experiments/question.ts';
import { resume } from './experiments/resume.ts';
import { silence } from './experiments/silence.ts';
import { slowReader } from './experiments/slow-reader.ts';
import { statuses } from './experiments/statuses.ts';
import { tracking } from './experiments/tracking.ts';

/** Every experiment by its name, in the order in which they are made. */
export const EXPERIMENTS: Readonly<Record<ExperimentId, Experiment>> = {
  handshake,
  statuses,
  noise,
  tracking,
  gaps,
  gzip,
  concurrency,
  isolation,
  silence,
  failure,
  cancel,
  disconnect,
  'hang-up': hangUp,
  resume,
  logging,
  question,
  'slow-reader': slowReader,
};
