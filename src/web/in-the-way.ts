import type { Transformer } from 'node:stream/web';
import type { Clock } from '../clock/clock.ts';
import type { SessionManager } from '../manager/session-manager.ts';

type InTheWay = (manager: SessionManager, clock: Clock) => SessionManager;

/** A proxy that sends headers at once and the body in pieces of so many bytes, as nginx's buffer does. */
export function sendsPiecesOf(bytes: number): InTheWay {
  return (manager) =>
    withBody(manager, () => {
      let held: Uint8Array[] = [];
      let heldBytes = 0;
      const release = (controller: TransformStreamDefaultController<Uint8Array>): void => {
        for (const chunk of held) controller.enqueue(chunk);
        [held, heldBytes] = [[], 0];
      };
      return {
        transform: (chunk, controller) => {
          held.push(chunk);
          heldBytes += chunk.byteLength;
          if (heldBytes >= bytes) release(controller);
        },
        flush: release,
      };
    });
}

/** Something that says a byte or two at once, and the rest when all of it is there. */
export function saysHelloFirst(): InTheWay {
  return (manager, clock) => {
    const collected = sendsPiecesOf(Number.POSITIVE_INFINITY)(manager, clock);
    return withBody(collected, () => ({
      start: (controller) => controller.enqueue(new TextEncoder().encode(':\n\n')),
    }));
  };
}

/** A client that waits for the whole body before it looks at any of it. */
export function readsToTheEnd(): InTheWay {
  return sendsPiecesOf(Number.POSITIVE_INFINITY);
}

/** A proxy that cuts a connection on which nothing has moved for so long. */
export function cutsAfterSilence(ms: number): InTheWay {
  return (manager, clock) =>
    withBody(manager, () => {
      let watch = new AbortController();
      const wait = (controller: TransformStreamDefaultController<Uint8Array>): void => {
        watch.abort();
        watch = new AbortController();
        clock.sleep(ms, watch.signal).then(
          () => controller.error(new Error(`nothing moved for ${ms / 1000} s`)),
          () => {},
        );
      };
      return {
        start: wait,
        transform: (chunk, controller) => {
          wait(controller);
          controller.enqueue(chunk);
        },
        flush: () => watch.abort(),
      };
    });
}

/** Changes the bodies of event streams, and leaves everything else alone. */
function withBody(
  manager: SessionManager,
  transformer: () => Transformer<Uint8Array, Uint8Array>,
): SessionManager {
  return async (request) => {
    const response = await manager(request);
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (!isStream || response.body === null) return response;
    const body = response.body.pipeThrough(new TransformStream(transformer()));
    return new Response(body, response);
  };
}
