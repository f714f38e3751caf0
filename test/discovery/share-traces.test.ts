import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { shareTraces, type ShopperTraces } from '../../discovery/index.ts';
import { shopperId } from '../../schema/ids.ts';
import { createNotices } from '../../stores/embedded/index.ts';
import type { Notices } from '../../stores/ports/notices.ts';
import { openRedisNotices } from '../../stores/redis/index.ts';
import { SERVERS, uniqueNamespace } from '../support/servers.ts';

const SAM = shopperId('user:sam');

/** What a process holds, as it tells it. */
interface Heard extends ShopperTraces {
  readonly heard: string[];
}

function traces(): Heard {
  const heard: string[] = [];
  return {
    heard,
    recorded: () => void heard.push('recorded'),
    written: async () => void heard.push('written'),
    forget: async (shopper) => void heard.push(`forget ${shopper}`),
  };
}

const warnings: string[] = [];
const log = { debug() {}, info() {}, warn: (_facts: unknown, message: string) => void warnings.push(message) };

const share = (local: ShopperTraces | null, notices: Notices) => shareTraces({ local, notices, newId: randomUUID, now: () => 0, log });

afterEach(() => void warnings.splice(0));

describe('traces of shoppers in one process', () => {
  it('are written and forgotten once, though its own question comes back to it', async () => {
    await using notices = createNotices();
    const local = traces();
    await using shared = await share(local, notices);
    shared.recorded();
    await shared.written();
    await shared.forget(SAM);
    expect(local.heard).toEqual(['recorded', 'written', 'forget user:sam']);
  });

  it('are written, but not said to be forgotten everywhere, where the word cannot go round', async () => {
    await using notices = createNotices();
    const local = traces();
    const away = (): Promise<never> => Promise.reject(new Error('away'));
    const deaf = { ...notices, publish: away };
    await using shared = await share(local, deaf);
    await expect(shared.forget(SAM)).rejects.toThrow('away');
    expect(local.heard).toEqual(['forget user:sam']);
  });
});

describe.skipIf(SERVERS.redisUrl === null)('traces of shoppers in several processes, on Redis', () => {
  /** Processes of one shop: what each holds, or null, and what it can ask. */
  async function openProcesses(...held: readonly (ShopperTraces | null)[]) {
    const opened = new AsyncDisposableStack();
    const namespace = uniqueNamespace();
    const shared: ShopperTraces[] = [];
    for (const local of held) {
      const notices = opened.use(await openRedisNotices({ url: SERVERS.redisUrl!, namespace, log }));
      shared.push(opened.use(await share(local, notices)));
    }
    return { shared, [Symbol.asyncDispose]: () => opened.disposeAsync() };
  }

  it('are done by all that hold any before the one that asked goes on', async () => {
    const [first, second] = [traces(), traces()];
    await using shop = await openProcesses(null, first, second);
    const [gateway, users] = shop.shared;
    await gateway!.written();
    expect([first.heard, second.heard]).toEqual([['written'], ['written']]);
    await users!.forget(SAM);
    expect([first.heard, second.heard]).toEqual([['written', 'forget user:sam'], ['written', 'forget user:sam']]);
    users!.recorded();
    expect([first.heard.length, second.heard.length]).toEqual([3, 2]);
    expect(warnings).toEqual([]);
  });

  it('are not said to be forgotten while one does not say so, which a later call may do', async () => {
    const hanging = { ...traces(), forget: () => new Promise<void>(() => {}), written: () => new Promise<void>(() => {}) };
    await using shop = await openProcesses(traces(), hanging);
    await expect(shop.shared[0]!.forget(SAM)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', kind: 'unavailable' });
    // An export and a sign-in go on without.
    await shop.shared[0]!.written();
    expect(warnings).toEqual(['Another process did not say that it has written down what it has shown.']);
  });

  it('need nobody where nobody else holds any', async () => {
    await using shop = await openProcesses(null);
    await shop.shared[0]!.forget(SAM);
    await shop.shared[0]!.written();
    expect(warnings).toEqual([]);
  });
});
