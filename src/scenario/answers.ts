import { matchesCommand } from './matches-command.ts';
import type { CommandAnswer } from './scenario.ts';

/** The answers of one session: those that answer only so many commands are used up in it. */
export class Answers {
  readonly #answers: readonly CommandAnswer[];
  readonly #leftTimes: Map<CommandAnswer, number>;

  constructor(answers: readonly CommandAnswer[]) {
    this.#answers = answers;
    this.#leftTimes = new Map(
      answers.map((answer) => [answer, answer.times ?? Number.POSITIVE_INFINITY]),
    );
  }

  /**
   * The answer to a command, which counts as given: of those that match it and are not used up, the
   * first.
   *
   * @param isWritten - whether it is a statement as it is written, or a command as it is run
   */
  take(command: string, { isWritten = false } = {}): CommandAnswer | undefined {
    for (const answer of this.#answers) {
      const left = this.#leftTimes.get(answer) ?? 0;
      if ((answer.written ?? false) !== isWritten || left === 0) continue;
      if (!matchesCommand(answer.when, command)) continue;
      this.#leftTimes.set(answer, left - 1);
      return answer;
    }
    return undefined;
  }
}
