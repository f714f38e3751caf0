import type { ProductId } from '../../schema/ids.ts';
import type { IndexDocument, SearchIndex } from '../../stores/ports/search-index.ts';
import { applyRules } from '../rules/apply-rules.ts';
import { type FoundPin, PINS_MAX } from '../rules/find-pinned.ts';
import { pointsAt } from '../rules/points-at.ts';
import type { PinDemand, RulePlan } from '../rules/rule-plan.ts';
import { CAN_BE_HAD, type ListAsk } from './list-ask.ts';
import type { ListReason } from './list-candidate.ts';
import { matchesFilters } from './matches-filters.ts';

export interface ListEntry {
  readonly id: ProductId;
  readonly document: IndexDocument;
  readonly reason: ListReason;
}

export interface ListRulesOptions {
  readonly plan: RulePlan;
  readonly ask: Pick<ListAsk, 'list' | 'signal'>;
  /** Without what the plan hides. */
  readonly index: Pick<SearchIndex, 'recall'>;
  readonly documents: (ids: readonly ProductId[]) => Promise<readonly (IndexDocument | null)[]>;
  /** What every product of a list must pass; asked once for each that a pin brings in. */
  readonly mayBeShown: (document: IndexDocument) => boolean;
}

/** Why a product is in a list that no source proposed. */
const FEATURED: ListReason = { code: 'FEATURED', because: [], subject: null };

/** Matches of a pin's filters that are looked at for one that may be shown. */
const MATCHES_MAX = 20;

/** Boosts, buries and pins on a list that is otherwise ready; in an order as for a search (`arrange`). */
export async function applyListRules(entries: readonly ListEntry[], options: ListRulesOptions): Promise<readonly ListEntry[]> {
  const { plan } = options;
  if (plan.shifts.length === 0 && plan.pins.length === 0) return entries;
  const pinned = await findListed(entries, options);
  const all = new Map([...pinned.map(({ entry }) => entry), ...entries].map((entry) => [entry.id, entry]));
  const marked = entries.map(({ id, document: { product } }) => ({
    id,
    groupId: product.groupId,
    marks: [...plan.shifts.entries()].flatMap(([index, { target }]) => (pointsAt(target, product) ? [index] : [])),
  }));
  const { ids } = applyRules(entries.map(({ id }) => id), { plan, pins: pinned.map(({ pin }) => pin), candidates: marked });
  return ids.map((id) => all.get(id)!);
}

/** The pins that find a product in the list, or one that may join it, in the order of their rules. */
async function findListed(
  entries: readonly ListEntry[],
  { plan, ask: { list, signal }, index, documents, mayBeShown }: ListRulesOptions,
): Promise<readonly { readonly pin: FoundPin; readonly entry: ListEntry }[]> {
  const demands = plan.pins.slice(0, PINS_MAX);
  const named = [...new Set(demands.map(({ productId }) => productId).filter((id) => id !== null))];
  const read = await documents(named);
  const byName = new Map(named.map((id, place) => [id, read[place] ?? null]));
  const found: { readonly pin: FoundPin; readonly entry: ListEntry }[] = [];
  const isTaken = (id: ProductId): boolean => found.some(({ entry }) => entry.id === id);
  const joining = (document: IndexDocument | null): ListEntry | null =>
    document !== null && !isTaken(document.id) && mayBeShown(document) ? { id: document.id, document, reason: FEATURED } : null;

  const entryOf = async ({ productId, filters }: PinDemand): Promise<ListEntry | null> => {
    const listed = productId === null ? undefined : entries.find(({ id }) => id === productId);
    const byId = listed ?? (productId === null ? null : joining(byName.get(productId) ?? null));
    if (byId !== null || filters.length === 0) return byId;
    const within = entries.find(({ id, document }) => !isTaken(id) && matchesFilters(document.product, filters));
    if (within !== undefined) return within;
    const { ids } = await index.recall(
      {
        text: '',
        locale: null,
        matching: 'any',
        prefix: false,
        filters: [CAN_BE_HAD, ...list.filters, ...filters],
        sort: 'RELEVANCE',
        limit: MATCHES_MAX,
        candidates: 0,
        facets: [],
      },
      signal,
    );
    for (const document of await documents(ids)) {
      const entry = joining(document);
      if (entry !== null) return entry;
    }
    return null;
  };

  for (const demand of demands) {
    const entry = await entryOf(demand);
    if (entry === null || isTaken(entry.id)) continue;
    const { groupId } = entry.document.product;
    found.push({ entry, pin: { demand, position: demand.position, id: entry.id, groupId } });
  }
  return found;
}
