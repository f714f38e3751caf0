import type { SearchIndex } from '../../stores/ports/search-index.ts';
import { abortable } from '../../schema/abortable.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import { fieldEntriesOf, type FieldEntries } from './field-entries.ts';

/** How long the names are believed without asking again, milliseconds. */
const FRESH_MS = 60_000;
/** The same after a failure. */
const RETRY_MS = 5_000;

/** The catalog's brands and categories. Only informs: without the index it gives what it last knew, or nothing. */
export interface FieldDictionary {
  /** At most a minute old, unless the index cannot be read. Rejects only with the signal's reason. */
  read(signal: AbortSignal): Promise<FieldEntries>;
  /** Tells which index answered a search; another one than before makes the next `read` ask anew. */
  noticeIndexVersion(indexVersion: string): void;
}

export interface FieldDictionaryOptions {
  readonly index: Pick<SearchIndex, 'fieldValues'>;
  readonly now: () => number;
  readonly log: DiscoveryLog;
}

export function createFieldDictionary({ index, now, log }: FieldDictionaryOptions): FieldDictionary {
  let entries = fieldEntriesOf([], []);
  let staleAtMs = Number.NEGATIVE_INFINITY;
  let version: string | null = null;
  let loading: Promise<void> | null = null;

  // Shared by all that wait, so it runs without the signal of any one of them.
  async function load(): Promise<void> {
    try {
      const [brands, categories] = await Promise.all([index.fieldValues('brand'), index.fieldValues('category')]);
      entries = fieldEntriesOf(brands, categories);
      staleAtMs = now() + FRESH_MS;
    } catch (error) {
      log.warn({ error }, 'The names of brands and categories could not be read from the index.');
      staleAtMs = now() + RETRY_MS;
    } finally {
      loading = null;
    }
  }

  return {
    async read(signal) {
      if (now() >= staleAtMs) {
        loading ??= load();
        await abortable(loading, signal);
      }
      return entries;
    },
    noticeIndexVersion(indexVersion) {
      if (version !== null && version !== indexVersion) staleAtMs = Number.NEGATIVE_INFINITY;
      version = indexVersion;
    },
  };
}
