import { setTimeout as sleep } from 'node:timers/promises';

/** Longest pause of a client before it calls, milliseconds; as much again for each so many things that it has done. */
const PAUSE_MS = 200;
const SLOWER_EVERY = 150;

/**
 * Lets a client call at random times, fast at first, then ever slower: what piles up while a server is away has to be indexed
 * afterwards, and how fast that goes is not the question here.
 */
export function pace(done: number, random: () => number): Promise<void> {
  return sleep(PAUSE_MS * (1 + done / SLOWER_EVERY) * random());
}
