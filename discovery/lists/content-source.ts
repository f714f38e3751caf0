import type { ProductId } from '../../schema/ids.ts';
import { dot } from '../../search/index.ts';
import type { IndexDocument, SearchIndex } from '../../stores/ports/search-index.ts';
import { isIndexUnavailable } from '../is-index-unavailable.ts';
import { CAN_BE_HAD, type ListAsk } from './list-ask.ts';
import { findLexicallySimilar } from './lexically-similar.ts';
import type { ScoreSource } from './score-source.ts';

/** Products asked of the index. */
const NEIGHBOURS_MAX = 200;
/** Cosine from which on a lead is named as what a product is like; of the sample's products of two departments one pair in fifty reaches it. */
const LIKE_MIN = 0.4;
/** Leads that are read word by word where the index has no vectors; each costs a search or several. */
const LEXICAL_LEADS_MAX = 2;

export interface ContentSourceOptions {
  readonly weight: number;
  /** What a lead counts beside the one before it, in (0, 1]; 1: all alike. */
  readonly decay: number;
}

/**
 * Products like the leads by what they are: the nearest to the decayed sum of their content vectors or, where the index has
 * none, those that share words. Says nothing where the index is away.
 * @param leads - The strongest first.
 */
export async function contentSource(
  index: SearchIndex,
  leads: readonly IndexDocument[],
  ask: ListAsk,
  { weight, decay }: ContentSourceOptions,
): Promise<ScoreSource> {
  const found = leads.length === 0 ? new Map<ProductId, Like>() : await likes(index, leads, ask, decay);
  return {
    code: 'SIMILAR_CONTENT',
    weight,
    scores: new Map(Array.from(found, ([id, { score }]) => [id, score])),
    becauseOf: (id) => found.get(id)?.because ?? [],
    subject: null,
  };
}

interface Like {
  readonly score: number;
  readonly because: readonly ProductId[];
}

async function likes(index: SearchIndex, leads: readonly IndexDocument[], ask: ListAsk, decay: number): Promise<Map<ProductId, Like>> {
  try {
    const vector = sumOfVectors(leads, decay);
    return vector === null ? await byWords(index, leads, ask) : await byVector(index, vector, leads, { ask, decay });
  } catch (error) {
    if (!isIndexUnavailable(error)) throw error;
    return new Map();
  }
}

async function byVector(
  index: SearchIndex,
  vector: Float32Array,
  leads: readonly IndexDocument[],
  { ask: { list, signal }, decay }: { readonly ask: ListAsk; readonly decay: number },
): Promise<Map<ProductId, Like>> {
  const found = await index.neighbours({ vector, filters: [CAN_BE_HAD, ...list.filters], limit: NEIGHBOURS_MAX }, signal);
  return new Map(
    found
      .filter(({ similarity }) => similarity > 0)
      .flatMap(({ id, similarity, stored: { embedding } }) => {
        const nearest = leads
          .map((lead, place) => ({ id: lead.id, like: dot(lead.embedding, embedding), counts: decay ** place }))
          // Nothing is like itself: what may be bought again has a reason of its own.
          .filter((lead) => lead.id !== id && lead.like >= LIKE_MIN)
          .toSorted((a, b) => b.like * b.counts - a.like * a.counts);
        return nearest.length === 0 ? [] : [[id, { score: similarity, because: nearest.map((lead) => lead.id) }] as const];
      }),
  );
}

async function byWords(index: SearchIndex, leads: readonly IndexDocument[], { list, signal }: ListAsk): Promise<Map<ProductId, Like>> {
  const found = new Map<ProductId, Like>();
  for (const lead of leads.slice(0, LEXICAL_LEADS_MAX)) {
    const ids = await findLexicallySimilar(index, lead, { wanted: NEIGHBOURS_MAX / 2, filters: list.filters, signal });
    for (const [place, id] of ids.entries()) {
      const score = 1 - place / (ids.length + 1);
      if (score > (found.get(id)?.score ?? 0)) found.set(id, { score, because: [lead.id] });
    }
  }
  return found;
}

/** Unit length; null where no lead has a vector, or they cancel out. */
function sumOfVectors(leads: readonly IndexDocument[], decay: number): Float32Array | null {
  const vectors = leads.flatMap(({ embedding }, place) => (embedding === null ? [] : [{ embedding, factor: decay ** place }]));
  const [first] = vectors;
  if (first === undefined) return null;
  const sum = new Float32Array(first.embedding.length);
  for (const { embedding, factor } of vectors) for (let i = 0; i < sum.length; i++) sum[i]! += factor * embedding[i]!;
  const length = Math.sqrt(dot(sum, sum));
  return length === 0 ? null : sum.map((value) => value / length);
}
