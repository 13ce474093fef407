import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { memoryHost } from '../../../src/stata/host/host.ts';
import { MemoryFiles } from '../../../src/stata/host/memory-files.ts';
import { createStata } from '../../../src/stata/session/create-stata.ts';
import { bytesOf } from '../../../src/timeline/bytes-of.ts';
import { CRASHED } from '../../../src/timeline/crash.ts';
import type { Emission } from '../../../src/timeline/emission.ts';

const NEVER = new AbortController().signal;

/** A Stata whose scenario has these lines, and everything it has said. */
function setUp(...lines: readonly string[]) {
  const clock = new VirtualClock();
  const files = new MemoryFiles();
  const said: Emission[] = [];
  const scenario = parseScenario(`name: a\nabout: b\n${lines.join('\n')}\n`, 'a.yaml');
  const host = memoryHost({ files });
  const record = (emission: Emission) => void said.push(emission);
  const stata = createStata({ clock, scenario, host, isEchoed: false, record });
  const run = async (code: string, signal = NEVER) => {
    said.length = 0;
    const listen = async (): Promise<void> => {
      for await (const _output of stata.run(code, { signal })) {
        // What is said is recorded.
      }
    };
    await clock.runUntil(listen());
    return said.slice(1).map(({ atMs, ...output }) => [atMs, output] as const);
  };
  return { clock, files, run };
}

const output = (text: string) => ({ kind: 'output', text });
const ENDED = { kind: 'ended', returnCode: 0 };

describe('an answered command', () => {
  it('says what the scenario says, when it says it, and everything else really runs', async () => {
    const { run } = setUp(
      'commands:',
      '  - when: REGress *',
      '    do: [{ wait: 3s }, { print: table }]',
    );
    expect(await run('display 1\nreg y x\nquietly regress y x\nregression')).toEqual([
      [0, output('1\n')],
      [3000, output('table\n')],
      [6000, { kind: 'error', returnCode: 199, message: 'command regression is unrecognized' }],
      [6000, { kind: 'ended', returnCode: 199 }],
    ]);
  });

  it('leaves results behind', async () => {
    const { run } = setUp(
      'commands: [{ when: logit *, do: [{ returns: { e(r2_p): 0.5, e(cmd): logit } }] }]',
    );
    expect(await run('logit y\ndisplay e(r2_p) "`e(cmd)\'"')).toEqual([
      [0, output('.5logit\n')],
      [0, ENDED],
    ]);
  });

  it('fails, and can be captured', async () => {
    const { run } = setUp(
      'commands: [{ when: probit *, do: [{ wait: 1s }, { error: { code: 430, message: no luck } }] }]',
    );
    expect(await run('capture probit y\ndisplay _rc\nprobit y\ndisplay 2')).toEqual([
      [1000, output('430\n')],
      [2000, { kind: 'error', returnCode: 430, message: 'no luck' }],
      [2000, { kind: 'ended', returnCode: 430 }],
    ]);
  });

  it('is answered so many times, and then runs', async () => {
    const { run } = setUp('commands: [{ when: display *, times: 1, do: [{ print: not 1 }] }]');
    expect(await run('display 1\ndisplay 1')).toEqual([
      [0, output('not 1\n')],
      [0, output('1\n')],
      [0, ENDED],
    ]);
  });

  it('may be slowed down, and come in pieces that end inside a character', async () => {
    const { run } = setUp(
      'commands:',
      '  - when: display *',
      '    do: [{ wait: 1s }, { chunks: 2, every: 100ms, do: [interpret] }]',
    );
    const said = await run('display "aμb"');
    expect(said).toEqual([
      [1000, { kind: 'output', text: 'a', hex: '61ce' }],
      [1100, { kind: 'output', text: 'μb', hex: 'bc62' }],
      [1200, output('\n')],
      [1200, ENDED],
    ]);
    const bytes = said.flatMap(([, each]) => (each.kind === 'output' ? [bytesOf(each)] : []));
    expect(Buffer.concat(bytes).toString()).toBe('aμb\n');
  });

  it('may fail in pieces, too', async () => {
    const { run } = setUp(
      'commands: [{ when: nowhere *, do: [{ chunks: 3, every: 1s, do: [interpret] }] }]',
    );
    expect((await run('nowhere x')).at(-1)).toEqual([0, { kind: 'ended', returnCode: 199 }]);
  });

  it('can be broken while it works or hangs', async () => {
    for (const step of ['{ wait: 1h }', 'hang', '{ chunks: 1, every: 1h, do: [interpret] }']) {
      const { clock, run } = setUp(`commands: [{ when: display *, do: [${step}] }]`);
      const breakKey = new AbortController();
      void clock.sleep(5000).then(() => breakKey.abort());
      expect((await run('display "abc"', breakKey.signal)).at(-1)).toEqual([
        5000,
        { kind: 'ended', returnCode: 1 },
      ]);
    }
  });

  it.each([
    ['complete', 'last\n'],
    ['cut', ''],
  ])('may take Stata down, and leave a log that is %s', async (log, lastLine) => {
    const crash = `{ signal: SIGSEGV, log: ${log} }`;
    const { files, run } = setUp(
      `commands: [{ when: plugin *, do: [{ print: first }, { print: last }, { crash: ${crash} }] }]`,
    );
    expect((await run('quietly log using a.log, text\nplugin call\ndisplay 1')).at(-1)).toEqual([
      0,
      {
        kind: 'ended',
        returnCode: CRASHED,
        crash: { kind: 'signal', signal: 'SIGSEGV', log },
      },
    ]);
    expect(files.read('a.log').endsWith(`first\n${lastLine}`)).toBe(true);
  });
});

describe('the start', () => {
  it('happens once', async () => {
    const { run } = setUp('start: [{ wait: 2s }, { print: hello }]');
    expect(await run('display 1')).toEqual([
      [2000, output('hello\n')],
      [2000, output('1\n')],
      [2000, ENDED],
    ]);
    expect(await run('display 1')).toEqual([
      [2000, output('1\n')],
      [2000, ENDED],
    ]);
  });

  it('is the end without a licence', async () => {
    const { run } = setUp('start: [{ licence: none here }]');
    const crash = { kind: 'status', status: 1, log: 'complete' };
    for (let times = 1; times <= 2; times += 1) {
      expect(await run('display 1')).toEqual([
        [0, output('none here\n')],
        [0, { kind: 'ended', returnCode: CRASHED, crash }],
      ]);
    }
  });
});

describe('a graph', () => {
  it('of an answer, or of data, is exported as a file that its readers can read', async () => {
    const { files, run } = setUp('commands: [{ when: coefplot *, do: [{ graph: coefs }] }]');
    await run(`quietly set obs 9
generate x = _n
scatter x x
graph export a.svg
coefplot
graph export b.png, name(coefs)
histogram x, name(h)
graph export c.pdf
`);
    expect(files.read('a.svg').match(/<rect /g)).toHaveLength(3 + 9);
    expect(files.read('c.pdf')).toMatch(/^%PDF-1\.4\n[\s\S]*startxref\n\d+\n%%EOF\n$/);
    const png = Buffer.from(files.readBytes('b.png'));
    const [header, data] = [png.indexOf('IHDR'), png.indexOf('IDAT')];
    const [width, height] = [png.readUInt32BE(header + 4), png.readUInt32BE(header + 8)];
    const pixels = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    expect(pixels).toHaveLength((1 + width / 4) * height);
    const beforeChecksum = png.subarray(data, data + 4 + png.readUInt32BE(data - 4));
    expect(png.readUInt32BE(data + beforeChecksum.length)).toBe(crc32(beforeChecksum));
  });

  it.each([
    ['graph export a.png', 'could not find Graph window', 693],
    ['graph export a.bmp', 'output file suffix .bmp not recognized', 198],
    ['graph drop nowhere', 'graph nowhere not found', 111],
  ])('%s', async (code, message, returnCode) => {
    expect((await setUp().run(code))[0]).toEqual([0, { kind: 'error', returnCode, message }]);
  });
});

describe('files, matrices, help', () => {
  it.each([
    [
      'file open f using a.txt, write\nfile write f "a" _tab %4.2f (1/4) _n(2)\nfile close f\n' +
        'file open f using a.txt, read\nfile read f one\nfile read f two\nfile read f three\n' +
        'display "`one\'|`two\'|" r(eof)',
      'a\t0.25||1\n',
    ],
    [
      'matrix A = (1, 2 \\ 3, 4.5)\nmatrix rownames A = a b\nmatrix list A\ndisplay A[2,2]',
      '\nA[2,2]\n    c1   c2\na    1    2\nb    3  4.5\n4.5\n',
    ],
    ['matrix S = I(2)\nmatrix list S', '\nsymmetric S[2,2]\n    c1  c2\nr1   1\nr2   0   1\n'],
    ['which display', 'built-in command:  display\n'],
    ['which nothing', 'command nothing not found as either built-in or ado-file'],
    ['file read f line', 'file handle f not found'],
    ['matrix A = (1, 2 \\ 3)', 'conformability error'],
    ['ssc install estout', 'ssc install estout: fake-stata has no network\n'],
    ['predict yhat', 'last estimates not found'],
  ])('%s', async (code, expected) => {
    const said = await setUp().run(code);
    const text = said.map(([, each]) =>
      each.kind === 'output' ? each.text : each.kind === 'error' ? each.message : '',
    );
    expect(text.join('').replace(/host not found$/, '')).toBe(expected);
  });
});
