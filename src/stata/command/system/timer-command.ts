import type { Context } from '../../engine/context.ts';
import { Timer } from '../../engine/timer.ts';
import { StataError } from '../../error/stata-error.ts';
import { withSubcommands } from '../language/subcommands.ts';

/** `timer on 1`, `timer off 1`, `timer list`, `timer clear`. */
export const timerCommand = withSubcommands({
  name: 'timer',
  subcommands: [
    { name: 'on', run: (context, which) => timerOf(context, which).start(context.nowMs()) },
    { name: 'off', run: (context, which) => timerOf(context, which).stop(context.nowMs()) },
    {
      name: 'list',
      run: (context, which) => list(context, which === '' ? undefined : timerNumber(which)),
    },
    {
      name: 'clear',
      run: ({ state: { timers } }, which) => {
        if (which === '') timers.clear();
        else timers.delete(timerNumber(which));
      },
    },
  ],
});

/** The timer of a number, new where there is none. */
function timerOf({ state: { timers } }: Context, which: string): Timer {
  if (which === '') throw new StataError(198, 'invalid syntax');
  const number = timerNumber(which);
  const timer = timers.get(number) ?? new Timer();
  timers.set(number, timer);
  return timer;
}

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
