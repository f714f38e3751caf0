import type { ChangeVersion } from '../../schema/ids.ts';
import type { SourceRange } from './change-feed.ts';

/** Records to be brought into a generation of the index that is being built. */
export interface RangeTask {
  /** Names the scan that the task is part of: a generation that was dropped and begun again under the same name is filled anew. */
  readonly scan: string;
  /** Name of the generation. */
  readonly indexVersion: string;
  readonly range: SourceRange;
  /** See `FeedHead`. */
  readonly scanVersion: ChangeVersion;
}

/** Does a task; gives how many records it found. */
export type RangeWorker = (task: RangeTask, signal: AbortSignal) => Promise<number>;

/**
 * Work of a rebuild, shared by all processes that take part and whose index has the same form: in the middle of a rollout those of
 * two releases do not. A task is done at least once, by whoever is free: more often where
 * a worker was killed, or seemed to be; so it must come out right done twice, at the same time too. Tasks are in no order.
 */
export interface RangeWork extends AsyncDisposable {
  /** Tasks that one process does at once. */
  readonly concurrency: number;

  /**
   * Hands a task out and resolves, with the number of its records, when it is done. A task that was handed out before, by this
   * process or one that is gone, is the same task, and may be done already. Rejects with what the worker rejected with, after
   * some attempts where the adapter makes several, and with the signal's reason. Waits for as long as nobody takes part.
   */
  hand(task: RangeTask, signal: AbortSignal): Promise<number>;

  /** Takes part until the signal is aborted; resolves when no task is under way here any more. */
  takePart(worker: RangeWorker, signal: AbortSignal): Promise<void>;
}
