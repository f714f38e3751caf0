import { Client, type TransportRequestOptions } from '@elastic/elasticsearch';
import { AppError } from '../../schema/errors.ts';
import { translateError } from './translate-error.ts';

/** How long a search or a look-up may take, milliseconds. */
const READ_MS = 5_000;
/** How long a write, a refresh or a change of indexes may take, milliseconds. */
export const WRITE_MS = 30_000;

/** How long the first answer may take when an index is opened, milliseconds. */
const OPEN_MS = 3_000;

/** One call of the client: what it is given keeps it to its deadline and to the signal. */
export type Work<T> = (client: Client, options: TransportRequestOptions) => Promise<T>;

export interface Connection extends AsyncDisposable {
  /**
   * Awaits one call; its errors come as they are. It is tried twice where the connection broke, so it must be idempotent.
   * Rejects with the signal's reason when aborted.
   */
  attempt<T>(work: Work<T>, deadlineMs: number, signal?: AbortSignal): Promise<T>;
  /** The same, its errors in our words. */
  read<T>(work: Work<T>, signal?: AbortSignal): Promise<T>;
  write<T>(work: Work<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * A connection to a cluster, through the node of the URL.
 * @throws AppError `SEARCH_INDEX_UNAVAILABLE` where none answers; the message names the variable, never the URL's password.
 */
export async function connect(url: string, { readMs = READ_MS }: { readonly readMs?: number } = {}): Promise<Connection> {
  const client = new Client({ node: url, maxRetries: 1, redaction: { type: 'remove' } });
  const attempt: Connection['attempt'] = async (work, deadlineMs, signal) => {
    signal?.throwIfAborted();
    try {
      return await work(client, { requestTimeout: deadlineMs, ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  };
  const translated = async <T>(work: Work<T>, deadlineMs: number, signal?: AbortSignal): Promise<T> => {
    try {
      return await attempt(work, deadlineMs, signal);
    } catch (error) {
      throw translateError(error);
    }
  };
  try {
    await attempt((_client, options) => client.info({}, options), OPEN_MS);
  } catch (cause) {
    await client.close();
    throw new AppError('SEARCH_INDEX_UNAVAILABLE', `ELASTICSEARCH_URL is set, but no server answered within ${OPEN_MS / 1_000} s: expected Elasticsearch 9 there.`, { cause });
  }
  return {
    attempt,
    read: (work, signal) => translated(work, readMs, signal),
    write: (work, signal) => translated(work, WRITE_MS, signal),
    [Symbol.asyncDispose]: () => client.close(),
  };
}
