import type { ProductId } from '../../schema/ids.ts';
import type { IndexDocument, SearchIndex } from '../../stores/ports/search-index.ts';
import type { BehaviourCounts } from '../behaviour/behaviour-counts.ts';
import { isIndexUnavailable } from '../is-index-unavailable.ts';
import { CAN_BE_HAD, type ListAsk } from './list-ask.ts';
import type { ScoreSource } from './score-source.ts';

/** Categories that go with one. */
const COMPANIONS_MAX = 4;
/** Products of each: where one shelf alone goes with the seed, a handful of it is enough. */
const PER_COMPANION = 4;

/**
 * What goes with a product where too few bought it to say what they bought with it: from the categories that are bought with its
 * category, the products that share the most words with it, so that a case for one phone brings the glass for the same phone, then
 * the most wanted. Null where its category has no companions. Says nothing where the index is away.
 */
export async function companionSource(
  index: SearchIndex,
  { product, id: seed }: IndexDocument,
  counts: BehaviourCounts,
  { list, signal }: ListAsk,
  weight: number,
): Promise<ScoreSource | null> {
  const leaf = product.categories.at(-1);
  const companions = leaf === undefined ? [] : counts.companionsOf(leaf.id, COMPANIONS_MAX);
  if (leaf === undefined || companions.length === 0) return null;
  const greatest = companions[0]!.score;
  const scores = new Map<ProductId, number>();
  for (const { id, score } of companions) {
    const number = counts.categoryNumber(id);
    const wanted = number === null ? [] : counts.inCategory.top(number, PER_COMPANION).map(({ item }) => counts.items.idOf(item));
    const found = new Set([...(await find(id)), ...wanted].slice(0, PER_COMPANION));
    // Near the top of its words, within reach of the best companion's: each category gets its turn.
    for (const [place, companion] of [...found].entries()) scores.set(companion, (score / greatest) * (1 / (place + 1)) ** 0.5);
  }
  return { code: 'COMPANION', weight, scores, becauseOf: () => [seed], subject: leaf.name };

  async function find(category: string): Promise<readonly ProductId[]> {
    try {
      const { ids } = await index.recall(
        {
          text: product.brand === null ? product.title : `${product.title} ${product.brand}`,
          locale: null,
          matching: 'any',
          prefix: false,
          filters: [CAN_BE_HAD, ...list.filters, { field: 'category', values: [category], range: null }],
          sort: 'RELEVANCE',
          limit: PER_COMPANION,
          candidates: 0,
          facets: [],
        },
        signal,
      );
      return ids;
    } catch (error) {
      if (!isIndexUnavailable(error)) throw error;
      return [];
    }
  }
}
