import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Rig } from '../run-do.ts';
import { ANY_LINES } from './any-lines.ts';
import { PreparedKeyboard } from './keyboard.ts';

it('Whatever code it is given, a session says how it ended, and goes on', async () => {
  await fc.assert(
    fc.asyncProperty(ANY_LINES, async (lines) => {
      const rig = new Rig({ 'a.do': 'display 1\n' });
      await rig.run(lines.join('\n'), { breakAfterMs: 20 });
      expect(rig.said.at(-1)?.kind).toBe('ended');
      expect(await rig.run('* comment\n', { isEchoed: false })).toBe('');
    }),
  );
});

it('Whatever is typed, the conversation goes on', async () => {
  await fc.assert(
    fc.asyncProperty(ANY_LINES, async (lines) => {
      const rig = new Rig({ 'a.do': 'display 1\n' });
      const keyboard = new PreparedKeyboard(lines);
      // Somebody loses patience every now and then.
      const impatience = async (): Promise<void> => {
        for (let times = 0; times < 200; times += 1) {
          await rig.clock.sleep(20);
          rig.session.breakKey.press();
        }
      };
      void impatience();
      await rig.text(rig.session.converse(keyboard, { echo: 'all' }));
      expect(rig.said.at(-1)?.kind).toBe('ended');
    }),
  );
});
