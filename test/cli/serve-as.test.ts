import { expect, it } from 'vitest';
import { send } from '../http/send.ts';
import { fakeStata, fakeStataServe } from './fake-stata.ts';

it.each([
  ['stata-mcp@0.5.2', 'Stata MCP Server', '0.4.1'],
  ['stata-mcp@0.3.5', 'Stata MCP Server', '1.0.0'],
])('fake-stata serve --as %s is the %s %s', async (profile, service, version) => {
  await using server = await fakeStataServe('--as', profile);
  const { body } = await send(new URL('/health', server.url).href);
  expect(JSON.parse(body)).toMatchObject({ service, version });
  expect((await server.interrupt()).stdout).toContain(
    `The surface is that of ${profile.replace('@', ' ')}`,
  );
});

it('fake-stata serve tells the time of the wall', async () => {
  await using server = await fakeStataServe('--as', 'stata-mcp@0.5.2');
  const { body } = await send(new URL('/sessions', server.url).href);
  const createdAt = Date.parse(`${JSON.parse(body).sessions[0].created_at}Z`);
  expect(Math.abs(Date.now() - createdAt)).toBeLessThan(60_000);
});

it('fake-stata serve --as says which profiles there are', async () => {
  const { exitCode, stderr } = await fakeStata('serve', '--as', 'stata-mcp@9');
  expect(stderr).toContain(
    'no profile "stata-mcp@9": choose from fake-stata, stata-mcp@0.5.2, stata-mcp@0.3.5',
  );
  expect(exitCode).toBe(2);
});

it('fake-stata serve has no use for a reader when it has an original’s own', async () => {
  const { exitCode, stderr } = await fakeStata(
    'serve',
    '--as',
    'stata-mcp@0.3.5',
    '--reader',
    'direct',
  );
  expect(stderr).toBe(
    '--reader is for --as fake-stata: stata-mcp@0.3.5 reads Stata as the original does\n',
  );
  expect(exitCode).toBe(2);
});
