import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeVersion } from '../../schema/ids.ts';
import type { CatalogContext } from './catalog-context.ts';

/** How long a writer waits to read its own write, milliseconds. The write is durable before, and stands after. */
const WAIT_MAX_MS = 1_000;
const POLL_MS = 10;

/**
 * Waits until the index has every change up to `version`, so that a search after a mutation sees it.
 * Gives up quietly after `WAIT_MAX_MS`, on abort, and where the index cannot be asked: the change arrives later.
 */
export async function waitUntilIndexed(version: ChangeVersion, { deps: { index, log }, signal, requestId }: CatalogContext): Promise<void> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MAX_MS)]);
  try {
    for (;;) {
      const { checkpoint } = await index.position(until);
      if (checkpoint !== null && checkpoint.version >= version) return;
      await sleep(POLL_MS, undefined, { signal: until });
    }
  } catch (error) {
    if (!until.aborted) log.error({ requestId, err: error }, 'The index could not be asked how far it is.');
  }
}
