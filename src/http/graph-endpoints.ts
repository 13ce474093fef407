import { plainText } from './plain-text.ts';
import type { Route } from './route.ts';

/** A file's name as it is, and no way out of the folder. */
const FILE_NAME = /^(?!\.{1,2}$)[^/\\\0]+$/;

/**
 * `/graphs/{name}` and `/graphs/batch/{batch}/{file}`. No graph of this Stata's is ever kept for the
 * server, so none is found; the answers are the original's to that.
 */
export function graphEndpoints(): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/graphs/batch/:batch/:file',
      handle: ({ params: { batch = '', file = '' } }) => {
        const isPath = FILE_NAME.test(batch) && FILE_NAME.test(file);
        return isPath ? notFound(file) : plainText('Invalid graph path', 400);
      },
    },
    {
      method: 'GET',
      path: '/graphs/:name',
      handle: ({ params: { name = '' } }) => notFound(name.replace(/\.png$/, '')),
    },
  ];
}

function notFound(name: string): Response {
  return plainText(`Graph not found: ${name}`, 404);
}
