/** Asks a part something small; resolves where it works. */
export type AskPart = (signal: AbortSignal) => Promise<unknown>;

/** Shorter than the whole health check may take, so that one part that hangs is named and hides no other. */
const DEADLINE_MS = 1_500;

/** The state of each part by name: `ok`, or `unavailable` where it fails or does not answer in time. */
export async function checkParts<Name extends string>(parts: Readonly<Record<Name, AskPart>>): Promise<Record<Name, string>> {
  const states = await Promise.all(Object.entries<AskPart>(parts).map(async ([name, ask]) => [name, await stateOf(ask)] as const));
  return Object.fromEntries(states) as Record<Name, string>;
}

async function stateOf(ask: AskPart): Promise<string> {
  const controller = new AbortController();
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => {
    controller.abort();
    late.resolve('unavailable');
  }, DEADLINE_MS);
  try {
    return await Promise.race([ask(controller.signal).then(() => 'ok'), late.promise]);
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
  }
}
