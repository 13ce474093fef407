import { createParser, type EventSourceMessage } from 'eventsource-parser';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventText } from '../../src/sse/event-text.ts';

it('is read as it was meant, whatever the data are', () => {
  const data = fc.string({ unit: fc.constantFrom('a', ' ', ':', '\n', '\r', '\u2028', 'é') });
  fc.assert(
    fc.property(data, fc.option(fc.nat(), { nil: undefined }), (data, id) => {
      const heard: EventSourceMessage[] = [];
      const parser = createParser({ onEvent: (event) => heard.push(event) });
      parser.feed(eventText({ event: 'message', ...(id === undefined ? {} : { id }), data }));
      const lines = data.replaceAll(/\r\n|\r/g, '\n');
      expect(heard).toMatchObject([{ event: 'message', data: lines }]);
      expect(heard[0]?.id).toBe(id === undefined ? undefined : String(id));
    }),
  );
});
