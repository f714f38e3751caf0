import { MongoClient } from 'mongodb';
import type { ClientSession, Db } from 'mongodb';
import { AppError, type ErrorCode } from '../../schema/errors.ts';
import { runTransaction } from './run-transaction.ts';
import { translateError } from './translate-error.ts';

/**
 * How long, in milliseconds, an operation looks for a server before it fails, and one answer may take: a server that is there and
 * silent is as good as none. The driver's own `timeoutMS` has no effect in this version. The URL may say otherwise.
 */
const PATIENCE = { serverSelectionTimeoutMS: 3_000, connectTimeoutMS: 3_000, socketTimeoutMS: 10_000, waitQueueTimeoutMS: 10_000 };

export interface ConnectOptions {
  readonly url: string;
  /** Name of the database, unless the URL's path gives one. */
  readonly namespace: string;
  /** What an error without a code of its own becomes. */
  readonly unavailable: ErrorCode;
}

export interface MongoConnection extends AsyncDisposable {
  readonly client: MongoClient;
  readonly database: Db;
  /** Awaits work on the database; its errors come in our words. Rejects with the signal's reason when aborted before it began. */
  run<T>(work: (database: Db) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Likewise for work that is done whole or not at all; see `runTransaction`. */
  transaction<T>(work: (session: ClientSession, attempt: number) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * A connection to a replica set or sharded cluster. 64-bit integers are read as `Long`; what is undefined is not written.
 * Acknowledged means written to the journals of a majority, and read is only what a majority has.
 * @throws AppError `unavailable` of the options where no server answers; the message names the variable, never the URL's password.
 */
export async function connect({ url, namespace, unavailable }: ConnectOptions): Promise<MongoConnection> {
  const client = new MongoClient(url, {
    appName: 'aisle',
    ...Object.fromEntries(Object.entries(PATIENCE).filter(([name]) => !url.includes(`${name}=`))),
    ignoreUndefined: true,
    // Not useBigInt64: with it the driver's monitor trips over the first change of primary, and takes the process along.
    promoteLongs: false,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryWrites: true,
  });
  const named = client.options.dbName;
  const database = client.db(named === undefined || named === 'test' ? namespace : named);
  const inOurWords = async <T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      throw translateError(error, unavailable);
    }
  };
  try {
    await client.connect();
    await database.command({ ping: 1 });
  } catch (cause) {
    await client.close();
    throw new AppError(unavailable, `MONGODB_URL is set, but no server answered: expected a replica set or sharded cluster there.`, { cause });
  }
  return {
    client,
    database,
    run: (work, signal) => inOurWords(() => work(database), signal),
    transaction: (work, signal) => inOurWords(() => runTransaction(client, work), signal),
    [Symbol.asyncDispose]: () => client.close(),
  };
}
