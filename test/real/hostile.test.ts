import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { openTap, type TapEvent } from '../../src/probe/tap.ts';
import { fakeStata, MAIN } from '../cli/fake-stata.ts';
import {
  behave,
  drip,
  EVENT_STREAM,
  flood,
  type Hostility,
  headOf,
  hostileServer,
} from '../cli/hostile-server.ts';

/** How much memory a command may take at most, whatever a server sends: its process, in MiB. */
const MEMORY_MAX_MIB = 1024;

/** The most that a process has taken so far, in MiB. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** Runs a command against a server; how it ended, what it complained of, and what it took. */
async function judged(args: readonly string[]) {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text;
    });
  }
  let peakMiB = 0;
  const watch = setInterval(async () => {
    peakMiB = Math.max(peakMiB, await peakOf(child.pid));
  }, 50);
  await once(child, 'close');
  clearInterval(watch);
  return { exitCode: child.exitCode, said, peakMiB, tookMs: performance.now() - startedAtMs };
}

const LOG =
  'data: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":""}}\n\n';
const GZIP = headOf('content-type: text/event-stream', 'content-encoding: gzip');

/** Each waits for a process of its own, most of them for seconds. */
const AT_ONCE = { concurrent: true };

/** What a server may do in place of an answer, and what comes of it when it is probed. */
const HOSTILITIES: readonly (readonly [string, Hostility, RegExp])[] = [
  [
    'events without end',
    (socket) => flood(socket, EVENT_STREAM, LOG),
    /cut off after 100000 events/,
  ],
  [
    'data without end',
    (socket) => flood(socket, EVENT_STREAM, 'data: x\n'),
    /cut off at an event of more than 1000000 lines/,
  ],
  [
    'a line without end',
    (socket) => flood(socket, `${EVENT_STREAM}data: `, 'x'),
    /cut off after 64 MiB/,
  ],
  [
    'comments without end',
    (socket) => flood(socket, EVENT_STREAM, ':\n'),
    /cut off after 100000 events/,
  ],
  [
    'JSON without end',
    (socket) => flood(socket, `${headOf('content-type: application/json')}[`, '[],'),
    /cut off after 64 MiB/,
  ],
  [
    'a JSON text of more values than there is room for',
    (socket) => socket.end(`${headOf('content-type: application/json')}[${'[],'.repeat(2e7)}1]`),
    /cut off at a message of more than 1000000 values/,
  ],
  [
    'a chunk without end',
    (socket) =>
      flood(
        socket,
        `${headOf('content-type: text/event-stream', 'transfer-encoding: chunked')}7fffffff\r\ndata: `,
        'x',
      ),
    /cut off after 64 MiB/,
  ],
  [
    'headers without end',
    (socket) => flood(socket, 'HTTP/1.1 200 OK\r\n', 'a: b\r\n'),
    /Header overflow/i,
  ],
  [
    'a bomb of gzip',
    (socket) => flood(socket, GZIP, gzipSync(Buffer.alloc(16 * 1024 * 1024))),
    /cut off after 64 MiB|without answering/,
  ],
  [
    'a redirection in a circle',
    (socket) => socket.write('HTTP/1.1 307 Round\r\nlocation: /mcp\r\ncontent-length: 0\r\n\r\n'),
    /was redirected \(307\)/,
  ],
  ['silence', () => {}, /it took longer than 5 s \(--max-time gives it more\)/],
  ['a slow drip', (socket) => drip(socket, EVENT_STREAM, 'x'), /it took longer than 5 s/],
  [
    'interim answers without end',
    (socket) => flood(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n'),
    /it took longer than 5 s/,
  ],
  ['no HTTP', (socket) => flood(socket, '', '\0'), /HTTP|Parse/],
];

describe(
  'probe comes to its end, with one message and a bounded memory, when a server answers with',
  AT_ONCE,
  () => {
    it.each(HOSTILITIES)('%s', async (_what, hostility, message) => {
      await using server = await hostileServer((socket, request) => {
        if (request.method === 'tools/call') hostility(socket, request);
        else behave(socket, request);
      });
      // What is to be cut off by its length has the time that a busy machine needs for it.
      const time = message.source.includes('5 s') ? '5s' : '40s';
      const args = ['probe', server.url, '--tool', 'run', '--max-time', time];
      const { exitCode, said, peakMiB, tookMs } = await judged(args);
      expect([exitCode, said.trimEnd().split('\n').length]).toEqual([1, 1]);
      expect(said).toMatch(message);
      expect(peakMiB).toBeLessThan(MEMORY_MAX_MIB);
      expect(tookMs).toBeLessThan(50_000);
    });

    it.each(HOSTILITIES)('%s in place of the first answer', async (_what, hostility) => {
      await using server = await hostileServer(hostility);
      const { exitCode, said, peakMiB } = await judged([
        'probe',
        server.url,
        '--tool',
        'x',
        '--max-time',
        '5s',
      ]);
      expect([exitCode, said.trimEnd().split('\n').length]).toEqual([1, 1]);
      expect(peakMiB).toBeLessThan(MEMORY_MAX_MIB);
    });
  },
);

/** Some of it, for what takes as long as its budget each time. */
const SOME = ['events without end', 'data without end', 'a bomb of gzip', 'a slow drip', 'silence'];

describe.each(HOSTILITIES.filter(([what]) => SOME.includes(what)))(
  'with %s in place of every answer to a call,',
  AT_ONCE,
  (_what, hostility) => {
    it.each([
      ['contract', (url: string) => ['contract', url, '--tool', 'run', '--budget', '2s']],
      [
        'locate',
        (url: string) => ['locate', '--hop', `a=${url}`, '--tool', 'run', '--budget', '2s'],
      ],
      [
        'compare',
        (url: string) => ['compare', '--hop', `a=${url}`, '--tool', 'run', '--budget', '2s'],
      ],
    ])(
      '%s ends soon after its budget, and takes no more memory than it may',
      async (_name, args) => {
        await using server = await hostileServer((socket, request) => {
          if (request.method === 'tools/call') hostility(socket, request);
          else behave(socket, request);
        });
        const { exitCode, said, peakMiB, tookMs } = await judged(args(server.url));
        expect([1, 2]).toContain(exitCode);
        expect(said).not.toMatch(/^\s+at |bug in fake-stata/m);
        expect(peakMiB).toBeLessThan(MEMORY_MAX_MIB);
        expect(tookMs).toBeLessThan(30_000);
      },
    );
  },
);

describe.each(HOSTILITIES.filter(([what]) => SOME.includes(what)))(
  'with %s in place of its list of tools,',
  AT_ONCE,
  (_what, hostility) => {
    it('contract init ends with one message', async () => {
      await using server = await hostileServer((socket, request) => {
        if (request.method === 'tools/list') hostility(socket, request);
        else behave(socket, request);
      });
      const { exitCode, said, peakMiB, tookMs } = await judged(['contract', 'init', server.url]);
      expect([exitCode, said.trimEnd().split('\n').length]).toEqual([2, 1]);
      expect(peakMiB).toBeLessThan(MEMORY_MAX_MIB);
      expect(tookMs).toBeLessThan(40_000);
    });
  },
);

/** What a well-behaved server would write, as bytes. */
function behaviour(method: string, id: string): Buffer {
  const written: Buffer[] = [];
  const socket = { write: (bytes: string | Uint8Array) => written.push(Buffer.from(bytes)) };
  behave(socket, { method, id });
  return Buffer.concat(written);
}

/** Which answer is damaged, where it is cut off, and what comes then. */
const damage = fc.record({
  method: fc.constantFrom('initialize', 'tools/list', 'tools/call'),
  cutAt: fc.nat({ max: 400 }),
  last: fc.uint8Array({ maxLength: 40 }),
  isReset: fc.boolean(),
});

type Damage = typeof damage extends fc.Arbitrary<infer Each> ? Each : never;

function damaged({ method, cutAt, last, isReset }: Damage): Hostility {
  return (socket, request) => {
    const bytes = behaviour(request.method, request.id);
    if (request.method !== method) return void socket.write(bytes);
    socket.write(bytes.subarray(0, cutAt));
    if (isReset) socket.resetAndDestroy();
    else socket.end(last);
  };
}

describe('a server that closes at any byte, after any bytes,', () => {
  it('makes probe and contract init end as they should', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (how) => {
        await using server = await hostileServer(damaged(how));
        const probed = await fakeStata('probe', server.url, '--tool', 'run', '--max-time', '5s');
        expect([0, 1]).toContain(probed.exitCode);
        const begun = await fakeStata('contract', 'init', server.url);
        expect([0, 2]).toContain(begun.exitCode);
        expect(probed.stderr + begun.stderr).not.toMatch(/^\s+at |bug in fake-stata/m);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves the tap as it was', async () => {
    const events: TapEvent[] = [];
    const record = (event: TapEvent): void => void events.push(event);
    let how: Hostility = behave;
    await using server = await hostileServer((socket, request) => how(socket, request));
    await using tap = await openTap({ to: server.url, clock: new RealClock(), record });
    const ask = async (method: string): Promise<string> => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method });
      const signal = AbortSignal.timeout(5000);
      const response = await fetch(`${tap.url}/mcp`, { method: 'POST', body, signal });
      return await response.text();
    };
    await fc.assert(
      fc.asyncProperty(damage, async (each) => {
        how = damaged(each);
        await ask(each.method).catch(() => {});
        how = behave;
        expect(await ask('tools/call')).toContain('done');
      }),
      { numRuns: 60 },
    );
    for (const [, hostility] of HOSTILITIES) {
      how = hostility;
      const enough = new AbortController();
      const asked = fetch(`${tap.url}/mcp`, { method: 'POST', body: '{}', signal: enough.signal });
      const read = asked.then((response) => response.arrayBuffer()).catch(() => {});
      await Promise.race([read, new RealClock().sleep(500)]);
      enough.abort();
      await read;
      how = behave;
      expect(await ask('tools/call')).toContain('done');
    }
  });
});
