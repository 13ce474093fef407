import { Answers } from '../../scenario/answers.ts';
import type { CommandAnswer } from '../../scenario/scenario.ts';
import type { Answer } from '../engine/interpreter.ts';
import { playAnswer } from './play-steps.ts';

/** Answers the commands of one session as a scenario says. */
export function answerFrom(commands: readonly CommandAnswer[]): Answer {
  const answers = new Answers(commands);
  return (line, options) => {
    const answer = answers.take(line, options);
    if (answer === undefined) return undefined;
    return (context, interpret) => playAnswer(context, answer.steps, interpret);
  };
}
