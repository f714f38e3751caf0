import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientSession, type MongoClient, MongoError, MongoErrorLabel, MongoServerError } from 'mongodb';
import { endAbandonedTransactions } from './end-abandoned-transactions.ts';
import { isConnectionBroken } from './is-connection-broken.ts';

/** How long a transaction is tried in all, milliseconds; so long may a primary be elected meanwhile. */
const TRIED_MS = 10_000;

/** Longest pause before the second attempt, and before any later one, milliseconds. Each is a random part, so that rivals part ways. */
const PAUSE_MS = { first: 5, last: 200 } as const;

/** How long others' writes may be in the way before it is asked whether anybody still goes on with them, milliseconds. */
const PATIENCE_MS = 2_500;

const DUPLICATE_KEY = 11_000;
const WRITE_CONFLICT = 112;

/**
 * Does the work in one transaction, whole or not at all: all of it sees one state of the database, and durable on a majority when
 * it resolves.
 *
 * The work is done again, on a newer state, where another's write came between, where the primary changed, or where it
 * stored a key that was stored meanwhile: so it must do nothing but ask the session, and should begin with a look (`attempt`
 * counts from 0, so that a first attempt may hope instead of looking). A commit whose answer was lost is asked for again: it
 * is the same commit, and happens once. An error after that leaves it open whether the work was done.
 * This is the driver's `withTransaction` with a shorter patience (its own is two minutes), and with keys.
 */
export async function runTransaction<T>(client: MongoClient, work: (session: ClientSession, attempt: number) => Promise<T>): Promise<T> {
  const deadline = performance.now() + TRIED_MS;
  const late = (): boolean => performance.now() > deadline;
  let patientUntil = performance.now() + PATIENCE_MS;
  await using session = client.startSession();
  for (let attempt = 0; ; attempt++) {
    if (attempt > 0) await sleep(Math.random() * Math.min(PAUSE_MS.first * 2 ** (attempt - 1), PAUSE_MS.last));
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    try {
      const result = await work(session, attempt);
      await commit(session, late);
      return result;
    } catch (error) {
      // Best effort: a server that does not hear of it ends the transaction by itself.
      if (session.inTransaction()) await session.abortTransaction().catch(() => {});
      if (late() || !mayBeRepeated(error)) throw error;
      if (error instanceof MongoServerError && error.code === WRITE_CONFLICT && performance.now() > patientUntil) {
        // Best effort, too: the user may not be allowed to ask, and the server's own limit comes.
        await endAbandonedTransactions(client).catch(() => {});
        patientUntil = performance.now() + PATIENCE_MS;
      }
    }
  }
}

async function commit(session: ClientSession, late: () => boolean): Promise<void> {
  for (;;) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      if (late() || !isUnknown(error)) throw error;
    }
  }
}

/** Whether a commit may have been done, so that it is to be asked for again. */
function isUnknown(error: unknown): boolean {
  return isConnectionBroken(error) || (error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.UnknownTransactionCommitResult));
}

/** Whether nothing was written, and the same work may go better next time. A commit that a connection broke in has been asked for until the end. */
function mayBeRepeated(error: unknown): boolean {
  if (isConnectionBroken(error)) return true;
  return error instanceof MongoError && (error.hasErrorLabel(MongoErrorLabel.TransientTransactionError) || (error instanceof MongoServerError && error.code === DUPLICATE_KEY));
}
