import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from './product-writer.ts';

export interface SettleOptions {
  readonly stop: AbortSignal;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

export interface Settled {
  readonly acknowledged: boolean;
  /** An attempt got no answer, and may still be under way. */
  readonly wasInDoubt: boolean;
}

/** Between two attempts, milliseconds: doubled each time. */
const PAUSE_MS = { first: 100, last: 1_000 };
/** How many of the calls in doubt are left at that. */
const GIVES_UP = 0.25;
/** How long after the end of a fault a call may take until it is acknowledged, milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Makes a call until it is acknowledged, as a client should; or, now and then when it is in doubt, leaves it at that, as a
 * client may: what such a call has done by halves nobody does again.
 * @throws Error where it is not acknowledged within a minute of `stop`, when nothing is wrong any more.
 */
export async function settle(call: () => Promise<Outcome>, { stop, random }: SettleOptions): Promise<Settled> {
  let wasInDoubt = false;
  let stoppedAt: number | null = null;
  for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(2 * pauseMs, PAUSE_MS.last)) {
    const outcome = await call();
    if (outcome === 'acknowledged') return { acknowledged: true, wasInDoubt };
    await sleep(pauseMs);
    if (outcome === 'in doubt') {
      wasInDoubt = true;
      if (random() < GIVES_UP) return { acknowledged: false, wasInDoubt };
    }
    if (stop.aborted) stoppedAt ??= performance.now();
    if (stoppedAt !== null && performance.now() - stoppedAt > PATIENCE_MS) throw new Error(`A call was not acknowledged within ${PATIENCE_MS / 1_000} s of the fault's end.`);
  }
}
