import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../schema/errors.ts';
import type { ChangeVersion } from '../../schema/ids.ts';
import { indexForm } from '../ports/index-form.ts';
import type { EmbeddingSpace, ProductIndex } from '../ports/product-index.ts';
import { INDEX_BATCH_MAX, type IndexOperation, type IndexPosition, type IndexRebuild, type LiveCheckpoint } from '../ports/search-index.ts';
import { connect } from './connection.ts';
import { type Generation, openGenerations } from './generations.ts';
import { entryId } from './mapping/entry-id.ts';
import { type IndexSchema, indexSchema } from './mapping/index-schema.ts';
import type { SearchBody } from './query/recall-searches.ts';
import { complete } from './read/complete.ts';
import { correctWords } from './read/correct-words.ts';
import { sourcesByIds, toIndexDocument, toStoredFeatures } from './read/documents.ts';
import { fieldValues } from './read/field-values.ts';
import { neighbours } from './read/neighbours.ts';
import { recall } from './read/recall.ts';
import { runSearches, type SearchAnswer } from './read/run-searches.ts';
import { entriesSearch, scanSearch, toScannedEntry } from './read/scanned-entries.ts';
import { createVisibility } from './visibility.ts';
import { type GenerationState, readState, writeState } from './write/generation-state.ts';
import { sendBulk } from './write/send-bulk.ts';
import { toBulkLine } from './write/to-bulk-line.ts';

/** Elasticsearch remembers a delete until its clock, which ticks every 200 ms, has moved on (`gc_deletes: 0s`). */
const FORGETS_MS = 300;

/** Requests at once of a write to the live index. One that is filled is written to by several ranges at once. */
const LANES = 2;

/** Before a search that was refused for the moment is tried again, milliseconds. */
const PAUSE_MS = 100;

/** Too many requests; no shard of the index is there. */
const PASSING: ReadonlySet<unknown> = new Set([429, 503]);

export interface ElasticsearchIndexOptions {
  readonly url: string;
  /** What the indexes are named by. */
  readonly namespace: string;
  readonly alias: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** How long a search or a look-up may take, milliseconds; 5,000 by default. */
  readonly readMs?: number;
  /** Products from which on a generation that goes live has a graph over its vectors; 50,000 by default. */
  readonly graphFrom?: number;
  /** In 0..1, for pauses; Math.random by default. */
  readonly random?: () => number;
  /** What new generations are made for; null, as by default, keeps no embeddings. */
  readonly embeddings?: EmbeddingSpace | null;
  /** How new generations are made; this release's by default. */
  readonly schema?: IndexSchema;
}

/** The search index in Elasticsearch 9; docs/elasticsearch.md says what is where. @throws AppError `SEARCH_INDEX_UNAVAILABLE`. */
export async function openElasticsearchIndex(options: ElasticsearchIndexOptions): Promise<ProductIndex> {
  const { url, namespace, alias, now, random = Math.random, embeddings = null, readMs, graphFrom } = options;
  const { schema = indexSchema(embeddings?.dimensions ?? 0) } = options;
  await using opened = new AsyncDisposableStack();
  const connection = opened.use(await connect(url, readMs === undefined ? {} : { readMs }));
  const generations = await openGenerations({ connection, namespace, alias, schema, embeddings, ...(graphFrom === undefined ? {} : { graphFrom }) });
  const refresh = (): Promise<unknown> => connection.write((client, call) => client.indices.refresh({ index: `${namespace}-${alias}` }, call));
  const visibility = createVisibility(async () => {
    // Once more where the index that the alias stood for was swapped away in the middle of it.
    await refresh().catch((error: unknown) => (wasAnswered(error) ? refresh() : Promise.reject(error)));
  });

  /** Length of the embeddings that a generation gives back: none of another encoder. */
  const dimensionsOf = ({ embeddingVersion }: Generation): number => (embeddings !== null && embeddingVersion === embeddings.version ? embeddings.dimensions : 0);

  /** Reads the live generation; once more where it was swapped away meanwhile, or had no room. */
  const onLive = async <T>(read: (generation: Generation) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted();
    const generation = await generations.live(signal);
    try {
      return await read(generation);
    } catch (error) {
      if (!wasAnswered(error)) throw error;
      // Memory or a queue was full for the moment, or the index is just being taken away; a second refusal is the caller's to know.
      const mayPass = PASSING.has(error.details['status']);
      if (mayPass) await sleep(PAUSE_MS);
      const { index } = await generations.refreshLive(signal);
      if (index === generation.index && !mayPass) throw error;
      return await read(await generations.live(signal));
    }
  };

  /** The same, of what searches see. */
  const onVisible = async <T>(read: (generation: Generation) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted();
    await visibility.ready(signal);
    return onLive(read, signal);
  };

  const searcher =
    ({ index }: Generation, signal?: AbortSignal) =>
    async (body: SearchBody): Promise<SearchAnswer> =>
      (await runSearches(connection, index, [body], signal))[0]!;

  const writeTo = async (generation: Generation, operations: readonly IndexOperation[], lanes: number, signal?: AbortSignal): Promise<void> => {
    checkBatch(operations);
    checkEmbeddings(operations, dimensionsOf(generation));
    const lines = operations.map((operation) => toBulkLine(operation, dimensionsOf(generation) > 0));
    await sendBulk(lines, { connection, index: generation.index, lanes, random, ...(signal === undefined ? {} : { signal }) });
  };

  /** The generation to write to. @throws AppError `INDEX_REPLACED` where the checkpoint is of another than is live. */
  const generationOf = async (checkpoint: LiveCheckpoint | null, signal?: AbortSignal): Promise<Generation> => {
    const live = await generations.live(signal);
    if (checkpoint === null || checkpoint.indexVersion === live.name) return live;
    const { name } = await generations.refreshLive(signal);
    if (checkpoint.indexVersion !== name) throw new AppError('INDEX_REPLACED', `Expected ${checkpoint.indexVersion} to be live, but it is ${name}.`);
    return generations.live(signal);
  };

  /** Version of the last checkpoint whose changes this process can find, or has written. */
  let knownVersion: ChangeVersion | null = null;
  const position = async (signal?: AbortSignal): Promise<IndexPosition> => {
    const { index, checkpoint } = await readState(connection, `${namespace}-${alias}`, signal);
    let generation = await generations.live(signal);
    if (generation.index !== index) generation = await generations.refreshLive(signal);
    if (checkpoint !== null && checkpoint.version !== knownVersion) {
      visibility.wrote();
      await visibility.ready(signal);
      knownVersion = checkpoint.version;
    }
    return { indexVersion: generation.name, checkpoint };
  };

  const variantsMet = new Set<string>();

  const resources = opened.move();
  return {
    form: indexForm(schema.id, embeddings),

    recall: (query, signal) =>
      onVisible(
        (generation) =>
          recall(query, { generation, variantsMet, dimensions: dimensionsOf(generation), search: (bodies) => runSearches(connection, generation.index, bodies, signal) }),
        signal,
      ),

    documentsByIds: (ids, signal) =>
      onLive(async (generation) => {
        const sources = await sourcesByIds(connection, generation.index, ids, ['id', 'version', 'checksum', 'product', 'features'], signal);
        return sources.map((source) => (source === null ? null : toIndexDocument(source, dimensionsOf(generation))));
      }, signal),

    featuresByIds: (ids, signal) =>
      onLive(async (generation) => {
        const sources = await sourcesByIds(connection, generation.index, ids, ['features'], signal);
        return sources.map((source) => (source === null ? null : toStoredFeatures(source, dimensionsOf(generation))));
      }, signal),

    complete: (text, _locale, limit, signal) => onVisible((generation) => complete(text, limit, searcher(generation, signal)), signal),

    correctWords: (words, signal) => onVisible((generation) => correctWords(words, searcher(generation, signal)), signal),

    neighbours: (query, signal) =>
      onVisible(async (generation) => {
        const dimensions = dimensionsOf(generation);
        return dimensions === 0 || query.vector.length !== dimensions ? [] : neighbours(query, searcher(generation, signal), dimensions);
      }, signal),

    fieldValues: (field, signal) => onVisible((generation) => fieldValues(field, searcher(generation, signal)), signal),

    async write(operations, checkpoint, signal) {
      signal?.throwIfAborted();
      const generation = await generationOf(checkpoint, signal);
      try {
        await writeTo(generation, operations, LANES, signal);
        // Never ahead of the operations: they are durable by now.
        if (checkpoint !== null) await writeState(connection, generation.index, { checkpoint, scannedTo: null }, signal);
      } catch (error) {
        if (!wasAnswered(error) || (await generations.refreshLive(signal)).index === generation.index) throw error;
        // Swapped away meanwhile: without a checkpoint, the operations hold for whatever is live.
        await writeTo(await generationOf(checkpoint, signal), operations, LANES, signal);
      }
      if (checkpoint !== null) knownVersion = checkpoint.version;
      visibility.wrote();
    },

    position,

    async status(signal) {
      const { checkpoint } = await position(signal);
      return onVisible(async ({ index, name, embeddingVersion, rebuiltAtMs, schemaId }) => {
        const { count } = await connection.read((client, call) => client.count({ index, query: { term: { live: true } } }, call), signal);
        return { documents: count, alias, indexVersion: name, embeddingVersion, current: schemaId === schema.id, checkpoint, rebuiltAtMs };
      }, signal);
    },

    scan: (after, limit, signal) =>
      onVisible(async (generation) => {
        const { hits } = await searcher(generation, signal)(scanSearch(after, limit));
        return (hits?.hits ?? []).map(toScannedEntry);
      }, signal),

    entriesByIds: (ids, signal) =>
      onVisible(async (generation) => {
        checkBatch(ids);
        if (ids.length === 0) return [];
        const { hits } = await searcher(generation, signal)(entriesSearch(ids));
        return (hits?.hits ?? []).map(toScannedEntry);
      }, signal),

    async purge(ids, signal) {
      signal?.throwIfAborted();
      checkBatch(ids);
      const { index } = await generations.live(signal);
      const operations = ids.flatMap((id) => [{ delete: { _id: entryId(id) } }]);
      if (operations.length === 0) return;
      await connection.write((client, call) => client.bulk({ index, operations }, call), signal);
      await sleep(FORGETS_MS);
      visibility.wrote();
    },

    async beginRebuild(name, basis, signal): Promise<IndexRebuild> {
      signal?.throwIfAborted();
      if (!/^[a-z0-9][a-z0-9.-]{0,99}$/.test(name) || name === (await generations.live(signal)).name) {
        throw new AppError('INVARIANT_BROKEN', `Expected a name of small letters, digits, "." and "-" that is not the live generation's, got "${name}".`);
      }
      const next = await generations.begin(name, basis, signal);
      let state: GenerationState = await readState(connection, next.index, signal);
      return {
        indexVersion: name,
        ...state,
        async write(operations, progress, stop) {
          stop?.throwIfAborted();
          await writeTo(next, operations, 1, stop);
          if (progress === null) return;
          state = { checkpoint: progress.checkpoint ?? state.checkpoint, scannedTo: progress.scannedTo };
          await writeState(connection, next.index, state, stop);
        },
        swap: (stop) => generations.swap(next, now(), stop),
        discard: (stop) => generations.drop(next, stop),
      };
    },

    memoryBytes: async () => null,

    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Elasticsearch answered, if only to say that it cannot: the index may be another by now. */
function wasAnswered(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'SEARCH_INDEX_UNAVAILABLE' && error.details['status'] !== undefined;
}

function checkBatch(entries: readonly unknown[]): void {
  if (entries.length > INDEX_BATCH_MAX) {
    throw new AppError('INVARIANT_BROKEN', `Expected at most ${INDEX_BATCH_MAX} entries in one call, got ${entries.length}.`);
  }
}

/** Before anything is written. A generation that keeps none takes embeddings of any length, since it drops them. */
function checkEmbeddings(operations: readonly IndexOperation[], dimensions: number): void {
  if (dimensions === 0) return;
  for (const operation of operations) {
    const length = operation.kind === 'put' ? (operation.document.embedding?.length ?? dimensions) : dimensions;
    if (length !== dimensions) throw new AppError('INVARIANT_BROKEN', `Expected embeddings of ${dimensions} numbers, got one of ${length}.`);
  }
}
