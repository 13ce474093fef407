import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutSecrets } from '../../src/timeline/without-secrets.ts';

it.each([
  ['http://me:pw@x.example/mcp', 'http://***@x.example/mcp'],
  ['http://me:p@w@x.example/mcp', 'http://***@x.example/mcp'],
  ['redis://:hunter2@redis:6379/0', 'redis://***@redis:6379/0'],
  ['https://x/mcp?api_key=1&profile=a#t', 'https://x/mcp?api_key=***&profile=a#t'],
  ['https://x/mcp/?tavilyApiKey=tvly-1', 'https://x/mcp/?tavilyApiKey=***'],
  ['https://x/mcp?ACCESS%5FTOKEN=1', 'https://x/mcp?ACCESS%5FTOKEN=***'],
  ['https://x/mcp?x=f00dfeedf00dfeedf00d', 'https://x/mcp?x=***'],
  ['https://x/s/Njc4OTAxMjM0NTY3ODkwMTIz/mcp', 'https://x/s/***/mcp'],
  ['https://x/cb#access_token=1', 'https://x/cb#access_token=***'],
  ['POST /mcp?token=abc was refused', 'POST /mcp?token=*** was refused'],
  ['use http://a:b@y/?sig=c, or http://z/', 'use http://***@y/?sig=***, or http://z/'],
  ['no: Bearer abc.def-123 is unknown', 'no: Bearer *** is unknown'],
  ['{"url":"http://x/?key=a"}', '{"url":"http://x/?key=***"}'],
  [
    'http://127.0.0.1:4000/mcp-streamable?mode=slow',
    'http://127.0.0.1:4000/mcp-streamable?mode=slow',
  ],
  [
    '/home/me/a-long-name-of-a-folder-2/target.yaml:1:2',
    '/home/me/a-long-name-of-a-folder-2/target.yaml:1:2',
  ],
  [
    'the event stream came with a content-length; a = b',
    'the event stream came with a content-length; a = b',
  ],
])('%s is shown as %s', (text, shown) => expect(withoutSecrets(text)).toBe(shown));

it('leaves no password of a URL and no key in its query, and nothing to be done twice', () => {
  const word = fc.stringMatching(/^[a-z0-9]{8,30}$/);
  const name = fc.constantFrom('key', 'apiKey', 'api-key', 'token', 'client_secret', 'password');
  const property = fc.property(word, word, name, (password, key, name) => {
    const text = `cannot reach https://user:${password}@x.example/mcp?a=1&${name}=${key}: refused`;
    const shown = withoutSecrets(text);
    expect(shown).toBe(`cannot reach https://***@x.example/mcp?a=1&${name}=***: refused`);
    expect(withoutSecrets(shown)).toBe(shown);
  });
  fc.assert(property);
});

it('leaves JSON what it is', () => {
  fc.assert(fc.property(fc.json(), (json) => void JSON.parse(withoutSecrets(json))));
});
