import type { ScorePart } from '../score-part.ts';

/**
 * A part whose scores are weighed by how much each item is wanted just now: what was bought once and is not sold any more, or out of
 * season, sinks whoever speaks for it. Adding popularity cannot say this; it raises what nobody spoke for.
 *
 * @param part - With sparse scores; dense ones are passed on as they are.
 * @param demand - Of an item, at least 0, such as a logarithm of its popularity; items of 0 drop out.
 */
export function createInDemandPart(part: ScorePart, name: string, demand: (item: number) => number): ScorePart {
  return {
    name,
    score(history) {
      const answer = part.score(history);
      if (answer instanceof Float32Array) return answer;
      const weighed = Float32Array.from(answer.scores, (score, place) => score * demand(answer.items[place]!));
      const kept = [...weighed.keys()].filter((place) => weighed[place]! > 0);
      return { items: Int32Array.from(kept, (place) => answer.items[place]!), scores: Float32Array.from(kept, (place) => weighed[place]!) };
    },
  };
}
