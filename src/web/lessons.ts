import type { Lesson } from './lesson.ts';
import { aResponseIsNotAStream } from './lessons/a-response-is-not-a-stream.ts';
import { measuring } from './lessons/measuring.ts';
import { passItThrough } from './lessons/pass-it-through.ts';
import { silenceIsNotDeath } from './lessons/silence-is-not-death.ts';
import { sseModeIsNotEnough } from './lessons/sse-mode-is-not-enough.ts';
import { theClientCanBeTheBuffer } from './lessons/the-client-can-be-the-buffer.ts';
import { thePatchAndItsHoles } from './lessons/the-patch-and-its-holes.ts';
import { toLeaveIsNotToCancel } from './lessons/to-leave-is-not-to-cancel.ts';
import { whatProxiesHold } from './lessons/what-proxies-hold.ts';
import { whyTwelveAndNotTen } from './lessons/why-twelve-and-not-ten.ts';

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
