/** Takes what comes as fast as it comes, and keeps it until it is asked for. */
export async function* readAhead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const queue: Uint8Array[] = [];
  let isOver = false;
  let wake = (): void => {};
  const reading = (async () => {
    for await (const chunk of chunks) {
      queue.push(chunk);
      wake();
    }
  })().finally(() => {
    isOver = true;
    wake();
  });
  for (;;) {
    const next = queue.shift();
    if (next !== undefined) yield next;
    else if (isOver) break;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
  await reading;
}
