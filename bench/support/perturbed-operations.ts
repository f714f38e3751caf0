import { changeVersion, productId } from '../../schema/ids.ts';
import { checksumOf } from '../../stores/ports/checksum.ts';
import type { Product } from '../../stores/ports/product.ts';
import type { IndexOperation } from '../../stores/ports/search-index.ts';
import { seededRandom } from './seeded-random.ts';

/** Share of title words that come from another product. */
const SWAPPED = 0.3;

/** As many products as asked for, made of the originals in turn; the same for the same seed. Ids do not depend on it. */
export function* perturbedOperations(
  originals: readonly Product[],
  { count, seed }: { readonly count: number; readonly seed: number },
): Generator<IndexOperation> {
  const random = seededRandom(seed);
  const words = originals.flatMap(({ title }) => title.split(' '));
  for (let i = 0; i < count; i++) {
    const original = originals[i % originals.length]!;
    const title = original.title
      .split(' ')
      .map((word) => (random() < SWAPPED ? words[Math.floor(random() * words.length)]! : word))
      .join(' ');
    const price = original.price === null ? null : { ...original.price, amount: Math.max(1, Math.round(original.price.amount * (0.5 + random()))) };
    const product: Product = { ...original, id: productId(`${original.id}-${Math.floor(i / originals.length)}`), title, price, groupId: null };
    yield { kind: 'put', document: { id: product.id, version: changeVersion(BigInt(i + 1)), checksum: checksumOf(product), product, embedding: null } };
  }
}
