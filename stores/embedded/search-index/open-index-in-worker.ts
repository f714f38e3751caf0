import { AppError } from '../../../schema/errors.ts';
import type { EmbeddedSearchIndex, EmbeddedSearchIndexOptions } from './embedded-search-index.ts';
import { embeddedForm } from './embedded-form.ts';
import type { IndexCalls } from './index-calls.ts';
import { type IndexThread, startIndexThread } from './index-thread.ts';

/**
 * The embedded search index in a thread of its own. A signal is heard before a call is sent, not after. A thread that
 * ended (out of memory, say) fails the calls under way; the next call starts another, which reads what was acknowledged.
 */
export async function openIndexInWorker(options: EmbeddedSearchIndexOptions): Promise<EmbeddedSearchIndex> {
  let thread: Promise<IndexThread> = startIndexThread(options);
  let closed = false;
  await thread;

  const living = async (): Promise<IndexThread> => {
    if (closed) throw new AppError('SEARCH_INDEX_UNAVAILABLE', `The search index in ${options.dataDir} is closed.`);
    const current = thread;
    const alive = await current.then(
      (started) => started.isAlive(),
      () => false,
    );
    if (!alive && thread === current) {
      options.log.warn({}, 'The thread of the search index had ended and is started again.');
      thread = startIndexThread(options);
    }
    return thread;
  };
  const ask = async <Method extends keyof IndexCalls>(
    signal: AbortSignal | undefined,
    method: Method,
    ...args: Parameters<IndexCalls[Method]>
  ): Promise<Awaited<ReturnType<IndexCalls[Method]>>> => {
    signal?.throwIfAborted();
    return (await living()).call(method, ...args);
  };

  return {
    form: embeddedForm(options.embeddings ?? null),
    recall: (query, signal) => ask(signal, 'recall', query),
    documentsByIds: (ids, signal) => ask(signal, 'documentsByIds', ids),
    complete: (text, locale, limit, signal) => ask(signal, 'complete', text, locale, limit),
    correctWords: (words, signal) => ask(signal, 'correctWords', words),
    neighbours: (query, signal) => ask(signal, 'neighbours', query),
    featuresByIds: (ids, signal) => ask(signal, 'featuresByIds', ids),
    fieldValues: (field, signal) => ask(signal, 'fieldValues', field),
    write: (operations, checkpoint, signal) => ask(signal, 'write', operations, checkpoint),
    status: (signal) => ask(signal, 'status'),
    position: (signal) => ask(signal, 'position'),
    scan: (after, limit, signal) => ask(signal, 'scan', after, limit),
    entriesByIds: (ids, signal) => ask(signal, 'entriesByIds', ids),
    purge: (ids, signal) => ask(signal, 'purge', ids),
    snapshot: () => ask(undefined, 'snapshot'),
    memoryBytes: () => ask(undefined, 'memoryBytes'),

    async beginRebuild(name, basis, signal) {
      const begun = await ask(signal, 'beginRebuild', name, basis);
      return {
        ...begun,
        write: (operations, progress, stop) => ask(stop, 'rebuildWrite', name, operations, progress),
        swap: (stop) => ask(stop, 'rebuildSwap', name),
        discard: (stop) => ask(stop, 'rebuildDiscard', name),
      };
    },

    async [Symbol.asyncDispose]() {
      if (closed) return;
      closed = true;
      const started = await thread.catch(() => null);
      if (started === null || !started.isAlive()) return;
      try {
        await started.call('close');
      } finally {
        await started.end();
      }
    },
  };
}
