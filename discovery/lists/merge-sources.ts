import type { ProductId } from '../../schema/ids.ts';
import type { ListCandidate } from './list-candidate.ts';
import type { ScoreSource } from './score-source.ts';

/** Products that led to one, in its reason. */
const BECAUSE_MAX = 3;

/**
 * Adds up what the sources say: each is divided by its greatest score, so that it counts as much as its weight says, and
 * the one that adds most to a product is its reason. Best first, ties by id.
 */
export function mergeSources(sources: readonly ScoreSource[]): readonly ListCandidate[] {
  const merged = new Map<ProductId, { score: number; loudest: ScoreSource; loudness: number }>();
  for (const source of sources) {
    const greatest = source.scaled ? 1 : source.scores.values().reduce((most, score) => Math.max(most, score), 0);
    for (const [id, score] of source.scores) {
      const loudness = (source.weight * score) / greatest;
      if (!(loudness > 0)) continue;
      const known = merged.get(id);
      if (known === undefined) merged.set(id, { score: loudness, loudest: source, loudness });
      else {
        known.score += loudness;
        if (loudness > known.loudness) Object.assign(known, { loudest: source, loudness });
      }
    }
  }
  return [...merged]
    .toSorted(([a, { score: x }], [b, { score: y }]) => y - x || (a < b ? -1 : 1))
    .map(([id, { score, loudest }]) => ({
      id,
      score,
      // Looked up when asked: only the page's products are.
      get reason() {
        return { code: loudest.code, because: loudest.becauseOf(id).slice(0, BECAUSE_MAX), subject: loudest.subject };
      },
    }));
}
