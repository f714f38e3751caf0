import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notices, Topic } from '../../stores/ports/notices.ts';

/** Two processes of one shop. */
export interface NoticesOfShop extends AsyncDisposable {
  readonly one: Notices;
  /** Another process; where a shop can have one only, the same again. */
  readonly other: Notices;
}

export interface NoticesContractOptions {
  /** A shop in which nobody listens yet. */
  readonly openShop: () => Promise<NoticesOfShop>;
}

/** Every `Notices` adapter must pass this suite unchanged. */
export function describeNoticesContract(adapter: string, { openShop }: NoticesContractOptions): void {
  describe(`Notices contract: ${adapter}`, () => {
    let shop: NoticesOfShop;

    beforeEach(async () => {
      shop = await openShop();
    });
    afterEach(() => shop[Symbol.asyncDispose]());

    it('tells those who listen to a topic what is published there, in order, whatever the text', async () => {
      const models = await listenFor(3, shop.other, 'models');
      const texts = ['shipped-2', '', 'ünïcode \n "quoted" 漢字'];
      for (const text of texts) expect(await shop.one.publish('models', text)).toBe(1);
      expect(await models.heard).toEqual(texts);
    });

    it('tells nobody of another topic', async () => {
      const traces = await listenFor(1, shop.other, 'shopper-traces');
      expect(await shop.one.publish('models', 'not for you')).toBe(0);
      expect(await shop.one.publish('shopper-traces', 'for you')).toBe(1);
      expect(await traces.heard).toEqual(['for you']);
    });

    it('keeps nothing for those who come later, and nothing for those who have gone', async () => {
      expect(await shop.one.publish('models', 'before')).toBe(0);
      const first = await listenFor(1, shop.other, 'models');
      await shop.one.publish('models', 'while');
      expect(await first.heard).toEqual(['while']);
      await first.stop();
      expect(await shop.one.publish('models', 'between')).toBe(0);
      const second = await listenFor(1, shop.other, 'models');
      await shop.one.publish('models', 'again');
      expect(await second.heard).toEqual(['again']);
    });

    it('tells the process that publishes, too, if it listens', async () => {
      const own = await listenFor(1, shop.one, 'models');
      expect(await shop.one.publish('models', 'to myself')).toBe(1);
      expect(await own.heard).toEqual(['to myself']);
    });

    it('counts all who are told', async () => {
      if (shop.one === shop.other) return;
      const [one, other] = await Promise.all([listenFor(1, shop.one, 'models'), listenFor(1, shop.other, 'models')]);
      expect(await shop.one.publish('models', 'to all')).toBe(2);
      expect(await Promise.all([one.heard, other.heard])).toEqual([['to all'], ['to all']]);
    });

    it('takes one listener to a topic in a process', async () => {
      await listenFor(1, shop.one, 'models');
      await expect(shop.one.listen('models', () => {})).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
      await shop.one.listen('shopper-traces', () => {});
    });

    it('publishes nothing for a caller who has gone', async () => {
      const reason = new Error('gone');
      await expect(shop.one.publish('models', 'late', AbortSignal.abort(reason))).rejects.toBe(reason);
    });
  });
}

/** Resolves when the listener is there; `heard` when so many messages have come. */
async function listenFor(
  count: number,
  notices: Notices,
  topic: Topic,
): Promise<{ readonly heard: Promise<readonly string[]>; readonly stop: () => PromiseLike<void> }> {
  const messages: string[] = [];
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const listening = await notices.listen(topic, (message) => {
    messages.push(message);
    if (messages.length === count) resolve(messages);
  });
  return { heard: promise, stop: () => listening[Symbol.asyncDispose]() };
}
