import { createInterface } from 'node:readline/promises';

/**
 * Asks the person at the keyboard.
 *
 * @returns what they typed; undefined when they ended their input (Ctrl-D)
 */
export async function askAtKeyboard(
  question: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const keyboard = createInterface({ input: process.stdin, output: process.stdout });
  // While a line is typed the terminal makes no signal of Ctrl-C, so that has to be done here.
  keyboard.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<undefined>((resolve) => {
    keyboard.once('close', () => resolve(undefined));
  });
  try {
    const answer = await Promise.race([keyboard.question(question, { signal }), ended]);
    if (answer === undefined) process.stdout.write('\n');
    return answer;
  } finally {
    keyboard.close();
  }
}
