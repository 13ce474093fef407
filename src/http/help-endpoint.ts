import { z } from 'zod';
import { parseQuery } from './fast-api-input.ts';
import { plainText } from './plain-text.ts';
import type { Route } from './route.ts';

const HelpQuery = z.object({ topic: z.string(), format: z.string().optional() });

/** `GET /help`, which editors ask. This Stata comes without help files, so that none is found. */
export function helpEndpoint(): Route {
  return {
    method: 'GET',
    path: '/help',
    handle: ({ query }) => {
      const parsed = parseQuery(query, HelpQuery);
      if ('response' in parsed) return parsed.response;
      const topic = topicOf(parsed.value.topic);
      if (topic === '') return plainText('No topic specified', 400);
      if (!/^[\w.-]+$/.test(topic)) return plainText('Invalid topic name', 400);
      return plainText(`Help file not found for: ${topic}`, 404);
    },
  };
}

/** As the original reads it: `#delimit` is `delimit`, `regress postestimation` one name, and so on. */
function topicOf(text: string): string {
  const [topic = ''] = text.trim().replace(/^#+/, '').replaceAll(' ', '_').split(',');
  return topic.trim();
}
