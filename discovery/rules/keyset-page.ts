import { AppError } from '../../schema/errors.ts';

export interface KeysetPage<T> {
  readonly items: readonly T[];
  /** Aligned to `items`. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface KeysetOptions<T, Place extends readonly (string | number)[]> {
  readonly first: number;
  readonly after: string | null;
  readonly placeOf: (item: T) => Place;
  readonly compare: (a: Place, b: Place) => number;
}

/**
 * A page of what is in memory. A cursor holds the place of its item in the order, so that pages go on where they
 * stopped whatever is written, or deleted, meanwhile.
 * @throws AppError `CURSOR_INVALID` for a cursor of another shape.
 */
export function keysetPage<T, Place extends readonly (string | number)[]>(
  items: readonly T[],
  { first, after, placeOf, compare }: KeysetOptions<T, Place>,
): KeysetPage<T> {
  const placed = items.map((item) => ({ item, place: placeOf(item) })).toSorted((a, b) => compare(a.place, b.place));
  const start = after === null ? null : decode<Place>(after, placed[0]?.place);
  const rest = start === null ? placed : placed.filter(({ place }) => compare(place, start) > 0);
  const page = rest.slice(0, first);
  return {
    items: page.map(({ item }) => item),
    cursors: page.map(({ place }) => encode(place)),
    hasNextPage: rest.length > first,
    totalCount: placed.length,
  };
}

function encode(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decode<Place extends readonly (string | number)[]>(cursor: string, like: Place | undefined): Place | null {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const isPlace = Array.isArray(place) && encode(place as (string | number)[]) === cursor && (place as unknown[]).every((part) => typeof part === 'string' || typeof part === 'number');
    const fits = like === undefined || (isPlace && place.length === like.length && like.every((part, index) => typeof part === typeof (place as unknown[])[index]));
    if (isPlace && fits) return place as unknown as Place;
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new AppError('CURSOR_INVALID', '`after`: expected a cursor of an earlier page of this list, got something else.');
}
