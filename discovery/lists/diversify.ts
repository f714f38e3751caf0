import { dot } from '../../search/index.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';

/** A product that competes for a place. */
export interface Contender {
  /** Above 0. */
  readonly score: number;
  readonly document: IndexDocument;
}

export interface DiversifyOptions {
  /** 0..1: what relevance counts beside variety; 1 keeps the order. */
  readonly lambda: number;
  /** Places that are chosen so, from the top; the rest follows as it stood. */
  readonly places: number;
}

/** Contenders looked at; those further down stand no chance. */
const POOL = 100;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each place goes to the contender of the greatest
 * lambda x relevance - (1 - lambda) x similarity to the most similar one already placed. Relevance is the score over the greatest score.
 * O(places x 100) comparisons.
 * @param contenders - Best first.
 */
export function diversify<C extends Contender>(contenders: readonly C[], { lambda, places }: DiversifyOptions): readonly C[] {
  if (lambda >= 1 || contenders.length < 3) return contenders;
  const greatest = contenders[0]!.score;
  const pool = contenders.slice(0, POOL);
  const nearest = pool.map(() => 0);
  const open = new Set(pool.keys());
  const placed: C[] = [];
  while (placed.length < places && open.size > 0) {
    let best = -1;
    let bestWorth = -Infinity;
    for (const i of open) {
      const worth = (lambda * pool[i]!.score) / greatest - (1 - lambda) * nearest[i]!;
      if (worth > bestWorth) [best, bestWorth] = [i, worth];
    }
    open.delete(best);
    placed.push(pool[best]!);
    for (const i of open) nearest[i] = Math.max(nearest[i]!, likeness(pool[i]!.document, pool[best]!.document));
  }
  return [...placed, ...[...open].map((i) => pool[i]!), ...contenders.slice(POOL)];
}

/** 0..1: the cosine of the content vectors, at least what the shelf says: 0.6 for the same leaf category, 0.3 for the same department. */
export function likeness(a: IndexDocument, b: IndexDocument): number {
  const [leafA, leafB] = [a.product.categories.at(-1)?.id, b.product.categories.at(-1)?.id];
  const [rootA, rootB] = [a.product.categories[0]?.id, b.product.categories[0]?.id];
  const shelf = leafA !== undefined && leafA === leafB ? 0.6 : rootA !== undefined && rootA === rootB ? 0.3 : 0;
  return Math.max(shelf, dot(a.embedding, b.embedding));
}
