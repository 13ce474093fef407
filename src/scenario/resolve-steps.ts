import type { Crash } from '../timeline/crash.ts';
import { bytesOfHex, concatenated, utf8BytesOf } from '../timeline/utf8.ts';
import { createPieceDecoder, cutIntoPieces } from './cut-into-pieces.ts';
import type { Draw } from './draw.ts';
import { floodLines } from './flood-lines.ts';
import type { AnswerStep, StartStep } from './scenario.ts';
import { LAST_STEPS } from './step-keys.ts';
import type { WrittenStep } from './step-schema.ts';

/** Any step. Which are allowed where has been looked at before. */
type ResolvedStep = AnswerStep | StartStep;

/** Bytes that are written, of which nobody knows yet which characters they complete. */
interface RawBytes {
  readonly kind: 'bytes';
  readonly bytes: Uint8Array;
}

type RawStep = ResolvedStep | RawBytes;

/** What the Break key makes Stata say. */
const BREAK = { kind: 'error', returnCode: 1, message: '--Break--' } as const;

/**
 * Writes steps out: repeats are unrolled, texts are cut into pieces, and every duration is drawn,
 * anew in each repetition. What ends the run is the last step, wherever it stood.
 *
 * @param script - within the limits, since it is unrolled without looking at them
 */
export function resolveSteps(script: readonly WrittenStep[], draw: Draw): readonly ResolvedStep[] {
  const steps: ResolvedStep[] = [];
  for (const step of decoded(unrolled(script, draw))) {
    steps.push(step);
    if (LAST_STEPS.includes(step.kind)) break;
  }
  return steps;
}

// Generators, so that an error deep inside ends all that would have followed.
function* unrolled(script: readonly WrittenStep[], draw: Draw): Generator<RawStep, void> {
  for (const step of script) {
    if (typeof step === 'string') yield step === 'break' ? BREAK : { kind: step };
    else if ('print' in step) yield* step.print;
    else if ('write' in step) yield step.write;
    else if ('bytes' in step) yield { kind: 'bytes', bytes: bytesOfHex(step.bytes) };
    else if ('wait' in step) yield { kind: 'wait', ms: draw(step.wait) };
    else if ('more' in step) yield { kind: 'more', ms: draw(step.more) };
    else if ('error' in step) yield step.error;
    else if ('returns' in step) yield { kind: 'returns', values: step.returns };
    else if ('graph' in step) yield { kind: 'graph', name: step.graph };
    else if ('licence' in step) yield { kind: 'licence', message: step.licence };
    else if ('crash' in step) yield { kind: 'crash', crash: crashOf(step.crash) };
    else if ('flood' in step) yield* flood(step.flood);
    else if ('chunks' in step) yield* inChunks(step, draw);
    else yield* repeated(step, draw);
  }
}

function* repeated(
  step: Extract<WrittenStep, { readonly repeat: number }>,
  draw: Draw,
): Generator<RawStep, void> {
  for (let times = 0; times < step.repeat; times += 1) {
    let leftMs = step.every === undefined ? 0 : draw(step.every);
    for (const inner of unrolled(step.do, draw)) {
      if (inner.kind === 'wait') leftMs -= inner.ms;
      yield inner;
    }
    if (leftMs > 0) yield { kind: 'wait', ms: leftMs };
  }
}

/** What is said without a pause is one text, which is cut regardless of where its lines end. */
function* inChunks(
  { do: steps, chunks, every }: Extract<WrittenStep, { readonly chunks: number }>,
  draw: Draw,
): Generator<RawStep, void> {
  let waiting: Uint8Array[] = [];
  const flush = function* (): Generator<RawStep, void> {
    const bytes = concatenated(waiting);
    waiting = [];
    let isFirst = true;
    for (const piece of cutIntoPieces(bytes, chunks)) {
      if (!isFirst) yield { kind: 'wait', ms: draw(every) };
      yield { kind: 'bytes', bytes: piece };
      isFirst = false;
    }
  };
  for (const step of unrolled(steps, draw)) {
    if (step.kind === 'bytes') waiting.push(step.bytes);
    else if (step.kind === 'output') waiting.push(utf8BytesOf(step.text));
    else {
      yield* flush();
      yield step.kind === 'interpret'
        ? { kind: 'interpret', chunks: { bytes: chunks, everyMs: draw(every) } }
        : step;
    }
  }
  yield* flush();
}

/** Each line when it is due, to the millisecond. */
function* flood({ bytes, perSecond }: { readonly bytes: number; readonly perSecond: number }) {
  let saidBytes = 0;
  let nowMs = 0;
  for (const text of floodLines(bytes)) {
    const dueMs = Math.floor((saidBytes * 1000) / perSecond);
    if (dueMs > nowMs) yield { kind: 'wait', ms: dueMs - nowMs } as const;
    nowMs = dueMs;
    yield { kind: 'output', text } as const;
    saidBytes += text.length;
  }
}

/** Tells which characters bytes complete, from the first step that writes any. */
function* decoded(steps: Iterable<RawStep>): Generator<ResolvedStep, void> {
  let decode: ReturnType<typeof createPieceDecoder> | undefined;
  for (const step of steps) {
    if (step.kind === 'bytes') {
      decode ??= createPieceDecoder();
      yield decode(step.bytes);
    } else if (step.kind === 'output' && decode !== undefined) {
      yield decode(utf8BytesOf(step.text));
    } else {
      yield step;
    }
  }
}

function crashOf(written: Extract<WrittenStep, { readonly crash: unknown }>['crash']): Crash {
  const { signal, status, log } = written;
  if (signal === undefined) return { kind: 'status', status: status ?? 1, log };
  return { kind: 'signal', signal, log };
}
