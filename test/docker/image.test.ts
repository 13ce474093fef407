import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';
import { expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { heardEvents } from '../../src/delivery/heard-event.ts';
import { FakeStataContainer } from '../../src/kit/testcontainers.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { OwnNetwork } from './own-network.ts';
import { pause } from './pause.ts';
import { describeContainers, IMAGE } from './rig.ts';

/** Speaks at 2 s and at 8 s, and ends at 12 s. */
const SCENARIO = 'two-eight-twelve';

const CALL = { tool: 'stata_run_selection', args: { selection: 'display 1' } } as const;

/** How long an engine may take to end a container before the whole test is about something else. */
const STOP_MAX_MS = 2000;

/** While none of the others starts anything. */
const ALONE = { concurrent: false } as const;

describeContainers('the image', () => {
  it(
    'ends within 2 s of SIGTERM, in the middle of a call, and says that all is well',
    ALONE,
    async () => {
      await using stata = await new FakeStataContainer(IMAGE)
        .withScenario(SCENARIO)
        .withAutoRemove(false)
        .start();
      await using wire = new HttpWire();
      await using probe = await WireProbe.open({ wire, url: stata.mcpUrl, clock: new RealClock() });
      const heard = Promise.withResolvers<void>();
      const record = ({ kind }: { readonly kind: string }): void => {
        if (kind === 'message') heard.resolve();
      };
      const called = probe.call({ ...CALL, record }).catch((error: Error) => error.message);
      await heard.promise;
      const { container } = await getContainerRuntimeClient();
      const engine = container.getById(stata.getId());
      const startedAtMs = performance.now();
      await stata.kill('SIGTERM');
      const { StatusCode } = await engine.wait();
      expect(performance.now() - startedAtMs).toBeLessThan(STOP_MAX_MS);
      expect(StatusCode).toBe(0);
      expect(await called).toMatch(/broke off|without answering/);
    },
  );

  it.each([
    ['streaming', 0],
    ['buffered', 10_000],
  ] as const)(
    'starts, and its %s manager is heard as it should be',
    ALONE,
    async (manager, laterMs) => {
      await using stata = await new FakeStataContainer(IMAGE)
        .withScenario(SCENARIO)
        .withManager(manager)
        .withSpeed(4)
        .withToken('secret')
        .start();
      const timeline = new Timeline();
      await using wire = new HttpWire();
      // At the container's speed, so that both clocks tell the same time.
      const options = { wire, url: stata.mcpUrl, clock: new RealClock({ speed: 4 }) };
      await expect(WireProbe.open(options)).rejects.toThrow('asks for a token');
      const headers = { authorization: 'Bearer secret' };
      await using probe = await WireProbe.open({ ...options, headers });
      await probe.call({ ...CALL, record: timeline.append });
      const [first] = heardEvents(timeline.events);
      expect(first?.text).toBe('iteration 1');
      expect(first?.atMs).toBeGreaterThanOrEqual(2000 + laterMs - 5);
      expect(first?.atMs).toBeLessThan(2000 + laterMs + 4000);
      const said = await stata.timeline();
      expect(said.map(({ kind }) => kind)).toEqual(['started', 'output', 'output', 'ended']);
      expect((said[2]?.atMs ?? 0) - (said[1]?.atMs ?? 0)).toBeCloseTo(6000, -3);
    },
  );

  it('off its network and back, has lost nothing of a call: what it said meanwhile comes late', async ({
    // Only the test's own can poll while others go on.
    expect,
  }) => {
    await using stack = new AsyncDisposableStack();
    const network = stack.use(await OwnNetwork.create());
    const stata = stack.use(
      await new FakeStataContainer(IMAGE)
        .withScenario(SCENARIO)
        .withSpeed(4)
        .withAllowedHosts(network.address)
        .start(),
    );
    await network.connect(stata.getId(), 4000);
    const clock = new RealClock();
    const timeline = new Timeline();
    const wire = stack.use(new HttpWire());
    const url = `http://${network.address}:4000/mcp-streamable`;
    const probe = stack.use(await WireProbe.open({ wire, url, clock }));
    const heard = Promise.withResolvers<void>();
    const called = probe.call({
      ...CALL,
      record: (event) => {
        timeline.append(event);
        if (heardEvents(timeline.events).length === 1) heard.resolve();
      },
    });
    await heard.promise;
    await network.disconnect(stata.getId());
    const outputs = async (): Promise<number> =>
      (await stata.timeline()).filter(({ kind }) => kind === 'output').length;
    await expect.poll(outputs, { timeout: 10_000 }).toBe(2);
    expect(heardEvents(timeline.events)).toHaveLength(1);
    // As the others are: in milliseconds after the call.
    const backAtMs = clock.now() - (timeline.events[0]?.atMs ?? 0);
    await network.connect(stata.getId(), 4000);
    await called;
    const events = heardEvents(timeline.events);
    // And the result, which is all of it.
    const all = ['iteration 1', 'iteration 2', 'iteration 1\niteration 2'];
    expect(events.map(({ text }) => text)).toEqual(all);
    expect(events[1]?.atMs).toBeGreaterThan(backAtMs);
  });

  it('is healthy, isn’t root, and can do and write next to nothing', async () => {
    await using stata = await new FakeStataContainer(IMAGE)
      .withWaitStrategy(Wait.forHealthCheck())
      .start();
    const shell = async (script: string) => {
      const { output, exitCode } = await stata.exec(['sh', '-c', script]);
      return `${exitCode} ${output.trim()}`;
    };
    expect(await shell('id -u')).toBe('0 1000');
    expect(await shell('grep CapEff /proc/1/status')).toMatch(/0+$/);
    expect(await shell('grep NoNewPrivs /proc/1/status')).toMatch(/1$/);
    for (const file of ['/app/x', '/x', '/etc/passwd', '/app/dist/cli/main.js']) {
      expect(await shell(`echo x >>${file}`)).toMatch(/^[12] .*(Read-only|Permission)/);
    }
    expect(await shell('echo x >/tmp/x')).toBe('0 ');
  });

  it('answers to its own names only', async () => {
    await using stata = await new FakeStataContainer(IMAGE).withAllowedHosts('stata.lan').start();
    const { exitCode, output } = await stata.exec([
      'node',
      '-e',
      `const { get } = require('node:http');
       for (const host of ['stata.lan', 'evil.example'])
         get('http://127.0.0.1:4000/health', { headers: { host } }, (res) => console.log(host, res.statusCode));`,
    ]);
    expect(exitCode).toBe(0);
    expect(output.trim().split('\n').sort()).toEqual(['evil.example 403', 'stata.lan 200']);
  });

  it('can be paused, and goes on where it was', async () => {
    await using stata = await new FakeStataContainer(IMAGE).start();
    await pause(stata);
    const paused = AbortSignal.timeout(300);
    await expect(fetch(`${stata.url}/health`, { signal: paused })).rejects.toThrow('timeout');
    await stata.unpause();
    expect((await fetch(`${stata.url}/health`)).status).toBe(200);
  });
});

describeContainers('an image of something that needs a Stata', () => {
  it('has one, in batch mode, that ends as Stata does', async () => {
    const tool = await new GenericContainer(`${IMAGE}-tool`).withCommand(['sleep', '600']).start();
    await using _ = tool;
    const batch = 'stata-mp -b do x.do; echo "exit $?"; cat x.log';
    const { output } = await tool.exec([
      'sh',
      '-c',
      `cd /tmp && printf 'display 6 * 7\\nregress y x\\n' >x.do && ${batch}`,
    ]);
    expect(output).toContain('exit 0');
    expect(output).toMatch(/^\. display 6 \* 7\n42$/m);
    expect(output).toMatch(/end of do-file|r\(\d+\);/);
  });
});
