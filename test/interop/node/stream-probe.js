/**
 * What the fixture tool `stream_probe` does, for servers that `registerStreamProbe` doesn't fit: says
 * scripted things at scripted times.
 *
 * @param say - says output `step` of `steps`, wherever the server says such things
 */
export async function speak(
  { firstMs = 0, gapMs = 0, steps = 1, payloadBytes = 0, silentMs = 0, failAt, name = 'probe' },
  say,
) {
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  const until = (atMs) => new Promise((done) => setTimeout(done, Math.max(0, atMs - elapsedMs())));
  for (let step = 0; step < steps; step += 1) {
    await until(firstMs + step * gapMs);
    if (step === failAt) throw new Error(`failed at output ${step}, as it was told to`);
    const text = `[${name}.${step}] é✓𝄞 at=${Math.round(elapsedMs())} `;
    await say({ text: text.padEnd(payloadBytes, '.'), step: step + 1, steps });
  }
  await until(firstMs + (steps - 1) * gapMs + silentMs);
  return `said ${steps} outputs`;
}
