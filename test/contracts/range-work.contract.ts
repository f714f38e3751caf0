import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeVersion, productId } from '../../schema/ids.ts';
import type { RangeTask, RangeWork, RangeWorker } from '../../stores/ports/range-work.ts';

/** Two processes of one shop. */
export interface RangeWorkOfShop extends AsyncDisposable {
  readonly one: RangeWork;
  /** Another process; where a shop can have one only, the same again. */
  readonly other: RangeWork;
}

export interface RangeWorkContractOptions {
  /** A shop in which nothing is to be done. */
  readonly openShop: () => Promise<RangeWorkOfShop>;
}

/** Every `RangeWork` adapter must pass this suite unchanged. */
export function describeRangeWorkContract(adapter: string, { openShop }: RangeWorkContractOptions): void {
  describe(`RangeWork contract: ${adapter}`, () => {
    let shop: RangeWorkOfShop;
    let stop: AbortController;
    let parts: Promise<void>[];
    const takePart = (work: RangeWork, worker: RangeWorker): void => void parts.push(work.takePart(worker, stop.signal));

    beforeEach(async () => {
      shop = await openShop();
      stop = new AbortController();
      parts = [];
    });
    afterEach(async () => {
      stop.abort(new Error('the test is over'));
      await Promise.all(parts);
      await shop[Symbol.asyncDispose]();
    });

    it('has every task done, whoever takes part, and gives each its own number', async () => {
      const seen: RangeTask[] = [];
      const worker: RangeWorker = async (task) => {
        seen.push(task);
        return Number(task.range.upTo);
      };
      takePart(shop.one, worker);
      takePart(shop.other, worker);
      const tasks = Array.from({ length: 25 }, (_, i) => taskOf(i));
      expect(await Promise.all(tasks.map((task) => shop.one.hand(task, stop.signal)))).toEqual(tasks.map((_, i) => i));
      expect(new Set(seen.map(({ range }) => range.upTo))).toEqual(new Set(tasks.map(({ range }) => range.upTo)));
      expect(seen).toContainEqual(tasks[7]);
    });

    it('hands out bounds and versions unchanged, also those without end', async () => {
      const task: RangeTask = { scan: 'first', indexVersion: 'products-2', range: { after: productId('手机'), upTo: null }, scanVersion: changeVersion(2n ** 62n + 1n) };
      const seen = Promise.withResolvers<RangeTask>();
      takePart(shop.other, async (given) => (seen.resolve(given), 3));
      expect(await shop.one.hand(task, stop.signal)).toBe(3);
      expect(await seen.promise).toEqual(task);
    });

    it('waits for somebody to take part, and gives up with the reason of the signal', async () => {
      const gone = new AbortController();
      const reason = new Error('no more');
      const given = shop.one.hand(taskOf(1), gone.signal);
      const waiting = shop.one.hand(taskOf(2), stop.signal);
      gone.abort(reason);
      await expect(given).rejects.toBe(reason);
      takePart(shop.other, async () => 2);
      expect(await waiting).toBe(2);
      await expect(shop.one.hand(taskOf(3), gone.signal)).rejects.toBe(reason);
    });

    it('rejects where a task fails for good, and goes on with the others', async () => {
      takePart(shop.one, async ({ range }) => (range.upTo === '1' ? Promise.reject(new Error('broken')) : 0));
      const [bad, good] = await Promise.allSettled([shop.one.hand(taskOf(1), stop.signal), shop.one.hand(taskOf(2), stop.signal)]);
      expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
    });

    it('tells the work of a process that stops, and has it done by another', async () => {
      const leaving = new AbortController();
      const began = Promise.withResolvers<void>();
      const left = shop.one.takePart(async (_task, signal) => {
        began.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      }, leaving.signal);
      const given = shop.one.hand(taskOf(5), stop.signal).catch(() => 'failed');
      await began.promise;
      leaving.abort(new Error('leaving'));
      await left;
      takePart(shop.other, async () => 5);
      // Within one process there is nobody else to do it: whoever handed it out hears of it.
      expect(await given).toBe(shop.one === shop.other ? 'failed' : 5);
    });
  });
}

function taskOf(n: number): RangeTask {
  return { scan: 'first', indexVersion: 'products-2', range: { after: productId(String(n - 1)), upTo: productId(String(n)) }, scanVersion: changeVersion(7) };
}
