import type { SequenceStep } from '../../ranker/index.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import type { BehaviourCounts } from '../behaviour/behaviour-counts.ts';
import type { CheckedList } from '../input/check-recommend-request.ts';
import type { RequestScope } from '../request-scope.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import type { ListAsk } from './list-ask.ts';

/** Of what a shopper hid and bought, those whose variants are known too; of the rest only the product itself. */
const GROUPS_KNOWN_MAX = 100;

/** What a list is made from, and the documents of all that it must not hold. */
export interface ReadAsk {
  readonly ask: ListAsk;
  readonly known: ReadonlyMap<ProductId, IndexDocument>;
}

/** Reads seeds, history, and what the shopper hid and bought, in one call to the index. */
export async function readAsk(
  list: CheckedList,
  state: ShopperState,
  { scope, counts, signal }: { readonly scope: RequestScope; readonly counts: BehaviourCounts; readonly signal: AbortSignal },
): Promise<ReadAsk> {
  const interests = state.sequence.filter(({ type }) => type !== 'HIDE' && type !== 'REMOVE_FROM_CART').toReversed();
  const historyIds = [...new Set(interests.map(({ productId }) => productId))].filter((id) => !state.hidden.has(id));
  const unwanted = [...state.hidden].slice(0, GROUPS_KNOWN_MAX).concat([...state.purchased].slice(0, GROUPS_KNOWN_MAX));
  const ids = [...new Set([...list.seeds, ...historyIds, ...unwanted])];
  const documents = await scope.documents(ids);
  const known = new Map(documents.filter((document) => document !== null).map((document) => [document.id, document]));
  const present = (wanted: readonly ProductId[]): readonly IndexDocument[] => wanted.flatMap((id) => known.get(id) ?? []);
  const stepOf = (id: ProductId, type: SequenceStep['type'], atMs: number | null): readonly SequenceStep[] => {
    const item = counts.items.indexOf(id);
    return item === undefined ? [] : [{ item, type, atMs }];
  };
  const ask: ListAsk = {
    list,
    state,
    seeds: present(list.seeds),
    history: present(historyIds),
    seedSteps: list.seeds.flatMap((id) => stepOf(id, 'VIEW', null)),
    historySteps: state.sequence.flatMap(({ productId, type, atMs }) => (state.hidden.has(productId) ? [] : stepOf(productId, type, atMs))),
    documents: async (wanted) => (await scope.documents(wanted)).filter((document) => document !== null),
    signal,
  };
  return { ask, known };
}
