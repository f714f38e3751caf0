import type { ClientSession } from 'mongodb';
import type { SequencePosition } from '../../ports/shopper-event.ts';
import { clusterTime } from '../cluster-time.ts';

/** 2023-11-14, seconds since the epoch. Positions are exact as numbers until 2^30 seconds later, in 2057. */
const BEGINNING_S = 1_700_000_000;

/** Ticks of the cluster's clock that a second has room for; it makes one a write. */
const TICKS = 2 ** 23;

/**
 * A position for a shopper's sequence that was never used before, to be written in the transaction of the session.
 *
 * It is the cluster's time, which no erasure sets back: a transaction that writes the shopper's state sees the one before it, so its
 * time is later than that one's commit, which is later than that one's time (ADR 0008, 0016). `stored` is the position that it
 * replaces; 0 for none.
 */
export function nextPosition(session: ClientSession, stored: number): SequencePosition {
  const { t: seconds, i: tick } = clusterTime(session);
  return Math.max((seconds - BEGINNING_S) * TICKS + tick, stored + 1) as SequencePosition;
}
