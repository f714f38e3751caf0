import { escapeHtml, normalizeText } from '../search/index.ts';
import type { Completion, IndexDocument, SearchIndex } from '../stores/ports/search-index.ts';
import { checkFirst } from './input/check-first.ts';
import { checkLocale } from './input/check-locale.ts';
import { checkText } from './input/check-text.ts';
import type { Discovery, SuggestRequest } from './search-types.ts';
import type { SteerFor } from './rules/create-steering.ts';
import { steeredRecall, type Steering } from './rules/steering.ts';
import { NOBODY } from './shoppers/shopper-state.ts';
import { correctSpelling } from './understanding/correct-spelling.ts';
import type { FieldDictionary } from './understanding/field-dictionary.ts';
import { matchCategories } from './understanding/match-categories.ts';

export interface SuggestOptions {
  readonly index: SearchIndex;
  readonly dictionary: FieldDictionary;
  readonly steer: SteerFor;
}

interface Found {
  readonly completions: readonly Completion[];
  readonly products: readonly IndexDocument[];
}

/**
 * Ways to go on typing, matching products and categories; rules hide from it what they would from a search of the text typed. Where the typed text leads to nothing, its unknown words
 * are corrected first. An empty prefix gives the largest categories only.
 */
export function createSuggest({ index, dictionary, steer }: SuggestOptions): Discovery['suggest'] {
  async function find(text: string, { first, locale, steering }: SuggestRequest & { readonly steering: Steering }, signal: AbortSignal): Promise<Found> {
    const [completions, recall] = await Promise.all([
      index.complete(text, locale, first + 1, signal),
      index.recall(
        {
          ...steeredRecall({ ...steering.plan([text]), shifts: [] }, steering.expand(text)),
          text,
          locale,
          matching: 'all-then-fewer',
          prefix: true,
          filters: [],
          sort: 'RELEVANCE',
          limit: first,
          candidates: first,
          facets: [],
        },
        signal,
      ),
    ]);
    // Suggested is what goes on from the words typed; a list with fewer of them is for the search itself.
    const ids = recall.candidates.filter(({ missingWords }) => missingWords === 0).map(({ id }) => id);
    const products = ids.length === 0 ? [] : await index.documentsByIds(ids, signal);
    const whole = normalizeText(text);
    const further = completions.filter((completion) => completion.text !== whole).slice(0, first);
    return { completions: further, products: products.filter((document) => document !== null) };
  }

  return async (request, { signal }) => {
    const first = checkFirst(request.first);
    const locale = checkLocale(request.locale);
    const steering = await steer({ filters: [], locale, sort: 'RELEVANCE' }, NOBODY, signal);
    const checked = { ...request, first, locale, steering };
    const typed = collapsed(checkText(request.prefix, 'prefix'));
    signal.throwIfAborted();
    const entries = await dictionary.read(signal);
    if (typed === '') return { queries: [], products: [], categories: matchCategories('', entries, first) };
    let text = typed;
    let found = await find(text, checked, signal);
    let categories = matchCategories(text, entries, first);
    if (found.completions.length + found.products.length + categories.length === 0) {
      text = (await correctSpelling(index, typed, { signal })) ?? typed;
      if (text !== typed) {
        found = await find(text, checked, signal);
        categories = matchCategories(text, entries, first);
      }
    }
    return {
      queries: found.completions.map((completion) => ({
        text: completion.text,
        highlighted: highlightCompletion(completion.text, typed),
      })),
      products: found.products,
      categories,
    };
  };
}

/** NFKC, leading white space gone, other runs of it one space: a space at the end says that the last word is whole. */
function collapsed(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/gu, ' ').trimStart();
}

/** HTML: what completion adds to the typed text stands between `<em>` and `</em>`. */
function highlightCompletion(completion: string, typed: string): string {
  const normalized = normalizeText(typed);
  let common = 0;
  while (common < normalized.length && completion[common] === normalized[common]) common++;
  const added = completion.slice(common);
  const kept = escapeHtml(completion.slice(0, common));
  return added === '' ? kept : `${kept}<em>${escapeHtml(added)}</em>`;
}
