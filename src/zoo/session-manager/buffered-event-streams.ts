import { collectEventStreams } from '../parts/collect-event-streams.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const bufferedEventStreams: Specimen = {
  name: 'buffered-event-streams',
  layer: 'session manager',
  about: 'collects event streams, and lets everything else through',
  thread: 'agentic-community/mcp-gateway-registry#1460, _read_bounded; IBM/mcp-context-forge#4549',
  breaks: ['Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z11', 'Z13'],
  open: healthy({ before: (manager) => collectEventStreams(manager) }),
};
