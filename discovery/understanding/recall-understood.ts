import type { Recall, RecallQuery, SearchIndex } from '../../stores/ports/search-index.ts';
import { correctSpelling, type CorrectSpellingOptions } from './correct-spelling.ts';

export interface UnderstoodRecall {
  readonly recall: Recall;
  /** What was searched in the end. */
  readonly query: RecallQuery;
  /** No product has all the words. */
  readonly relaxed: boolean;
}

/**
 * Recall, with spelling only where it is needed: a query whose words the catalog has costs one call. Where no product
 * has all the words, those that the catalog lacks are corrected, and the correction is taken where it finds
 * products with more of the query's words. A word that has synonyms is as it should be.
 * @param queryOf - The whole query for a text.
 * @param isWord - As in `CorrectSpellingOptions`.
 */
export async function recallUnderstood(
  index: Pick<SearchIndex, 'recall' | 'correctWords'>,
  text: string,
  queryOf: (text: string) => RecallQuery,
  { isWord, signal }: Required<Pick<CorrectSpellingOptions, 'isWord' | 'signal'>>,
): Promise<UnderstoodRecall> {
  const query = queryOf(text);
  const recall = await index.recall(query, signal);
  const missing = fewestMissingWords(recall);
  if (missing === 0 || text === '') return { recall, query, relaxed: false };
  const correctedText = await correctSpelling(index, text, { kept: query.expansions ?? [], isWord, signal });
  if (correctedText !== null) {
    const corrected = queryOf(correctedText);
    const better = await index.recall(corrected, signal);
    const stillMissing = fewestMissingWords(better);
    if (stillMissing < missing) return { recall: better, query: corrected, relaxed: stillMissing > 0 };
  }
  return { recall, query, relaxed: recall.total > 0 };
}

/** Infinity where nothing matches. */
function fewestMissingWords({ candidates }: Recall): number {
  return candidates.reduce((fewest, { missingWords }) => Math.min(fewest, missingWords), Number.POSITIVE_INFINITY);
}
