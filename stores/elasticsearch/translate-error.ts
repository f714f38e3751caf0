import { errors } from '@elastic/elasticsearch';
import { AppError } from '../../schema/errors.ts';

/** What Elasticsearch calls an error, such as `index_not_found_exception`; null where it did not answer. */
export function errorType(error: unknown): string | null {
  return error instanceof errors.ResponseError ? ((error.body as ErrorBody | undefined)?.error?.type ?? null) : null;
}

interface ErrorBody {
  readonly error?: { readonly type?: string; readonly reason?: string };
}

/** The disk is so full that Elasticsearch has closed its indexes to writes, or the file system is. */
export function saysFull(type: string | null | undefined, reason: string | null | undefined): boolean {
  return (type === 'cluster_block_exception' && /flood-stage|read-only-allow-delete/.test(reason ?? '')) || /No space left on device/i.test(reason ?? '');
}

/**
 * An error of the client in our words, with its cause; anything else unchanged. The message holds neither address nor query:
 * clients may see it.
 */
export function translateError(error: unknown): unknown {
  if (!(error instanceof errors.ElasticsearchClientError)) return error;
  if (!(error instanceof errors.ResponseError)) {
    return new AppError('SEARCH_INDEX_UNAVAILABLE', `Elasticsearch did not answer: ${error.name}.`, { cause: error });
  }
  const status = error.statusCode ?? 0;
  const type = errorType(error) ?? 'unknown';
  const options = { cause: error, details: { status, elasticsearch: type } };
  if (status === 507 || saysFull(type, (error.body as ErrorBody | undefined)?.error?.reason)) {
    return new AppError('STORE_FULL', 'Elasticsearch takes no writes: its disk is full.', options);
  }
  // A request that can never succeed is a mistake of ours, but for an index that was swapped away and credentials.
  const isOurs = status === 400;
  return new AppError(isOurs ? 'INVARIANT_BROKEN' : 'SEARCH_INDEX_UNAVAILABLE', `Elasticsearch answered ${status}: ${type}.`, options);
}
