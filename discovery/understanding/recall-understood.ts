import type { Recall, RecallQuery, SearchIndex } from '../../stores/ports/search-index.ts';
import { correctSpelling } from './correct-spelling.ts';

export interface UnderstoodRecall {
  readonly recall: Recall;
  /** What was searched instead of the text as typed; null where that was searched. */
  readonly correctedText: string | null;
  /** No product has all the words. */
  readonly relaxed: boolean;
}

/**
 * Recall, with spelling only where it is needed: a query whose words the catalog has costs one call. Where no product
 * has all the words, those that the catalog lacks are corrected, and the correction is taken where it finds
 * products with more of the query's words.
 */
export async function recallUnderstood(
  index: Pick<SearchIndex, 'recall' | 'correctWords'>,
  query: RecallQuery,
  signal: AbortSignal,
): Promise<UnderstoodRecall> {
  const typed = await index.recall(query, signal);
  const missing = fewestMissingWords(typed);
  if (missing === 0 || query.text === '') return { recall: typed, correctedText: null, relaxed: false };
  const text = await correctSpelling(index, query.text, signal);
  if (text !== null) {
    const recall = await index.recall({ ...query, text }, signal);
    const stillMissing = fewestMissingWords(recall);
    if (stillMissing < missing) return { recall, correctedText: text, relaxed: stillMissing > 0 };
  }
  return { recall: typed, correctedText: null, relaxed: typed.total > 0 };
}

/** Infinity where nothing matches. */
function fewestMissingWords({ candidates }: Recall): number {
  return candidates.reduce((fewest, { missingWords }) => Math.min(fewest, missingWords), Number.POSITIVE_INFINITY);
}
