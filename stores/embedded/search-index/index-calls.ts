import type { IndexOperation, IndexRebuild } from '../../ports/search-index.ts';
import type { EmbeddedSearchIndex } from './embedded-search-index.ts';
import type { Progress } from './generation-documents.ts';

/** `IndexRebuild` without its methods, which cannot be sent. */
export type BegunRebuild = Pick<IndexRebuild, 'indexVersion' | 'checkpoint' | 'scannedTo'>;

/** What one thread can ask of the index in another: plain arguments, plain results. */
export interface IndexCalls {
  recall(...args: Sent<'recall'>): ReturnType<EmbeddedSearchIndex['recall']>;
  documentsByIds(...args: Sent<'documentsByIds'>): ReturnType<EmbeddedSearchIndex['documentsByIds']>;
  complete(...args: Sent<'complete'>): ReturnType<EmbeddedSearchIndex['complete']>;
  correctWords(...args: Sent<'correctWords'>): ReturnType<EmbeddedSearchIndex['correctWords']>;
  neighbours(...args: Sent<'neighbours'>): ReturnType<EmbeddedSearchIndex['neighbours']>;
  featuresByIds(...args: Sent<'featuresByIds'>): ReturnType<EmbeddedSearchIndex['featuresByIds']>;
  fieldValues(...args: Sent<'fieldValues'>): ReturnType<EmbeddedSearchIndex['fieldValues']>;
  write(...args: Sent<'write'>): Promise<void>;
  status(): ReturnType<EmbeddedSearchIndex['status']>;
  position(): ReturnType<EmbeddedSearchIndex['position']>;
  scan(...args: Sent<'scan'>): ReturnType<EmbeddedSearchIndex['scan']>;
  entriesByIds(...args: Sent<'entriesByIds'>): ReturnType<EmbeddedSearchIndex['entriesByIds']>;
  purge(...args: Sent<'purge'>): Promise<void>;
  snapshot(): Promise<void>;
  memoryBytes(): Promise<number>;
  beginRebuild(...args: Sent<'beginRebuild'>): Promise<BegunRebuild>;
  rebuildWrite(name: string, operations: readonly IndexOperation[], progress: Progress | null): Promise<void>;
  rebuildSwap(name: string): Promise<void>;
  rebuildDiscard(name: string): Promise<void>;
  close(): Promise<void>;
}

/** The arguments of a method but for the signal, which cannot be sent. */
type Sent<Method extends keyof EmbeddedSearchIndex> = EmbeddedSearchIndex[Method] extends (...args: infer Args) => unknown
  ? WithoutSignal<Required<Args>>
  : never;
type WithoutSignal<Args extends readonly unknown[]> = Args extends readonly [...infer Rest, AbortSignal] ? Rest : Args;

/** The calls, done by an index in this thread. */
export function indexCalls(index: EmbeddedSearchIndex): IndexCalls {
  return {
    recall: (query) => index.recall(query),
    documentsByIds: (ids) => index.documentsByIds(ids),
    complete: (text, locale, limit) => index.complete(text, locale, limit),
    correctWords: (words) => index.correctWords(words),
    neighbours: (query) => index.neighbours(query),
    featuresByIds: (ids) => index.featuresByIds(ids),
    fieldValues: (field) => index.fieldValues(field),
    write: (operations, checkpoint) => index.write(operations, checkpoint),
    status: () => index.status(),
    position: () => index.position(),
    scan: (after, limit) => index.scan(after, limit),
    entriesByIds: (ids) => index.entriesByIds(ids),
    purge: (ids) => index.purge(ids),
    snapshot: () => index.snapshot(),
    memoryBytes: () => index.memoryBytes(),
    async beginRebuild(name, basis) {
      const { indexVersion, checkpoint, scannedTo } = await index.beginRebuild(name, basis);
      return { indexVersion, checkpoint, scannedTo };
    },
    // Beginning one that has begun gives the same one.
    rebuildWrite: async (name, operations, progress) => (await index.beginRebuild(name, null)).write(operations, progress),
    rebuildSwap: async (name) => (await index.beginRebuild(name, null)).swap(),
    rebuildDiscard: async (name) => (await index.beginRebuild(name, null)).discard(),
    close: async () => index[Symbol.asyncDispose](),
  };
}
