import { randomUUID } from 'node:crypto';
import type { ChangeVersion, ProductId } from '../../schema/ids.ts';
import type { SourceRange } from '../../stores/ports/change-feed.ts';
import type { IndexerOptions } from './indexer-options.ts';

/** A scan of all sources that fills a generation. */
export interface Scan {
  readonly indexVersion: string;
  /** Where an interrupted one had got to. */
  readonly from: ProductId | null;
  readonly scanVersion: ChangeVersion;
}

export interface ScanOptions extends Pick<IndexerOptions, 'feed' | 'work'> {
  /** Ids a range. */
  readonly rangeSize: number;
  /** Called for each range, in order, when it and all before it are done, with its last id, which the last range has not, and its number of records. */
  readonly onSettled: (upTo: ProductId | null, records: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Ranges handed out and not known to be done: enough to keep several processes busy. */
const AHEAD_MAX = 64;

interface HandedOut {
  readonly range: SourceRange;
  readonly done: Promise<number>;
}

/**
 * Has all sources brought into a generation, range by range, by all who take part.
 * How far it is moves on in order: whatever happens, nothing before it is missing.
 */
export async function scanRanges({ indexVersion, from, scanVersion }: Scan, { feed, work, rangeSize, onSettled, signal }: ScanOptions): Promise<void> {
  const failed = new AbortController();
  const until = AbortSignal.any([signal, failed.signal]);
  const scan = randomUUID();
  const handedOut: HandedOut[] = [];

  const settleFirst = async (): Promise<void> => {
    const { range, done } = handedOut.shift()!;
    await onSettled(range.upTo, await done);
  };

  try {
    let range: SourceRange = { after: null, upTo: from };
    do {
      range = await feed.rangeAfter(range.upTo, rangeSize, signal);
      const done = work.hand({ scan, indexVersion, range, scanVersion }, until);
      // Its failure is met at its turn, which may be some time away.
      done.catch(() => {});
      handedOut.push({ range, done });
      if (handedOut.length >= AHEAD_MAX) await settleFirst();
    } while (range.upTo !== null);
    while (handedOut.length > 0) await settleFirst();
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}
