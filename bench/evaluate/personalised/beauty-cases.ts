import { eventId, productId, shopperId } from '../../../schema/ids.ts';
import type { JsonObject, SourceRecord } from '../../../stores/ports/catalog-store.ts';
import type { ShopperEvent } from '../../../stores/ports/shopper-event.ts';
import { type BeautyItem, beautyItems, type BeautyUser, beautyUsers } from '../../support/amazon-beauty.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import type { SearchCase } from './search-case.ts';

const DAY_MS = 86_400_000;

/** How a shopper might have asked for the target: by where it stands, or by its brand and kind. */
export type BeautyQuery = 'category path' | 'brand and category';

export interface BeautyCases {
  readonly products: readonly SourceRecord[];
  /** The train parts, in time order. */
  readonly events: readonly ShopperEvent[];
  readonly cases: Readonly<Record<BeautyQuery, readonly SearchCase[]>>;
}

/**
 * Beauty as product search: for each of `users` seeded users, a search for the test item by a user of whom the shop knows the
 * train part, which is all but the last two items.
 */
export function beautyCases({ users, seed, nowMs }: { readonly users: number; readonly seed: number; readonly nowMs: number }): BeautyCases {
  const items = beautyItems().filter(({ title }) => title.trim() !== '');
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const all = beautyUsers();
  const known = all.filter(({ test }) => itemOf.has(test));
  const chosen = shuffled(known, seed).slice(0, users);
  const casesBy = (queryOf: (item: BeautyItem) => string | null): readonly SearchCase[] =>
    chosen.flatMap(({ subject, test }) => {
      const query = queryOf(itemOf.get(test)!);
      return query === null ? [] : [{ query, subject, targets: new Set([test]) }];
    });
  return {
    products: items.map(toRecord),
    events: all.flatMap((user) => trainEvents(user, nowMs)).toSorted((a, b) => a.atMs - b.atMs),
    cases: {
      'category path': casesBy(({ categoryPath }) => categoryPath.join(' ')),
      'brand and category': casesBy(({ brand, categoryPath }) => (brand === null ? null : `${brand} ${categoryPath.at(-1)!}`)),
    },
  };
}

/** Only the order is known: the last item is taken to be of yesterday, each other one a day older than its next. */
function trainEvents({ subject, train }: BeautyUser, nowMs: number): readonly ShopperEvent[] {
  return train.map((product, place) => ({
    id: eventId(`${subject}-${place}`),
    shopper: shopperId(`user:${subject}`),
    type: 'VIEW',
    productId: product,
    atMs: nowMs - (train.length - place) * DAY_MS,
    listId: null,
    position: null,
    quantity: null,
    price: null,
  }));
}

function toRecord({ id, title, brand, categoryPath }: BeautyItem): SourceRecord {
  const record: JsonObject = { id, title, categoryPath: [...categoryPath], ...(brand !== null && { brand }) };
  return { id: productId(id), mapping: null, record, origin: null };
}

function shuffled<T>(values: readonly T[], seed: number): readonly T[] {
  const random = seededRandom(seed);
  return values.map((value) => ({ value, key: random() })).toSorted((a, b) => a.key - b.key).map(({ value }) => value);
}

