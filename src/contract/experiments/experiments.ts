import type { ExperimentId } from '../evidence/evidence.ts';
import { cancel } from './cancel.ts';
import { concurrency } from './concurrency.ts';
import { disconnect } from './disconnect.ts';
import type { Experiment } from './experiment.ts';
import { failure } from './failure.ts';
import { gaps } from './gaps.ts';
import { gzip } from './gzip.ts';
import { handshake } from './handshake.ts';
import { hangUp } from './hang-up.ts';
import { isolation } from './isolation.ts';
import { logging } from './logging.ts';
import { noise } from './noise.ts';
import { question } from './question.ts';
import { resume } from './resume.ts';
import { silence } from './silence.ts';
import { slowReader } from './slow-reader.ts';
import { statuses } from './statuses.ts';
import { tracking } from './tracking.ts';

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
