import type { ScorePart } from '../score-part.ts';
import type { ShopMemory } from './shop-memory.ts';
import { visitCandidates } from './visit-features.ts';
import { visitScores, type VisitNetwork } from './visit-network.ts';

/** Name of the part. */
export const NEXT_VISIT = 'next-visit';

/** What the shopper takes at the next visit: chances of the candidates, which sum to 1. */
export function createNextVisitPart(networks: readonly VisitNetwork[], memory: ShopMemory): ScorePart {
  return {
    name: NEXT_VISIT,
    score(history) {
      const candidates = visitCandidates(history, memory);
      if (candidates === null) return { items: new Int32Array(), scores: new Float32Array() };
      const each = networks.map((network) => visitScores(network, candidates.features));
      const logits = Float32Array.from(candidates.items, (_, place) => each.reduce((sum, scores) => sum + scores[place]!, 0) / each.length);
      const greatest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
      const shares = logits.map((logit) => Math.exp(logit - greatest));
      const sum = shares.reduce((total, share) => total + share, 0);
      // What float32 cannot tell from 0 is nothing.
      const kept = [...shares.keys()].filter((place) => Math.fround(shares[place]! / sum) > 0);
      return { items: Int32Array.from(kept, (place) => candidates.items[place]!), scores: Float32Array.from(kept, (place) => shares[place]! / sum) };
    },
  };
}
