/** Grade of a judged product, 0 (useless) upward; a product that is not in the map is unjudged. */
export type Judgements = ReadonlyMap<string, number>;

export interface RankingQuality {
  /** NDCG with unjudged products counted as 0. */
  readonly raw: number;
  /** NDCG after unjudged products were taken out of the list, before the cut. */
  readonly condensed: number;
  /** Share of the first `cut` places that were judged. */
  readonly judged: number;
}

/**
 * NDCG at a cut: gain = grade, discount = log2(rank + 1), ideal over all judged products
 * (Järvelin and Kekäläinen 2002, Cumulated gain-based evaluation of IR techniques, sec. 2, with linear gain).
 *
 * @param ranked - Ids, best first. Empty gives 0 throughout.
 * @param judgements - With at least one grade above 0; without one there is no ideal and the result is NaN.
 */
export function rankingQuality(ranked: readonly string[], judgements: Judgements, cut: number): RankingQuality {
  const ideal = gain([...judgements.values()].toSorted((a, b) => b - a).slice(0, cut));
  const judgedOnly = ranked.filter((id) => judgements.has(id));
  return {
    raw: gain(gradesOf(ranked.slice(0, cut), judgements)) / ideal,
    condensed: gain(gradesOf(judgedOnly.slice(0, cut), judgements)) / ideal,
    judged: ranked.slice(0, cut).filter((id) => judgements.has(id)).length / cut,
  };
}

function gradesOf(ids: readonly string[], judgements: Judgements): number[] {
  return ids.map((id) => judgements.get(id) ?? 0);
}

function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
}
