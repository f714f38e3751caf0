/** How good one ranked list is; all between 0 and 1, larger is better. */
export interface RankingQuality {
  /** 1 where anything relevant is among the first k. */
  readonly hitRate: number;
  /** Gain 1, discount log2(rank + 1), ideal over min(k, relevant). */
  readonly ndcg: number;
  /** One over the rank of the first relevant item; 0 where it is beyond k. */
  readonly mrr: number;
  /** Share of the relevant items that are among the first k. */
  readonly recall: number;
  /** Share of the first k that is relevant; a list shorter than k counts as if filled up with what is not. */
  readonly precision: number;
}

/**
 * @param ranked - Best first, no item twice.
 * @param relevant - Not empty.
 */
export function rankingQuality(ranked: ArrayLike<number>, relevant: ReadonlySet<number>, k: number): RankingQuality {
  let hits = 0;
  let gain = 0;
  let first = 0;
  for (let place = 0; place < Math.min(k, ranked.length); place += 1) {
    if (!relevant.has(ranked[place]!)) continue;
    hits += 1;
    gain += 1 / Math.log2(place + 2);
    if (first === 0) first = place + 1;
  }
  let ideal = 0;
  for (let place = 0; place < Math.min(k, relevant.size); place += 1) ideal += 1 / Math.log2(place + 2);
  return {
    hitRate: hits > 0 ? 1 : 0,
    ndcg: gain / ideal,
    mrr: first === 0 ? 0 : 1 / first,
    recall: hits / relevant.size,
    precision: hits / k,
  };
}
