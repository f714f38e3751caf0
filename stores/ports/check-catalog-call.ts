import { AppError } from '../../schema/errors.ts';
import { CATALOG_BATCH_MAX } from './catalog-store.ts';

/** Checks what every call of the catalog's ports checks first: that it is not aborted, and not too large. */
export function checkCatalogCall(entries: readonly unknown[], signal: AbortSignal | undefined): void {
  signal?.throwIfAborted();
  if (entries.length > CATALOG_BATCH_MAX) {
    throw new AppError('INVARIANT_BROKEN', `Expected at most ${CATALOG_BATCH_MAX} entries in one call, got ${entries.length}.`);
  }
}
