import { Timer } from '../engine/timer.ts';
import { StataError } from '../error/stata-error.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';

/** `timer on 1`, `timer off 1`, `timer list`, `timer clear`. */
export const timerCommand: Command = {
  name: 'timer',
  run: (context, { rest }) => {
    const { timers } = context.state;
    const [word = '', which] = rest.split(/\s+/);
    const number = which === undefined ? undefined : timerNumber(which);
    if (word === 'list') list(context, number);
    else if (word === 'clear' && number === undefined) timers.clear();
    else if (number === undefined) throw new StataError(198, 'invalid syntax');
    else if (word === 'clear') timers.delete(number);
    else {
      const timer = timers.get(number) ?? new Timer();
      timers.set(number, timer);
      if (word === 'on') timer.start(context.nowMs());
      else if (word === 'off') timer.stop(context.nowMs());
      else throw new StataError(198, 'invalid syntax');
    }
  },
};

function timerNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 100) {
    throw new StataError(198, 'timer number must be between 1 and 100');
  }
  return number;
}

/** `   1:     18.19 /        1 =      18.1930`: seconds, how often, and seconds each time. */
function list({ state, screen, nowMs }: Context, only: number | undefined): void {
  state.r.clear();
  for (const [number, timer] of [...state.timers].sort(([a], [b]) => a - b)) {
    if (only !== undefined && only !== number) continue;
    const seconds = timer.seconds(nowMs());
    const each = seconds / Math.max(1, timer.runs);
    const columns = [
      `${String(number).padStart(4)}:`,
      seconds.toFixed(2).padStart(10),
      ' /',
      String(timer.runs).padStart(9),
      ' =',
      each.toFixed(4).padStart(13),
    ];
    screen.say(`${columns.join('')}\n`);
    state.r.scalars.set(`t${number}`, seconds);
    state.r.scalars.set(`nt${number}`, timer.runs);
  }
}
