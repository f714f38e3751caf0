import type { Shop } from '../../../cli/index.ts';
import type { SequenceStep } from '../../../ranker/index.ts';
import { type ProductId, shopperId } from '../../../schema/ids.ts';
import { SEQUENCE_MAX } from '../../../stores/ports/shopper-event.ts';

/**
 * How the products fit the shopper, with nothing remembered: the log of events from its beginning, the newest steps of it
 * encoded by the active model, and the products' vectors made anew; standardised over the products.
 * @param products - All that were ranked.
 */
export async function userFitFromScratch(shop: Shop, subject: string, products: readonly ProductId[]): Promise<readonly number[]> {
  using held = shop.models.hold()!;
  const encoder = held.value.userEncoder!;
  const logged = await shop.users.eventsOf(shopperId(`user:${subject}`), null, 10_000);
  const steps = logged
    .map(({ event }) => event)
    .filter((event) => event.type !== 'IMPRESSION')
    .toSorted((a, b) => a.atMs - b.atMs)
    .slice(-SEQUENCE_MAX);
  if (steps.length === 0) return products.map(() => 0);
  const vectorsOf = async (ids: readonly ProductId[]): Promise<Float32Array> => {
    const stored = await shop.index.featuresByIds(ids);
    return encoder.itemVectors(ids.map((id, place) => ({ id, content: stored[place]?.embedding ?? null })));
  };
  const history = steps.map(({ type, atMs }, item) => ({ item, type, atMs }) as SequenceStep);
  const user = encoder.encode(history, await vectorsOf(steps.map(({ productId }) => productId)));
  const items = await vectorsOf(products);
  const fits = products.map((_, row) => user.reduce((sum, value, column) => sum + value * items[row * user.length + column]!, 0));
  const mean = fits.reduce((sum, fit) => sum + fit, 0) / fits.length;
  const deviation = Math.sqrt(fits.reduce((sum, fit) => sum + (fit - mean) ** 2, 0) / fits.length);
  return fits.map((fit) => (deviation < 1e-6 ? 0 : Math.max(-4, Math.min(4, (fit - mean) / deviation))));
}
