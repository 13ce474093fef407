import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const jsonResponse: Specimen = {
  name: 'json-response',
  layer: 'session manager',
  about: 'answers each call with one JSON object, which has no room for progress',
  thread: 'fastapi_mcp 0.4.0, json_response=True; typescript-sdk#866',
  breaks: ['G01', 'Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z13', 'Z14'],
  open: healthy({ manager: 'buffered-json' }),
};
