import type { Logger } from 'pino';
import { changeVersion } from '../../schema/ids.ts';
import type { CatalogParts } from '../parts/subgraphs.ts';
import { everyMinute } from './every-minute.ts';

/** Changes that stay in the log after the index has them: some 10 MB, and what a rebuild may fall behind before it begins again. */
const KEPT_CHANGES = 100_000n;

/** Drops from time to time what the index has long had from the catalog's change log, which would grow with every write. */
export function keepChangesShort({ catalog, index }: CatalogParts, log: Logger): Disposable {
  return everyMinute(
    async () => {
      if (catalog.compact === null) return;
      const { checkpoint } = await index.position();
      if (checkpoint !== null && checkpoint.version > KEPT_CHANGES) await catalog.compact(changeVersion(checkpoint.version - KEPT_CHANGES));
    },
    (error) => log.warn({ error }, 'The change log could not be compacted; it is tried again.'),
  );
}
