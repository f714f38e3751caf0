import type { GroupId, ProductId } from '../../schema/ids.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import type { CheckedList } from '../input/check-recommend-request.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import { matchesFilters } from './matches-filters.ts';

export interface ShownOptions {
  readonly list: CheckedList;
  readonly state: ShopperState;
  /** Of the seeds, and of what the shopper hid, viewed and bought: those that the index has. */
  readonly known: ReadonlyMap<ProductId, IndexDocument>;
  /** What the shopper was interested in lately. */
  readonly history: readonly ProductId[];
  /** Whether a buyer of the product comes back for it. */
  readonly comesAgain: (id: ProductId) => boolean;
}

/**
 * Says which products a list may hold. Left out are: what cannot be had, what the caller excludes or filters out, the seeds, what the
 * shopper hid, what they bought and nobody buys twice, each with its variants; in a list for the shopper also what they viewed lately,
 * unless it is bought again and again. Asked in the order of the list, it lets one variant of a group through.
 */
export function createMayBeShown({ list, state, known, history, comesAgain }: ShownOptions): (document: IndexDocument) => boolean {
  const { hidden, purchased } = state;
  const boughtForGood = [...purchased].filter((id) => !comesAgain(id));
  const viewed = list.strategy === 'FOR_YOU' ? history.filter((id) => !(purchased.has(id) && comesAgain(id))) : [];
  const unwanted = [...list.seeds, ...hidden, ...boughtForGood, ...viewed];
  const ids = new Set([...unwanted, ...list.excluded]);
  const groups = new Set<GroupId>(unwanted.flatMap((id) => known.get(id)?.product.groupId ?? []));
  return ({ id, product }) => {
    if (product.availability !== 'IN_STOCK' && product.availability !== 'PREORDER') return false;
    if (ids.has(id) || !matchesFilters(product, list.filters)) return false;
    if (product.groupId === null) return true;
    if (groups.has(product.groupId)) return false;
    groups.add(product.groupId);
    return true;
  };
}
