import type { Logger } from 'pino';
import { changeVersion } from '../schema/ids.ts';
import type { Shop } from './open-shop.ts';

/** Changes that stay in the log after the index has them: some 10 MB, and what a rebuild may fall behind before it begins again. */
const KEPT_CHANGES = 100_000n;
const EVERY_MS = 60_000;

/**
 * Drops from time to time what the index has long had from the catalog's change log, which would grow with every write, and
 * events and served lists that were kept long enough.
 */
export function keepHistoryShort({ catalog, index, users }: Shop, log: Logger): Disposable {
  const compact = async (): Promise<void> => {
    if (catalog.compact === null) return;
    const { checkpoint } = await index.status();
    if (checkpoint !== null && checkpoint.version > KEPT_CHANGES) await catalog.compact(changeVersion(checkpoint.version - KEPT_CHANGES));
  };
  const timer = setInterval(() => {
    compact().catch((error: unknown) => log.warn({ error }, 'The change log could not be compacted; it is tried again.'));
    users.expire().catch((error: unknown) => log.warn({ error }, 'Expired events could not be dropped; it is tried again.'));
  }, EVERY_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
