/** Longest time for which the event loop is kept from turning, milliseconds. */
const SLICE_MS = 5;

/** Does long work a little at a time, so that searches and requests get their turn in between. */
export async function inSlices(steps: Iterable<undefined>): Promise<void> {
  let startedAt = performance.now();
  for (const _step of steps) {
    if (performance.now() - startedAt < SLICE_MS) continue;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    startedAt = performance.now();
  }
}
