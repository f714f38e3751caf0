import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../schema/errors.ts';
import type { LeaseName, Leases } from '../ports/leases.ts';
import { claimLease, releaseLease } from './claim-lease.ts';
import { connect } from './connect.ts';
import { createKeys } from './create-keys.ts';
import type { RedisOptions } from './open-redis-caches.ts';

export interface RedisLeasesOptions extends Omit<RedisOptions, 'now'> {
  /** How long a lease outlives its last renewal, milliseconds; well below `TAKEOVER_MS`. 4,500 by default. */
  readonly leaseMs?: number;
}

/** What a claim came to: `unknown` where the server did not answer. */
type Claim = 'held' | 'taken' | 'unknown';

/**
 * Leases as keys that expire, each naming its owner. A holder claims it again three times while it lasts, and those who wait try as
 * often, so that a holder who was killed is followed within four thirds of the time.
 *
 * A server without answer for a whole lease gives it to all who wait; who had it keeps it. When it is back, even if it has
 * forgotten everything, the first claim decides, and the others hear that they have lost it.
 */
export async function openRedisLeases({ url, namespace, log, leaseMs = 4_500 }: RedisLeasesOptions): Promise<Leases> {
  const connection = await connect({ url, unavailable: 'CACHE_UNAVAILABLE', log });
  const keys = createKeys(namespace);
  const pauseMs = leaseMs / 3;

  const claim = async (key: string, owner: string): Promise<Claim> => {
    try {
      return (await connection.run((client) => claimLease(client, [key], [owner, leaseMs]))) === 1 ? 'held' : 'taken';
    } catch {
      return 'unknown';
    }
  };

  const acquire = async (key: string, owner: string, signal: AbortSignal): Promise<void> => {
    let answeredAt = performance.now();
    for (;;) {
      signal.throwIfAborted();
      const claimed = await claim(key, owner);
      if (claimed === 'held') return;
      if (claimed === 'taken') answeredAt = performance.now();
      else if (performance.now() - answeredAt >= leaseMs) return;
      await pause(pauseMs, signal);
    }
  };

  /** Claims it again and again until told to stop; tells when it is another's. */
  const renew = async (key: string, owner: string, { lost, until }: { readonly lost: () => void; readonly until: AbortSignal }): Promise<void> => {
    for (;;) {
      await pause(pauseMs, until);
      if (until.aborted) return;
      if ((await claim(key, owner)) === 'taken') return lost();
    }
  };

  return {
    async hold(name: LeaseName, work, signal) {
      const key = keys.lease(name);
      const owner = randomUUID();
      await acquire(key, owner, signal);
      const lost = new AbortController();
      const done = new AbortController();
      const renewing = renew(key, owner, { lost: () => lost.abort(new AppError('LEASE_LOST', `Another process has taken over "${name}".`)), until: done.signal });
      try {
        signal.throwIfAborted();
        return await work(AbortSignal.any([lost.signal, signal]));
      } finally {
        done.abort();
        await renewing;
        await connection.run((client) => releaseLease(client, [key], [owner])).catch(() => {});
      }
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
