import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../schema/errors.ts';
import { groupId, type ProductId, productId } from '../../../schema/ids.ts';
import { categoryPath } from '../../ports/category-path.ts';
import {
  type FieldValue,
  INDEX_BATCH_MAX,
  type IndexField,
  type IndexRebuild,
  type ScannedEntry,
  type StoredFeatures,
} from '../../ports/search-index.ts';
import { embeddedForm } from './embedded-form.ts';
import type { EmbeddedSearchIndex, EmbeddedSearchIndexOptions } from './embedded-search-index.ts';
import { type Generation, generationFile, openGeneration } from './generation.ts';
import { openGenerationDocuments } from './generation-documents.ts';
import { type LivePointer, readPointer, writePointer } from './live-pointer.ts';
import { storedFeatures } from './stored-features.ts';
import { toEngineQuery } from './to-engine-query.ts';
import { toEngineTarget } from './to-engine-target.ts';

/**
 * The embedded search index in this thread: engine in memory, documents in SQLite, one file a generation, and a pointer
 * to the live one.
 * @throws AppError `SEARCH_INDEX_CORRUPT` where the pointer is damaged; `STORE_LOCKED`, `SEARCH_INDEX_UNAVAILABLE`.
 */
export async function openIndexHere(options: EmbeddedSearchIndexOptions): Promise<EmbeddedSearchIndex> {
  const { dataDir: folder, alias, now, log, embeddings = null } = options;
  const inMemory = folder === ':memory:';
  if (!inMemory) await mkdir(folder, { recursive: true });
  let pointer: LivePointer = (inMemory ? null : readPointer(folder)) ?? { generation: `${alias}-1`, rebuiltAtMs: null };
  if (!inMemory) {
    writePointer(folder, pointer);
    await removeLeftovers(folder, pointer.generation);
  }
  let live = await openGeneration({ folder, name: pointer.generation, log, embeddings });
  live.documents.markLive();
  const rebuilds = new Map<string, Generation>();
  const featuresOf = (ids: readonly string[]): (StoredFeatures | null)[] => storedFeatures(live.engine(), ids, live.dimensions);
  const openOn = async (name: string, basis: string | null): Promise<Generation> => {
    const generation = await openGeneration({ folder, name, log, embeddings });
    if (basis !== null) generation.documents.setBasis(basis);
    return generation;
  };
  const openRebuild = async (name: string, basis: string | null): Promise<Generation> => {
    const known = rebuilds.get(name);
    if (known !== undefined && basis === null) return known;
    const begun = known ?? (await openOn(name, basis));
    const state = begun.documents.state();
    if (state.embeddingVersion === (embeddings?.version ?? null) && (basis === null || state.basis === basis)) return begun;
    // Begun for another encoder, or on another basis: it must begin again.
    rebuilds.delete(name);
    await begun.destroy();
    return openOn(name, basis);
  };

  return {
    form: embeddedForm(embeddings),

    async recall(query, signal) {
      signal?.throwIfAborted();
      const engine = live.engine();
      const { ids, candidates, total, relaxedWords, facets } = engine.search(toEngineQuery(query));
      const stored = featuresOf(candidates.map(({ id }) => id));
      return {
        ids: ids as readonly ProductId[],
        candidates: candidates.map(({ id, group, ...scores }, place) => ({
          ...scores,
          id: productId(id),
          groupId: group === null ? null : groupId(group),
          stored: stored[place]!,
        })),
        total,
        relaxedWords,
        facets: facets.map((facet) => ({ ...facet, field: facet.field as IndexField })),
        indexVersion: live.name,
      };
    },

    async documentsByIds(ids, signal) {
      signal?.throwIfAborted();
      const found = new Map(live.documents.byIds(ids).map((document) => [document.id, document]));
      return ids.map((id) => found.get(id) ?? null);
    },

    async complete(text, _locale, limit, signal) {
      signal?.throwIfAborted();
      return live.engine().complete(text, limit);
    },

    async correctWords(words, signal) {
      signal?.throwIfAborted();
      return live.engine().correctWords(words);
    },

    async neighbours(query, signal) {
      signal?.throwIfAborted();
      const near = live.engine().nearest({ ...query, only: (query.only ?? []).map((targets) => targets.map(toEngineTarget)), hide: (query.hide ?? []).map(toEngineTarget) });
      const stored = featuresOf(near.map(({ id }) => id));
      return near.map(({ id, group, similarity }, place) => ({
        id: productId(id),
        groupId: group === null ? null : groupId(group),
        similarity,
        stored: stored[place]!,
      }));
    },

    async featuresByIds(ids, signal) {
      signal?.throwIfAborted();
      return featuresOf(ids);
    },

    async fieldValues(field, signal) {
      signal?.throwIfAborted();
      const values = live.engine().fieldValues(field);
      if (field === 'brand') return values.map((value) => ({ ...value, path: [] }));
      const names = new Map(values.map(({ value, label }) => [value, label]));
      return values.map((value): FieldValue => ({ ...value, path: categoryPath(value.value, names) }));
    },

    async write(operations, checkpoint, signal) {
      signal?.throwIfAborted();
      checkBatch(operations);
      // Asked in the same turn as the write: while this one waited, another may have set off the next upkeep.
      for (let busy = live.busy(); busy !== null; busy = live.busy()) await busy;
      if (checkpoint !== null && checkpoint.indexVersion !== live.name) {
        throw new AppError('INDEX_REPLACED', `Expected ${checkpoint.indexVersion} to be live, but it is ${live.name}.`);
      }
      live.write(operations, { checkpoint, scannedTo: null });
    },

    async status(signal) {
      signal?.throwIfAborted();
      const { checkpoint, embeddingVersion } = live.documents.state();
      return { documents: live.engine().size(), alias, indexVersion: live.name, embeddingVersion, current: true, checkpoint, rebuiltAtMs: pointer.rebuiltAtMs };
    },

    async position(signal) {
      signal?.throwIfAborted();
      return { indexVersion: live.name, checkpoint: live.documents.state().checkpoint };
    },

    async scan(after, limit, signal) {
      signal?.throwIfAborted();
      return live.documents.scan(after, limit).map((entry) => searchable(entry, live));
    },

    async entriesByIds(ids, signal) {
      signal?.throwIfAborted();
      checkBatch(ids);
      return live.documents.entriesByIds(ids).map((entry) => searchable(entry, live));
    },

    async purge(ids, signal) {
      signal?.throwIfAborted();
      checkBatch(ids);
      await live.purge(ids);
    },

    async beginRebuild(name, basis, signal): Promise<IndexRebuild> {
      signal?.throwIfAborted();
      if (!/^[\w.-]{1,100}$/.test(name) || name === live.name) {
        throw new AppError('INVARIANT_BROKEN', `Expected a name of letters, digits, "." and "-" that is not the live generation's, got "${name}".`);
      }
      const next = await openRebuild(name, basis);
      rebuilds.set(name, next);
      const { checkpoint, scannedTo } = next.documents.state();
      return {
        indexVersion: name,
        checkpoint,
        scannedTo,
        async write(operations, progress, stop) {
          stop?.throwIfAborted();
          checkBatch(operations);
          for (let busy = next.busy(); busy !== null; busy = next.busy()) await busy;
          next.write(operations, progress ?? { checkpoint: null, scannedTo: null });
        },
        async swap(stop) {
          stop?.throwIfAborted();
          await next.snapshot();
          const former = live;
          pointer = { generation: name, rebuiltAtMs: now() };
          // From here on, also after a crash, the new generation is the live one.
          if (!inMemory) writePointer(folder, pointer);
          next.documents.markLive();
          live = next;
          rebuilds.delete(name);
          await former.destroy();
        },
        async discard() {
          rebuilds.delete(name);
          await next.destroy();
        },
      };
    },

    snapshot: () => live.snapshot(),
    memoryBytes: async () => live.engine().memoryBytes(),

    async [Symbol.asyncDispose]() {
      for (const rebuild of rebuilds.values()) await rebuild[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
    },
  };
}

/** An entry that the engine does not have is as good as damaged: nobody finds it. */
function searchable(entry: ScannedEntry, generation: Generation): ScannedEntry {
  return entry.kind === 'corrupt' || generation.engine().has(entry.id) ? entry : { kind: 'corrupt', id: entry.id, detail: 'It is stored, but not searchable.' };
}

function checkBatch(entries: readonly unknown[]): void {
  if (entries.length > INDEX_BATCH_MAX) {
    throw new AppError('INVARIANT_BROKEN', `Expected at most ${INDEX_BATCH_MAX} entries in one call, got ${entries.length}.`);
  }
}

/** Removes generations that were live once; one that is still being built is kept, to be continued. */
async function removeLeftovers(folder: string, live: string): Promise<void> {
  const names = (await readdir(folder)).flatMap((file) => /^index-(.+)\.db$/.exec(file)?.[1] ?? []);
  for (const name of names) {
    if (name === live || !wasLive(join(folder, generationFile(name)))) continue;
    for (const file of await readdir(folder)) {
      if (file.startsWith(`index-${name}.`)) await rm(join(folder, file), { force: true });
    }
  }
}

function wasLive(path: string): boolean {
  if (!existsSync(path)) return false;
  using documents = openGenerationDocuments({ path, embeddingVersion: null, unreadable: () => {} });
  return documents.state().live;
}
