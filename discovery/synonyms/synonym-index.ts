import type { SynonymId } from '../../schema/ids.ts';
import type { Expansion } from '../../stores/ports/search-index.ts';
import type { Synonym } from '../../stores/ports/synonym.ts';
import { queryWords } from '../understanding/query-words.ts';

/** Synonyms, found by the words of a query. */
export interface SynonymIndex {
  /** Adds the entry, or replaces the one of the same id. */
  put(synonym: Synonym): void;
  remove(id: SynonymId): void;
  /**
   * What else the parts of a text may be called, by place: of overlapping terms the longest, of equal ones the first.
   * @param locale - BCP 47 tag of the request; null: entries of every language hold, since the words tell it.
   */
  expand(text: string, locale: string | null): readonly Expansion[];
}

interface Meaning {
  readonly synonym: Synonym;
  readonly alternatives: readonly string[];
}

export function createSynonymIndex(): SynonymIndex {
  const byWords = new Map<string, Meaning[]>();
  const keysOf = new Map<SynonymId, readonly string[]>();
  let longest = 0;

  function remove(id: SynonymId): void {
    for (const key of keysOf.get(id) ?? []) {
      const left = byWords.get(key)!.filter(({ synonym }) => synonym.id !== id);
      if (left.length === 0) byWords.delete(key);
      else byWords.set(key, left);
    }
    keysOf.delete(id);
  }

  return {
    remove,
    put(synonym) {
      remove(synonym.id);
      const { kind, terms, expandsTo } = synonym.content;
      const keys = terms.map((term) => {
        const words = queryWords(term);
        const key = keyOf(words);
        longest = Math.max(longest, words.length);
        const alternatives = kind === 'ONE_WAY' ? expandsTo : terms.filter((other) => other !== term);
        byWords.set(key, [...(byWords.get(key) ?? []), { synonym, alternatives }]);
        return key;
      });
      keysOf.set(synonym.id, keys);
    },
    expand(text, locale) {
      if (byWords.size === 0) return [];
      const words = queryWords(text);
      const expansions: Expansion[] = [];
      for (let from = 0; from < words.length; ) {
        let length = Math.min(longest, words.length - from);
        for (; length > 0; length--) {
          const run = words.slice(from, from + length);
          const alternatives = (byWords.get(keyOf(run)) ?? []).filter(({ synonym }) => isSpokenIn(synonym, locale)).flatMap(({ alternatives }) => alternatives);
          if (alternatives.length === 0) continue;
          expansions.push({ start: run[0]!.start, end: run.at(-1)!.end, alternatives: [...new Set(alternatives)] });
          break;
        }
        from += Math.max(length, 1);
      }
      return expansions;
    },
  };
}

function keyOf(words: readonly { readonly key: string }[]): string {
  return words.map(({ key }) => key).join(' ');
}

/** By language alone: what `en-GB` calls the same, `en` does too. */
function isSpokenIn({ content }: Synonym, locale: string | null): boolean {
  return content.locale === null || locale === null || languageOf(content.locale) === languageOf(locale);
}

function languageOf(locale: string): string {
  return locale.split('-')[0]!.toLowerCase();
}
