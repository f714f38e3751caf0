import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { type Job, Queue, QueueEvents, Worker } from 'bullmq';
import { AppError, isErrorCode } from '../../schema/errors.ts';
import { changeVersion } from '../../schema/ids.ts';
import type { RangeTask, RangeWork } from '../ports/range-work.ts';
import { createQueueClient } from './create-client.ts';
import { createKeys } from './create-keys.ts';
import type { RedisOptions } from './open-redis-caches.ts';
import { abortable } from '../../schema/abortable.ts';
import { readRedisLocation } from './redis-location.ts';

export interface RedisRangeWorkOptions extends Omit<RedisOptions, 'now'>, Pick<RangeWork, 'concurrency'> {
  /** `SearchIndexWriter.form`: work is shared among those who have the same. */
  readonly form: string;
  /** How often a task is tried, and how long the first pause between two tries is, milliseconds; each next one is twice as long. */
  readonly tries?: { readonly attempts: number; readonly pauseMs: number };
}

/** A task as JSON. */
type JobData = Omit<RangeTask, 'scanVersion'> & { readonly scanVersion: string };

/** How a job ended. */
type Outcome = { readonly records: number } | { readonly failed: string };

/** A worker that is silent for so long is taken for dead, and its task given to another, milliseconds. */
const SILENCE_MS = 10_000;
/** How often a job is looked at whose end was not heard of, milliseconds. */
const LOOK_MS = 2_000;
/** How long the end of a job can be looked up, seconds. */
const KEPT_S = 600;

/**
 * Range work as jobs of a BullMQ queue: it hands a job of a dead worker to another and tries again what failed. A job is named by
 * its task, so that who hands it out again, after a restart of their own or of the server, finds it or makes it anew.
 */
export async function openRedisRangeWork({ url, namespace, form, log, concurrency, tries = { attempts: 6, pauseMs: 500 } }: RedisRangeWorkOptions): Promise<RangeWork> {
  const location = readRedisLocation(url);
  await using opened = new AsyncDisposableStack();
  const connection = opened.adopt(createQueueClient(location), async (client) => client.disconnect());
  const trouble = (error: Error): void => log.warn({ error }, 'The shared work of rebuilds is out of reach; it goes on when Redis is back.');
  connection.on('error', trouble);
  const name = `ranges-${form}`;
  const shared = { connection, prefix: createKeys(namespace).queues, skipVersionCheck: true };
  const queue = opened.adopt(new Queue<JobData, number>(name, shared), (it) => it.close());
  const events = opened.adopt(new QueueEvents(name, shared), (it) => it.close());
  const ends = new EventEmitter().setMaxListeners(0);
  queue.on('error', trouble);
  events.on('error', trouble);
  events.on('completed', ({ jobId, returnvalue }) => ends.emit(jobId, { records: Number(returnvalue) } satisfies Outcome));
  events.on('failed', ({ jobId, failedReason }) => ends.emit(jobId, { failed: failedReason } satisfies Outcome));

  const jobOptions = {
    attempts: tries.attempts,
    backoff: { type: 'exponential', delay: tries.pauseMs },
    removeOnComplete: { age: KEPT_S },
    removeOnFail: true,
  };

  /** Makes the job where there is none of its name; null where it has not ended yet. */
  const outcomeOf = async (jobId: string, data: JobData): Promise<Outcome | null> => {
    const job = await queue.add('range', data, { ...jobOptions, jobId });
    const known = (await job.isCompleted()) ? await queue.getJob(jobId) : undefined;
    return known === undefined ? null : { records: known.returnvalue };
  };

  const resources = opened.move();
  return {
    concurrency,

    async hand(task, signal) {
      signal.throwIfAborted();
      const data = encodeTask(task);
      const jobId = createHash('sha256').update(JSON.stringify(data)).digest('hex');
      for (;;) {
        // Listened to before the job can end.
        const heard = once(ends, jobId, { signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]) }).then(([end]) => end as Outcome, () => null);
        const outcome = (await abortable(outcomeOf(jobId, data), signal)) ?? (await heard);
        signal.throwIfAborted();
        if (outcome === null) continue;
        if ('records' in outcome) return outcome.records;
        throw new AppError(isErrorCode(outcome.failed) ? outcome.failed : 'INVARIANT_BROKEN', 'A range of a rebuild failed, tried again and again; the log of the process that worked on it says why.');
      }
    },

    async takePart(worker, signal) {
      const work = async (job: Job<JobData, number>): Promise<number> => {
        try {
          return await worker(decodeTask(job.data), signal);
        } catch (error) {
          if (!signal.aborted) log.warn({ error }, 'A range of a rebuild failed; it is tried again a few times.');
          throw new Error(error instanceof AppError ? error.code : 'INVARIANT_BROKEN', { cause: error });
        }
      };
      const taking = new Worker<JobData, number>(name, work, {
        ...shared,
        concurrency,
        lockDuration: SILENCE_MS,
        stalledInterval: SILENCE_MS / 2,
        // Killed workers are no fault of the task.
        maxStalledCount: 100,
      });
      taking.on('error', trouble);
      if (!signal.aborted) await once(signal, 'abort');
      await taking.close();
    },

    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function encodeTask({ scanVersion, ...task }: RangeTask): JobData {
  return { ...task, scanVersion: String(scanVersion) };
}

function decodeTask({ scanVersion, ...task }: JobData): RangeTask {
  return { ...task, scanVersion: changeVersion(BigInt(scanVersion)) };
}
