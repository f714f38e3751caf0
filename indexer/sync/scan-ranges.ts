import { randomUUID } from 'node:crypto';
import type { ChangeVersion } from '../../schema/ids.ts';
import type { SourceRange } from '../../stores/ports/change-feed.ts';
import type { Checkpoint, IndexRebuild } from '../../stores/ports/search-index.ts';
import type { IndexerOptions } from './indexer-options.ts';

export interface ScanOptions extends Pick<IndexerOptions, 'feed' | 'work'> {
  /** Ids a range. */
  readonly rangeSize: number;
  readonly start: Checkpoint;
  readonly scanVersion: ChangeVersion;
  /** Called with the number of records of all ranges that are done from the beginning on. */
  readonly onRecords: (records: number) => void;
  readonly signal: AbortSignal;
}

/** Ranges handed out and not known to be done: enough to keep several processes busy. */
const AHEAD_MAX = 64;

interface HandedOut {
  readonly range: SourceRange;
  readonly done: Promise<number>;
}

/**
 * Has all sources brought into a generation, range by range, by all who take part; from where an interrupted scan had got to.
 * How far it is moves on in order: whatever happens, nothing before it is missing.
 */
export async function scanRanges(next: IndexRebuild, { feed, work, rangeSize, start, scanVersion, onRecords, signal }: ScanOptions): Promise<void> {
  const failed = new AbortController();
  const until = AbortSignal.any([signal, failed.signal]);
  const scan = randomUUID();
  const handedOut: HandedOut[] = [];
  let records = 0;

  const settleFirst = async (): Promise<void> => {
    const { range, done } = handedOut.shift()!;
    records += await done;
    if (range.upTo !== null) await next.write([], { checkpoint: start, scannedTo: range.upTo }, signal);
    onRecords(records);
  };

  await next.write([], { checkpoint: start, scannedTo: next.scannedTo }, signal);
  try {
    let range: SourceRange = { after: null, upTo: next.scannedTo };
    do {
      range = await feed.rangeAfter(range.upTo, rangeSize, signal);
      const done = work.hand({ scan, indexVersion: next.indexVersion, range, scanVersion }, until);
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
