import { expect, it } from 'vitest';
import { fakeStata } from './fake-stata.ts';

it.each([
  [['locate', '--tool', 'x'], "'--hop <name=url>' not specified"],
  [['locate', '--hop', 'nowhere', '--tool', 'x'], 'A hop is a name, an equals sign and a URL'],
  [['locate', '--hop', 'a=http://x/', '--hop', 'a=http://y/', '--tool', 'x'], 'two hops called a'],
  [['locate', '--hop', 'a=http://127.0.0.1:1/', '--tool', 'x'], 'no MCP server answers at'],
  [['compare', '--tool', 'x'], "'--hop <name=url>' not specified"],
  [['compare', '--hop', 'a=http://127.0.0.1:1/', '--tool', 'x', '--only', 'Z99'], 'no rule "Z99"'],
  [['tap'], "'--to <url>' not specified"],
  [['tap', '--to', 'ftp://x'], 'An endpoint is a URL'],
  [['tap', '--to', 'http://x/', '--listen', 'x'], 'A port is a whole number'],
  [['tap', '--to', 'http://x/', '--trace', '/no/such/folder/file'], 'cannot write the trace'],
])('says what is wrong with %j', async (args, message) => {
  const { exitCode, stderr } = await fakeStata(...args);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});
