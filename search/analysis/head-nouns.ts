import { FUNCTION_WORDS } from './analyze-query.ts';
import { scanWords, type Word } from './scan-words.ts';
import { stem } from './stem.ts';

/** What comes after one of them, up to the next punctuation, is what a thing is for or has, not what it is. `w`: "w/ fan". */
const PREPOSITIONS = new Set(['for', 'with', 'w', 'without', 'from', 'to', 'in', 'on', 'by']);
/** Between two words: all but space and the marks that stand inside names ("Wi-Fi", "Canon® Pixma", `17" case`), or a lone dash. */
const PUNCTUATION = /[^\s'’"/&+.®™-]| [-–—] /u;
const CAPITALS = /^\p{Lu}{2,}$/u;
const DIGIT = /\p{N}/u;

/**
 * What a title or a query names: the head of each of its noun phrases, stemmed, in order, each once. In English compounds the
 * head is the last word (E. Williams 1981, On the notions "lexically related" and "head of a word", Linguistic Inquiry 12,
 * pp. 245-274): a laptop lock is a lock, a gaming laptop a laptop. Told without a dictionary: a phrase ends at punctuation, at a
 * word with a digit (a model, a measure), at a function word, and before capitals among other words ("mouse USB").
 * Of texts written without spaces nothing is told.
 *
 * @param brand - Left out where the text begins with it.
 */
export function headNouns(text: string, brand: string | null = null): readonly string[] {
  const heads = new Set<string>();
  let head: Word | null = null;
  let isObject = false;
  const endPhrase = (): void => {
    if (head !== null && !isObject) heads.add(stem(head.surface));
    head = null;
  };
  for (const word of withoutBrand(scanWords(text), brand)) {
    const { previous } = word;
    if (previous !== null && PUNCTUATION.test(text.slice(previous.end, word.start))) {
      endPhrase();
      isObject = false;
    }
    const isPreposition = PREPOSITIONS.has(word.surface);
    if (word.cjk || isPreposition || FUNCTION_WORDS.has(word.surface) || DIGIT.test(word.surface)) {
      endPhrase();
      isObject ||= isPreposition;
      continue;
    }
    const isInCapitals = (other: Word): boolean => CAPITALS.test(text.slice(other.start, other.end));
    if (head !== null && isInCapitals(word) && !isInCapitals(head)) endPhrase();
    head = word;
  }
  endPhrase();
  return [...heads];
}

/** Each with the word before it in the text. */
function withoutBrand(words: readonly Word[], brand: string | null): (Word & { readonly previous: Word | null })[] {
  const named = new Set(brand === null ? [] : scanWords(brand).map(({ surface }) => surface));
  const first = words.findIndex(({ surface }) => !named.has(surface));
  return words.map((word, place) => ({ ...word, previous: words[place - 1] ?? null })).slice(first === -1 ? words.length : first);
}
