import type { Discovery, SearchResult } from '../../../discovery/index.ts';
import { ANONYMOUS, type Identity } from '../../../schema/identity.ts';
import type { SearchCase } from './search-case.ts';

/** Places looked at: the reranked ones. Further down all orders are the same. */
const PLACES = 200;
const PAGE = 100;

/** Where the target of each case stands, 1 for the first; infinite where it is not among the places looked at. */
export interface ComparedOrders {
  readonly personalised: readonly number[];
  /** The same search by nobody. */
  readonly anonymous: readonly number[];
  /** By another shopper of the cases. */
  readonly shuffled: readonly number[];
  /** Names of the models that made the orders, as explained. */
  readonly models: ReadonlySet<string>;
}

export interface CompareOptions {
  readonly signal: AbortSignal;
  readonly progress?: (done: number) => void;
}

/** Searches each case three times: as its shopper, as nobody, and as the shopper of the next case. */
export async function compareOrders(discovery: Discovery, cases: readonly SearchCase[], { signal, progress }: CompareOptions): Promise<ComparedOrders> {
  const models = new Set<string>();
  const place = async ({ query, targets }: SearchCase, identity: Identity): Promise<number> => {
    let after: string | null = null;
    for (let from = 0; from < PLACES; from += PAGE) {
      const result: SearchResult = await discovery.search(
        { query, filters: [], sort: 'RELEVANCE', first: PAGE, after, personalize: true, locale: null, facets: [] },
        { identity, signal },
      );
      for (const { explanation } of result.hits) if (explanation !== null && explanation.modelScore !== null) models.add(explanation.modelVersion);
      const found = result.hits.find(({ document }) => targets.has(document.id));
      if (found !== undefined) return found.position;
      after = result.hits.at(-1)?.cursor ?? null;
      if (after === null || !result.hasNextPage) break;
    }
    return Number.POSITIVE_INFINITY;
  };

  const personalised: number[] = [];
  const anonymous: number[] = [];
  const shuffled: number[] = [];
  for (const [number, searched] of cases.entries()) {
    personalised.push(await place(searched, shopper(searched.subject)));
    anonymous.push(await place(searched, ANONYMOUS));
    shuffled.push(await place(searched, shopper(cases[(number + 1) % cases.length]!.subject)));
    progress?.(number + 1);
  }
  return { personalised, anonymous, shuffled, models };
}

/** Of several shops, one after the other. */
export function joinOrders(all: readonly ComparedOrders[]): ComparedOrders {
  return {
    personalised: all.flatMap(({ personalised }) => personalised),
    anonymous: all.flatMap(({ anonymous }) => anonymous),
    shuffled: all.flatMap(({ shuffled }) => shuffled),
    models: new Set(all.flatMap(({ models }) => [...models])),
  };
}

const shopper = (subject: string): Identity => ({ role: 'SHOPPER', userId: subject, visitorId: null });
