import type { RecalledProduct } from '../../ranker/index.ts';
import type { CategoryId } from '../../schema/ids.ts';
import type { Candidate } from '../../stores/ports/search-index.ts';

/** What relevance is told of a candidate. @param named - Categories that the query names, from `namedCategory`. */
export function recalledProduct({ missingWords, stored: { embedding, kinds, categoryIds } }: Candidate, named: ReadonlySet<CategoryId> | null): RecalledProduct {
  const leaf = categoryIds.at(-1);
  return { missingWords, embedding, kinds, isInNamedCategory: leaf !== undefined && named !== null && named.has(leaf) };
}
