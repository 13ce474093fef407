import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { streamProbeStimulus } from '../../src/contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../src/contract/target/in-process-target.ts';
import { describeStreamingContract } from '../../src/kit/vitest.ts';
import { createStreamProbeServer } from '../../src/server/stream-probe-server.ts';
import { createManagedEndpoint } from '../../src/testbed/managed-endpoint.ts';

describeStreamingContract(
  'the streaming manager',
  () => {
    const clock = new VirtualClock();
    const createServer = () => createStreamProbeServer({ clock });
    const { handle } = createManagedEndpoint({ manager: 'streaming', clock, createServer });
    return inProcessTarget({ handle, clock, stimulus: streamProbeStimulus() });
  },
  { budgetMs: 600_000 },
);
