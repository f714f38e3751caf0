import type { Shop } from '../../cli/index.ts';
import { createDiscovery, type Discovery, NO_TASTE, type Reranker } from '../../discovery/index.ts';
import { createRuleBook } from '../../discovery/rules/rule-book.ts';
import { listId } from '../../schema/ids.ts';
import { createResultLists } from '../../stores/embedded/index.ts';
import type { Rule } from '../../stores/ports/rule.ts';

let lists = 0;

/** The discovery of a shop under these rules and no others, and under this reranker. */
export function ruledDiscovery({ index, encoder, shoppers, behaviour }: Shop, rules: readonly Rule[], reranker: Reranker, now: () => number): Discovery {
  const book = createRuleBook();
  for (const rule of rules) book.put(rule);
  const known = { book, expand: () => [], rules: new Map<never, never>(), synonyms: new Map<never, never>(), degradations: [] };
  return createDiscovery({
    index,
    encoder,
    rules: { read: async () => known, refresh: async () => {} },
    lists: createResultLists({ now, maxIds: 2_000_000 }),
    reranker,
    shoppers,
    behaviour,
    taste: NO_TASTE,
    served: { add() {} },
    now,
    newListId: () => listId(`list-${++lists}`),
    log: { warn: (details, message) => console.error(message, details) },
  });
}
