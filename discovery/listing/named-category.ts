import { type CategoryId, categoryId } from '../../schema/ids.ts';
import { stem } from '../../search/index.ts';
import type { QueryInterpretation } from '../search-types.ts';
import type { CategoryName, FieldEntries } from '../understanding/field-entries.ts';
import { queryWords } from '../understanding/query-words.ts';

/**
 * What a query asks for that is the name of a category, and nothing else: that category and what is below it, but for accessories.
 * Whoever types "trousers" wants what stands on that shelf, jeans as well, before all that mentions the word. Null where it is no
 * category's name.
 *
 * @param detected - In the text, from `detectFields` by the same entries.
 */
export function namedCategory(text: string, detected: QueryInterpretation['detected'], entries: FieldEntries): ReadonlySet<CategoryId> | null {
  const named = detected.find(({ field }) => field === 'category');
  if (named === undefined) return null;
  const words = queryWords(text);
  if (queryWords(named.text).length !== words.length) return null;
  const below = entries.categories.filter(({ path }) => path.some(({ id }) => id === named.value));
  const meant = below.filter(({ path, words: own }) => path.at(-1)!.id === named.value || !isAccessory(own, words.at(-1)!.key));
  return new Set(meant.map(({ path }) => categoryId(path.at(-1)!.id)));
}

/** "Phone Cases" below "Phones": named after the thing, and another. */
function isAccessory(name: CategoryName['words'], thing: string): boolean {
  const stems = name.map(stem);
  return stems.includes(thing) && stems.at(-1) !== thing;
}
