// The official client, second generation, of the version that it finds out; prints what it hears, and when.
//
//     node client-v2.js URL TOOL ARGS
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const [url, name, args] = process.argv.slice(2);
const client = new Client(
  { name: 'client 2', version: '2.4.0' },
  { versionNegotiation: { mode: 'auto' } },
);
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
const calledAt = performance.now();
const heard = [];
const hear = (kind, text) => heard.push([Math.round(performance.now() - calledAt), kind, text]);
const onprogress = ({ message }) => hear('progress', message);
const { content } = await client.callTool({ name, arguments: JSON.parse(args) }, { onprogress });
hear('result', content[0].text);
process.stdout.write(JSON.stringify({ version: client.getNegotiatedProtocolVersion(), heard }));
await client.close();
