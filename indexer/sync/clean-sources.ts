import type { JsonObject, CleanedProduct, StoredSource } from '../../stores/ports/catalog-store.ts';
import type { QuarantinedRecord } from '../../stores/ports/quarantine-store.ts';
import { type Cleaned, clean } from '../clean/clean.ts';
import type { CatalogMapping } from '../mapping/catalog-mapping.ts';
import { parseMapping } from '../mapping/parse-mapping.ts';
import type { IndexerOptions } from './indexer-options.ts';

/** What cleaning made of some records: each stands in exactly one of the two. */
export interface CleanedSources {
  readonly products: readonly CleanedProduct[];
  readonly refused: readonly QuarantinedRecord[];
}

/** Cleans records with the mappings that they name. */
export type SourceCleaner = (sources: readonly StoredSource[], signal: AbortSignal) => Promise<CleanedSources>;

export function createSourceCleaner({ catalog, log, now }: Pick<IndexerOptions, 'catalog' | 'log' | 'now'>): SourceCleaner {
  const parsed = new Map<string, { readonly text: string; readonly mapping: CatalogMapping }>();

  // Asked for anew each batch, since a mapping can be replaced; parsed anew only where it was.
  const mappingOf = async (name: string, signal: AbortSignal): Promise<CatalogMapping | null> => {
    const json: JsonObject | null = await catalog.mapping(name, signal);
    if (json === null) return null;
    const text = JSON.stringify(json);
    const known = parsed.get(name);
    if (known?.text === text) return known.mapping;
    const mapping = parseMapping(json, name);
    parsed.set(name, { text, mapping });
    return mapping;
  };

  return async (sources, signal) => {
    const names = new Set(sources.flatMap(({ mapping }) => (mapping === null ? [] : [mapping])));
    const mappings = new Map<string, CatalogMapping | null>();
    for (const name of names) mappings.set(name, await mappingOf(name, signal));

    const products: CleanedProduct[] = [];
    const refused: QuarantinedRecord[] = [];
    for (const source of sources) {
      const cleaned = cleanOne(source, mappings, log);
      if (cleaned.ok) {
        products.push({ version: source.version, product: cleaned.product });
      } else {
        const { id, version, record, origin } = source;
        refused.push({ id, version, issues: cleaned.issues, atMs: now(), source: record, origin });
      }
    }
    return { products, refused };
  };
}

function cleanOne(source: StoredSource, mappings: ReadonlyMap<string, CatalogMapping | null>, log: IndexerOptions['log']): Cleaned {
  const mapping = source.mapping === null ? null : (mappings.get(source.mapping) ?? undefined);
  if (mapping === undefined) {
    const message = `Expected a stored mapping, got "${source.mapping}"; import it again, then replay.`;
    return { ok: false, issues: [{ code: 'MAPPING_UNKNOWN', field: null, message }] };
  }
  try {
    return clean(source, mapping);
  } catch (error) {
    // Cleaning must not throw; if it does, one record waits in quarantine instead of all that come after it.
    log.error({ error, id: source.id }, 'Cleaning threw on a record.');
    return { ok: false, issues: [{ code: 'CLEANING_FAILED', field: null, message: 'Cleaning failed on this record; the log has the fault.' }] };
  }
}
