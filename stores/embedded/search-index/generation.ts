import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine, type Engine, type EngineSchema, loadEngine, PRODUCT_SCHEMA } from '../../../search/index.ts';
import { AppError } from '../../../schema/errors.ts';
import type { ProductId } from '../../../schema/ids.ts';
import type { IndexOperation } from '../../ports/search-index.ts';
import type { EmbeddingSpace } from '../../ports/product-index.ts';
import { type GenerationDocuments, openGenerationDocuments, type Progress } from './generation-documents.ts';
import { inSlices } from './in-slices.ts';
import { type SnapshotFiles, snapshotFiles } from './snapshot-files.ts';
import { toEngineDocument } from './to-engine-document.ts';

/** Where faults that cost nothing but time are told; a pino logger is one. */
export interface IndexLog {
  warn(details: Readonly<Record<string, unknown>>, message: string): void;
}

export interface GenerationOptions {
  /** Folder, or `:memory:`. */
  readonly folder: string;
  readonly name: string;
  readonly log: IndexLog;
  /** What a new one is made for. */
  readonly embeddings: EmbeddingSpace | null;
}

/** One generation of the index: its documents on disk and the engine over them in memory. */
export interface Generation extends AsyncDisposable {
  readonly name: string;
  readonly documents: GenerationDocuments;
  /** Components of its embeddings; 0 where it holds none, or those of another encoder than the one it was opened for. */
  readonly dimensions: number;
  engine(): Engine;
  /** Null, or what a write has to wait for: the engine is being saved or cleared up, and must not change. */
  busy(): Promise<void> | null;
  /** Durable, then searchable. Not while busy. */
  write(operations: readonly IndexOperation[], progress: Progress): void;
  purge(ids: readonly ProductId[]): Promise<void>;
  /** Makes the next start quick. */
  snapshot(): Promise<void>;
  /** Closes it and removes its files. */
  destroy(): Promise<void>;
}

/** Writes after which a snapshot is due: this many, or this share of the documents where that is more. */
const SNAPSHOT_AFTER_WRITES = 5_000;
const SNAPSHOT_AFTER_SHARE = 0.25;

export function generationFile(name: string): string {
  return `index-${name}.db`;
}

export async function openGeneration({ folder, name, log, embeddings }: GenerationOptions): Promise<Generation> {
  const inMemory = folder === ':memory:';
  const documents = openGenerationDocuments({
    path: inMemory ? folder : join(folder, generationFile(name)),
    embeddingVersion: embeddings?.version ?? null,
    unreadable: (id, detail) => log.warn({ id, detail }, 'An index document cannot be read; "aisle index repair" restores it.'),
  });
  const snapshots: SnapshotFiles | null = inMemory ? null : snapshotFiles(folder, name);
  const fits = embeddings !== null && documents.state().embeddingVersion === embeddings.version;
  const dimensions = fits ? embeddings.dimensions : 0;
  const schema: EngineSchema = { ...PRODUCT_SCHEMA, dimensions };
  // One for another encoder has a snapshot with vectors of another kind: of no use until the rebuild that is due.
  const holdsOthers = !fits && documents.state().embeddingVersion !== null;
  const opened = await engineOf(documents, { snapshots: holdsOthers ? null : snapshots, name, log, schema });
  let { engine } = opened;
  /** Writes since the last snapshot, and how many of them there were when one was last tried: a full disk is not asked each time. */
  let unsaved = opened.built;
  let triedAt = 0;
  let upkeep: Promise<void> | null = null;

  /** Work on the whole engine, one after the other: so that an older snapshot never replaces a newer one. */
  const keepUp = (work: () => Promise<void>): Promise<void> => {
    const mine = (upkeep ?? Promise.resolve()).then(work, work).finally(() => {
      if (upkeep === mine) upkeep = null;
    });
    upkeep = mine;
    return mine;
  };
  const save = async (): Promise<void> => {
    if (snapshots === null || unsaved === 0) return;
    const writes = unsaved;
    try {
      await snapshots.write(documents.state().sequence, engine.snapshot());
      unsaved -= writes;
    } catch (error) {
      log.warn({ error, generation: name }, 'A snapshot of the index could not be written; the next start takes longer.');
    }
    triedAt = unsaved;
  };
  const clearUp = async (): Promise<void> => {
    if (!engine.isFragmented()) return;
    await inSlices(engine.compact()).catch((error: unknown) => log.warn({ error, generation: name }, 'The engine could not be cleared up; it goes on as it is.'));
  };
  const isSnapshotDue = (): boolean => unsaved - triedAt > Math.max(SNAPSHOT_AFTER_WRITES, engine.size() * SNAPSHOT_AFTER_SHARE);

  return {
    name,
    documents,
    dimensions,
    engine: () => engine,
    busy: () => upkeep,

    write(operations, progress) {
      if (upkeep !== null) throw new AppError('INVARIANT_BROKEN', 'Expected no write while the engine is being saved or cleared up.');
      checkEmbeddings(operations, dimensions);
      const applied = documents.apply(operations, progress);
      try {
        applyTo(engine, applied);
      } catch (error) {
        // The documents are durable and right; the engine may have stopped half-way.
        log.warn({ error, generation: name }, 'The engine failed on a write and is built again from the documents.');
        engine = applyTo(createEngine(schema), documents.since(0n));
      }
      unsaved += applied.length;
      if (engine.isFragmented()) void keepUp(clearUp);
      if (isSnapshotDue()) {
        triedAt = unsaved;
        void keepUp(save);
      }
    },

    async purge(ids) {
      await keepUp(async () => {
        // A snapshot would bring the entries back: nothing in the documents says that they are gone.
        await snapshots?.clear();
        documents.purge(ids);
        for (const id of ids) engine.remove(id);
        unsaved += ids.length;
        await clearUp();
      });
    },

    snapshot: () => keepUp(save),

    async destroy() {
      await upkeep;
      documents[Symbol.dispose]();
      if (inMemory) return;
      await snapshots?.clear();
      for (const suffix of ['', '-wal', '-shm']) await rm(join(folder, generationFile(name) + suffix), { force: true });
    },

    async [Symbol.asyncDispose]() {
      await keepUp(save);
      documents[Symbol.dispose]();
    },
  };
}

interface EngineOptions {
  readonly snapshots: SnapshotFiles | null;
  readonly name: string;
  readonly log: IndexLog;
  readonly schema: EngineSchema;
}

interface OpenedEngine {
  readonly engine: Engine;
  /** Documents that no snapshot has. */
  readonly built: number;
}

/** The engine from its snapshot and what was written since, or else from all documents. */
async function engineOf(documents: GenerationDocuments, { snapshots, name, log, schema }: EngineOptions): Promise<OpenedEngine> {
  await using stored = (await snapshots?.open()) ?? null;
  const { sequence } = documents.state();
  if (stored !== null && stored.sequence <= sequence) {
    try {
      const engine = applyTo(await loadEngine(schema, stored.content), documents.since(stored.sequence));
      if (engine.size() === documents.count()) return { engine, built: Number(sequence - stored.sequence) };
      log.warn({ generation: name }, 'A snapshot of the index does not fit its documents; the index is built from them.');
    } catch (error) {
      log.warn({ error, generation: name }, 'A snapshot of the index cannot be used; the index is built from its documents.');
    }
  }
  const engine = applyTo(createEngine(schema), documents.since(0n));
  return { engine, built: engine.size() };
}

function applyTo(engine: Engine, operations: Iterable<IndexOperation>): Engine {
  for (const operation of operations) {
    if (operation.kind === 'put') engine.put(toEngineDocument(operation.document));
    else engine.remove(operation.id);
  }
  return engine;
}

/** Before anything is written. A generation that keeps none takes embeddings of any length, since it drops them. */
function checkEmbeddings(operations: readonly IndexOperation[], dimensions: number): void {
  if (dimensions === 0) return;
  for (const operation of operations) {
    const length = operation.kind === 'put' ? (operation.document.embedding?.length ?? dimensions) : dimensions;
    if (length !== dimensions) throw new AppError('INVARIANT_BROKEN', `Expected embeddings of ${dimensions} numbers, got one of ${length}.`);
  }
}
