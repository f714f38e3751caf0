import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Leases } from '../../stores/ports/leases.ts';

/** Two processes of one shop. */
export interface LeasesOfShop extends AsyncDisposable {
  readonly one: Leases;
  /** Another process; where a shop can have one only, the same again. */
  readonly other: Leases;
}

export interface LeasesContractOptions {
  /** A shop in which nobody holds anything. */
  readonly openShop: () => Promise<LeasesOfShop>;
}

const { signal } = new AbortController();

/** Every `Leases` adapter must pass this suite unchanged. */
export function describeLeasesContract(adapter: string, { openShop }: LeasesContractOptions): void {
  describe(`Leases contract: ${adapter}`, () => {
    let shop: LeasesOfShop;

    beforeEach(async () => {
      shop = await openShop();
    });
    afterEach(() => shop[Symbol.asyncDispose]());

    it('does the work and settles as it does', async () => {
      expect(await shop.one.hold('index-rebuild', async () => 'done', signal)).toBe('done');
      await expect(shop.one.hold('index-rebuild', () => Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
      expect(await shop.other.hold('index-rebuild', async () => 'again', signal)).toBe('again');
    });

    it('lets one at a time do it, all in the end', async () => {
      let now = 0;
      let most = 0;
      const work = async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
      };
      await Promise.all([shop.one, shop.other, shop.one, shop.other].map((leases) => leases.hold('index-follower', work, signal)));
      expect(most).toBe(1);
    });

    it('keeps different work apart', async () => {
      const inside = shop.one.hold('index-follower', () => shop.other.hold('index-rebuild', async () => 'both', signal), signal);
      expect(await inside).toBe('both');
    });

    it('gives up waiting with the reason of the caller’s signal, and lets those behind pass', async () => {
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      const began = Promise.withResolvers<void>();
      const first = shop.one.hold('index-follower', () => (began.resolve(), held), signal);
      await began.promise;
      const reason = new Error('enough');
      const controller = new AbortController();
      const waiting = shop.other.hold('index-follower', () => Promise.reject(new Error('must not begin')), controller.signal);
      const behind = shop.other.hold('index-follower', async () => 'behind', signal);
      controller.abort(reason);
      await expect(waiting).rejects.toBe(reason);
      release();
      await first;
      expect(await behind).toBe('behind');
      await expect(shop.one.hold('index-follower', async () => 'late', AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    it('tells the work when the caller wants no more of it', async () => {
      const controller = new AbortController();
      const reason = new Error('stopping');
      const work = (held: AbortSignal) =>
        new Promise<string>((resolve) => {
          held.addEventListener('abort', () => resolve(held.reason === reason ? 'told' : 'of something else'));
          controller.abort(reason);
        });
      expect(await shop.one.hold('index-follower', work, controller.signal)).toBe('told');
    });
  });
}
