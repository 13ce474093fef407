import { createPieceDecoder, cutIntoPieces } from '../../scenario/cut-into-pieces.ts';
import type { AnswerStep, StartStep, Step } from '../../scenario/scenario.ts';
import { NO_LICENCE } from '../../scenario/schedule.ts';
import { bytesOf } from '../../timeline/bytes-of.ts';
import type { Crash } from '../../timeline/crash.ts';
import type { Context } from '../engine/context.ts';
import { Jump } from '../engine/jump.ts';
import { BREAK_CODE, StataError } from '../error/stata-error.ts';
import type { Shown } from '../output/screen.ts';
import type { StoredResults } from '../results/stored-results.ts';
import { type Effect, type Reply, sleep, type Work } from '../work/effect.ts';

/** What a step needs of the session that plays it. */
type Player = Pick<Context, 'screen' | 'state' | 'logs'>;

/** Does what a scenario says about a command, in place of the command. */
export function* playAnswer(
  player: Player,
  steps: readonly AnswerStep[],
  interpret: () => Work,
): Work {
  for (const step of steps) {
    switch (step.kind) {
      case 'returns':
        leave(player, step.values);
        break;
      case 'graph':
        player.state.graphs.draw(
          { name: step.name, command: 'graph', points: [], hasBars: false },
          { isReplaced: true },
        );
        break;
      case 'interpret':
        yield* step.chunks ? inPieces(player, interpret(), step.chunks) : interpret();
        break;
      case 'interpret-unseen':
        yield* unseen(player, interpret());
        break;
      default:
        yield* playStep(player, step);
    }
  }
}

/** Does what a scenario says of Stata's start. */
export function* playStart(player: Player, steps: readonly StartStep[]): Work {
  for (const step of steps) {
    if (step.kind === 'licence') {
      player.screen.say(`${step.message}\n`);
      die(player, NO_LICENCE);
    } else yield* playStep(player, step);
  }
}

function* playStep(player: Player, step: Step): Work {
  switch (step.kind) {
    case 'output':
      return player.screen.sayAsIs(step);
    case 'error':
      throw new StataError(step.returnCode, step.message.trim() === '' ? '' : step.message);
    case 'wait':
      return yield* sleep(step.ms);
    case 'more':
      if ((yield { kind: 'more' }) !== undefined) return;
      // Without a keyboard it goes on by itself.
      player.screen.say('--more--');
      yield* sleep(step.ms);
      return player.screen.say('\n');
    case 'hang':
      yield { kind: 'hang' };
      return;
    case 'crash':
      die(player, step.crash);
  }
}

function die({ logs }: Player, crash: Crash): never {
  logs.flush();
  if (crash.log === 'cut') for (const log of logs.list()) log.cutLastLine();
  throw new Jump('out-of-stata', crash);
}

/** Results replace those of the same class; what is a number is a scalar. */
function leave({ state }: Player, values: Readonly<Record<string, number | string>>): void {
  const cleared = new Set<StoredResults>();
  for (const [result, value] of Object.entries(values)) {
    const [, letter, name = ''] = /^([ers])\((.*)\)$/.exec(result) ?? [];
    const results = letter === 'e' ? state.e : letter === 's' ? state.s : state.r;
    if (!cleared.has(results)) results.clear();
    cleared.add(results);
    if (typeof value === 'number') results.scalars.set(name, value);
    else results.macros.set(name, value);
  }
}

/** Runs work without showing its output. Errors pass. */
function* unseen({ screen }: Player, work: Work): Work {
  // What was shown before does not belong to this work.
  if (screen.hasShown) yield { kind: 'step' };
  try {
    let reply: Reply;
    for (;;) {
      const { done, value } = work.next(reply);
      screen.take();
      if (done) return;
      reply = yield value;
    }
  } catch (error) {
    screen.take();
    if (!(error instanceof StataError) || error.returnCode === BREAK_CODE) throw error;
  } finally {
    work.return();
  }
}

/** Runs work and shows its output in pieces, each some time after the one before. */
function* inPieces(
  { screen }: Player,
  work: Work,
  { bytes, everyMs }: { readonly bytes: number; readonly everyMs: number },
): Work {
  const decode = createPieceDecoder();
  let isFirst = true;
  const cut = function* (shown: readonly Shown[]): Work {
    for (const output of shown) {
      if (output.kind !== 'output') {
        screen.giveBack(output);
        continue;
      }
      for (const piece of cutIntoPieces(bytesOf(output), bytes)) {
        if (!isFirst) yield* sleep(everyMs);
        isFirst = false;
        screen.giveBack(decode(piece));
      }
    }
  };
  // What was shown before does not belong to this work.
  let resume = (): IteratorResult<Effect, void> => work.next();
  const before = screen.take();
  for (const output of before) screen.giveBack(output);
  if (before.length > 0) yield { kind: 'step' };
  for (;;) {
    let next: IteratorResult<Effect, void>;
    try {
      next = resume();
    } catch (error) {
      yield* cut(screen.take());
      throw error;
    }
    yield* cut(screen.take());
    if (next.done) return;
    const effect = next.value;
    try {
      const reply = yield effect;
      resume = () => work.next(reply);
    } catch (error) {
      resume = () => work.throw(error);
    }
  }
}
