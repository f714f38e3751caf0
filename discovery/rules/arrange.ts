import type { GroupId, ProductId } from '../../schema/ids.ts';
import { RECALL_MAX } from '../../stores/ports/search-index.ts';
import { scoreOfPosition } from '../listing/score-of-position.ts';

/** A product that a rule puts in its place. */
export interface PlacedPin {
  readonly id: ProductId;
  readonly groupId: GroupId | null;
  /** Wanted; 1 for the top. */
  readonly position: number;
}

export interface ArrangeOptions {
  /** Sum of what rules add to the score of a product; products that are not in it keep theirs. */
  readonly added: ReadonlyMap<ProductId, number>;
  /** In the order of their rules: the first gets its place. */
  readonly pins: readonly PlacedPin[];
  /** Group of a product of the list, where it is known to have one. */
  readonly groupOf: (id: ProductId) => GroupId | null;
}

export interface ArrangedPlace {
  readonly id: ProductId;
  /** Place before rules, 1 for the first; null for a pinned product that was not in the list. */
  readonly rank: number | null;
  readonly pinned: boolean;
  readonly score: number;
}

/**
 * Boosts, buries and pins on a ranked list. A product's score is that of its rank and what rules add; of equal scores the
 * better rank comes first. Then pins: each takes its product, and the rest of its group, out of the list and gets the
 * first place at or below the wanted one that no earlier pin has; places beyond the end close up. A pinned product's
 * score is that of its place.
 */
export function arrange(ids: readonly ProductId[], { added, pins, groupOf }: ArrangeOptions): readonly ArrangedPlace[] {
  const ranked = ids.map((id, index): ArrangedPlace => ({
    id,
    rank: index + 1,
    pinned: false,
    score: scoreOfPosition(index + 1) + (added.get(id) ?? 0),
  }));
  const pinned = chooseOnce(pins);
  const isTaken = takenBy(pinned);
  const shifted = added.size === 0 ? ranked : mergeByScore(ranked, added);
  const rest = pinned.length === 0 ? shifted : shifted.filter(({ id }) => !isTaken(id, groupOf(id)));
  if (pinned.length === 0) return rest;
  const ranks = new Map(ranked.map(({ id, rank }) => [id, rank]));
  const places = freePlaces(pinned);
  const arranged: ArrangedPlace[] = [];
  let next = 0;
  for (const { pin, place } of places) {
    // Up to the pin's place from the rest; where that ends first, the pin closes up.
    while (arranged.length < place - 1 && next < rest.length) arranged.push(rest[next++]!);
    arranged.push({ id: pin.id, rank: ranks.get(pin.id) ?? null, pinned: true, score: scoreOfPosition(Math.min(arranged.length + 1, RECALL_MAX)) });
  }
  return arranged.concat(rest.slice(next));
}

/** Without a second pin of one product or group. */
function chooseOnce(pins: readonly PlacedPin[]): readonly PlacedPin[] {
  const chosen: PlacedPin[] = [];
  for (const pin of pins) if (!takenBy(chosen)(pin.id, pin.groupId)) chosen.push(pin);
  return chosen;
}

function takenBy(pins: readonly PlacedPin[]): (id: ProductId, group: GroupId | null) => boolean {
  const ids = new Set(pins.map(({ id }) => id));
  const groups = new Set(pins.map(({ groupId }) => groupId));
  return (id, group) => ids.has(id) || (group !== null && groups.has(group));
}

/** Ascending by place. */
function freePlaces(pins: readonly PlacedPin[]): readonly { readonly pin: PlacedPin; readonly place: number }[] {
  const taken = new Map<number, PlacedPin>();
  for (const pin of pins) {
    let place = pin.position;
    while (taken.has(place)) place += 1;
    taken.set(place, pin);
  }
  return [...taken].map(([place, pin]) => ({ pin, place })).toSorted((a, b) => a.place - b.place);
}

/** The few that moved are sorted and merged into the many that stay as they are. */
function mergeByScore(ranked: readonly ArrangedPlace[], added: ReadonlyMap<ProductId, number>): readonly ArrangedPlace[] {
  const moved = ranked.filter(({ id }) => added.has(id)).toSorted(byScore);
  const stayed = ranked.filter(({ id }) => !added.has(id));
  const merged: ArrangedPlace[] = [];
  let next = 0;
  for (const place of stayed) {
    while (next < moved.length && byScore(moved[next]!, place) < 0) merged.push(moved[next++]!);
    merged.push(place);
  }
  return merged.concat(moved.slice(next));
}

/** Scores are compared to nine decimals: sums that are equal on paper differ in the last bits. */
function byScore(a: ArrangedPlace, b: ArrangedPlace): number {
  return Math.round(b.score * 1e9) - Math.round(a.score * 1e9) || a.rank! - b.rank!;
}
