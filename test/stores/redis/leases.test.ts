import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { openRedisLeases } from '../../../stores/redis/index.ts';
import type { Leases } from '../../../stores/ports/leases.ts';
import { CAN_START_REDIS, startRedis } from '../../support/own-redis.ts';

const { signal } = new AbortController();
const open = (url: string): Promise<Leases> => openRedisLeases({ url, namespace: 'shop', log: { warn() {} }, leaseMs: 300 });

/** Holds the lease until told to stop or until it is lost. */
function holdOn(leases: Leases) {
  const began = Promise.withResolvers<void>();
  const stop = new AbortController();
  const ended = leases.hold(
    'index-follower',
    (held) =>
      new Promise<unknown>((resolve) => {
        began.resolve();
        held.addEventListener('abort', () => resolve((held.reason as { code?: string }).code ?? 'stopped'));
      }),
    stop.signal,
  );
  return { began: began.promise, ended, stop: () => stop.abort(new Error('stopped')) };
}

describe.skipIf(!CAN_START_REDIS)('leases on a server of their own', () => {
  it('pass on from a holder that is gone without giving them back', async () => {
    await using redis = await startRedis();
    const gone = await open(redis.url);
    await using other = await open(redis.url);
    const first = holdOn(gone);
    await first.began;
    const second = holdOn(other);
    expect(await Promise.race([second.began.then(() => 'two at once'), new Promise((resolve) => setTimeout(() => resolve('one'), 50))])).toBe('one');
    // Its connection ends as that of a killed process does: nothing is given back, nothing is renewed.
    await gone[Symbol.asyncDispose]();
    await second.began;
    second.stop();
    first.stop();
    await Promise.all([first.ended, second.ended]);
  });

  it('are lost to a holder that finds another’s name there, who hears of it, and stay the other’s', async () => {
    await using redis = await startRedis();
    await using leases = await open(redis.url);
    const first = holdOn(leases);
    await first.began;
    const server = new Redis(redis.url);
    await server.set('shop:lease:{index-follower}', 'another', 'PX', 60_000);
    expect(await first.ended).toBe('LEASE_LOST');
    expect(await server.get('shop:lease:{index-follower}')).toBe('another');
    server.disconnect();
  });

  it('are given to all while the server is away, and to one again when it is back', async () => {
    await using redis = await startRedis();
    await using one = await open(redis.url);
    await using other = await open(redis.url);
    const first = holdOn(one);
    await first.began;
    await redis.kill();
    const second = holdOn(other);
    await second.began;
    await redis.restart();
    expect(await Promise.race([first.ended, second.ended])).toBe('LEASE_LOST');
    first.stop();
    second.stop();
    expect(new Set(await Promise.all([first.ended, second.ended]))).toEqual(new Set(['LEASE_LOST', 'stopped']));
  });

  it('are renewed for as long as the work takes', async () => {
    await using redis = await startRedis();
    await using one = await open(redis.url);
    await using other = await open(redis.url);
    const worked = await one.hold(
      'index-follower',
      async (held) => {
        const waiting = holdOn(other);
        const intruded = waiting.began.then(() => true);
        const intrusion = await Promise.race([intruded, new Promise((resolve) => setTimeout(() => resolve(false), 900))]);
        waiting.stop();
        await waiting.ended.catch(() => {});
        return { intrusion, held: !held.aborted };
      },
      signal,
    );
    expect(worked).toEqual({ intrusion: false, held: true });
  });
});
