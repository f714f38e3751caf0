import { describe, expect, it } from 'vitest';
import { listId, modelVersion, productId, shopperId } from '../../../schema/ids.ts';
import { openRedisCaches, openRedisNotices, type RedisCaches } from '../../../stores/redis/index.ts';
import type { ShopperSequence } from '../../../stores/ports/shopper-event.ts';
import { freePort } from '../../support/free-port.ts';
import { CAN_START_REDIS, startRedis } from '../../support/own-redis.ts';

const SAM = shopperId('user:sam');
const AWAY = { code: 'CACHE_UNAVAILABLE' };
const SEQUENCE = { position: 1, events: [], hidden: [], purchased: [] } as unknown as ShopperSequence;
const list = (length: number) => ({ id: listId('l'), shopper: null, fingerprint: 'f', ids: Array.from({ length }, (_, i) => productId(`product-${i}`)), total: length, meta: '{}' });

async function open(url: string): Promise<RedisCaches & { readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const log = { warn: (_details: unknown, message: string) => void warnings.push(message) };
  return { ...(await openRedisCaches({ url, namespace: 'shop', now: Date.now, log })), warnings };
}

/** Waits until the cache answers again; a test that waits in vain runs into its time limit. */
async function untilItAnswers(caches: RedisCaches): Promise<void> {
  while (!(await caches.userStates.state(SAM).then(() => true, () => false))) await new Promise((resolve) => setTimeout(resolve, 20));
}

it('opens where no server answers, says so, and is as if empty', async () => {
  await using caches = await open(`redis://127.0.0.1:${await freePort()}`);
  await expect(caches.userStates.state(SAM)).rejects.toMatchObject(AWAY);
  await caches.resultLists.keep(list(3));
  expect(await caches.resultLists.slice(listId('l'), 0, 1)).toBeNull();
  expect(caches.warnings).toEqual(['Redis: no answer. Aisle goes on without it, and comes back to it by itself.']);
});

describe.skipIf(!CAN_START_REDIS)('on a server of its own', () => {
  it('costs a server that hangs one silence, fails at once from then on, and comes back by itself', async () => {
    await using redis = await startRedis();
    await using caches = await open(redis.url);
    await caches.userStates.putSequence(SAM, SEQUENCE);
    await redis.pause();
    const reads = [1, 2, 3].map(() => caches.userStates.state(SAM));
    for (const read of reads) await expect(read).rejects.toMatchObject(AWAY);
    let failed = 0;
    const startedAt = performance.now();
    while (performance.now() - startedAt < 500) failed += await caches.userStates.state(SAM).then(() => 0, () => 1);
    expect(failed).toBeGreaterThan(20);
    redis.resume();
    await untilItAnswers(caches);
    expect((await caches.userStates.state(SAM)).sequence).toEqual(SEQUENCE);
    expect(caches.warnings).toHaveLength(1);
  });

  it('gives way to a signal while it waits', async () => {
    await using redis = await startRedis();
    await using caches = await open(redis.url);
    await redis.pause();
    const reason = new Error('deadline');
    const controller = new AbortController();
    const read = caches.userStates.state(SAM, controller.signal);
    controller.abort(reason);
    await expect(read).rejects.toBe(reason);
  });

  it('comes back to a server that was killed and restarted, its scripts included', async () => {
    await using redis = await startRedis();
    await using caches = await open(redis.url);
    await caches.userStates.putSequence(SAM, SEQUENCE);
    await redis.kill();
    await expect(caches.userStates.putSequence(SAM, SEQUENCE)).rejects.toMatchObject(AWAY);
    expect(await caches.resultLists.slice(listId('l'), 0, 1)).toBeNull();
    await redis.restart();
    await untilItAnswers(caches);
    expect((await caches.userStates.state(SAM)).sequence).toBeNull();
    await caches.userStates.putSequence(SAM, SEQUENCE);
    expect((await caches.userStates.state(SAM)).sequence).toEqual(SEQUENCE);
  });

  it('hears notices again after the server was away, also where it was away when listening began', async () => {
    await using redis = await startRedis();
    await using notices = await openRedisNotices({ url: redis.url, namespace: 'shop', log: { warn() {} } });
    const heard: string[] = [];
    await using _models = await notices.listen('models', (message) => void heard.push(message));
    await redis.kill();
    await using _rules = await notices.listen('rules', (message) => void heard.push(message));
    await expect(notices.publish('models', 'lost')).rejects.toMatchObject(AWAY);
    await redis.restart();
    const say = async (topic: 'models' | 'rules') => {
      while ((await notices.publish(topic, topic).catch(() => 0)) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await say('models');
    await say('rules');
    await expect.poll(() => heard).toEqual(['models', 'rules']);
  });

  it('is as if empty on a server that is full and evicts nothing, yet still reads and forgets', async () => {
    await using redis = await startRedis(['--maxmemory', '3mb', '--maxmemory-policy', 'noeviction']);
    await using caches = await open(redis.url);
    await caches.userStates.putSequence(SAM, SEQUENCE);
    for (let i = 0; caches.warnings.length === 0; i += 1) await caches.resultLists.keep({ ...list(10_000), id: listId(`l${i}`) });
    expect(caches.warnings).toEqual(['Redis: OOM. Aisle goes on without it, and comes back to it by itself.']);
    await caches.resultLists.keep(list(10_000));
    expect(await caches.resultLists.slice(listId('l'), 0, 1)).toBeNull();
    const fillUp = async () => {
      for (let i = 0; ; i += 1) await caches.userStates.putEmbedding(shopperId(`user:${i}`), modelVersion('m'), { position: SEQUENCE.position, content: 0, vector: new Float32Array(4_000) });
    };
    await expect(fillUp()).rejects.toMatchObject({ ...AWAY, details: { redis: 'OOM' } });
    expect((await caches.userStates.state(SAM)).sequence).toEqual(SEQUENCE);
    await caches.userStates.forget(SAM);
    expect((await caches.userStates.state(SAM)).sequence).toBeNull();
  });

  it('refuses to open where the password is not the server’s, without repeating it', async () => {
    await using redis = await startRedis(['--requirepass', 'right']);
    await using _caches = await open(redis.url.replace('//', '//:right@'));
    for (const url of [redis.url, redis.url.replace('//', '//:wrong@')]) {
      await expect(open(url)).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID', message: expect.not.stringContaining('wrong') });
    }
  });
});
