import type { Lesson } from '../lesson/lesson.ts';
import { aResponseIsNotAStream } from './a-response-is-not-a-stream.ts';
import { measuring } from './measuring.ts';
import { passItThrough } from './pass-it-through.ts';
import { silenceIsNotDeath } from './silence-is-not-death.ts';
import { sseModeIsNotEnough } from './sse-mode-is-not-enough.ts';
import { theClientCanBeTheBuffer } from './the-client-can-be-the-buffer.ts';
import { thePatchAndItsHoles } from './the-patch-and-its-holes.ts';
import { toLeaveIsNotToCancel } from './to-leave-is-not-to-cancel.ts';
import { whatProxiesHold } from './what-proxies-hold.ts';
import { whyTwelveAndNotTen } from './why-twelve-and-not-ten.ts';

/** All lessons, in the order of learning. */
export const LESSONS: readonly Lesson[] = [
  aResponseIsNotAStream,
  sseModeIsNotEnough,
  thePatchAndItsHoles,
  passItThrough,
  whyTwelveAndNotTen,
  whatProxiesHold,
  theClientCanBeTheBuffer,
  silenceIsNotDeath,
  toLeaveIsNotToCancel,
  measuring,
];
