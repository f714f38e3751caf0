import { normalizeWord } from '../analysis/normalize-text.ts';
import { stem } from '../analysis/stem.ts';
import type { EngineState } from './engine-state.ts';
import { compareStrings, lowerBound, mergeOrder } from './sorted-order.ts';

/** Shorter words have too many neighbours to tell a typo from a name. */
const LENGTH_MIN = 4;
/** Longer ones would cost time and are no words. */
const LENGTH_MAX = 40;
const LETTERS = /^(?!.*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L}[\p{L}\p{M}]*$/u;
const ASCII = Array.from('abcdefghijklmnopqrstuvwxyz');

/**
 * The commonest word of the vocabulary fields at one deletion, insertion, substitution or transposition; null for a
 * word that the catalogue has, that is no word of letters, or that has no neighbour.
 *
 * All neighbours of the word are made and looked up (P. Norvig: How to Write a Spelling Corrector, 2007): at one edit
 * that is some hundreds of look-ups and needs no index of its own; keeping every word's deletions (W. Garbe's SymSpell)
 * pays from two edits on.
 */
export function correctWord({ words }: EngineState, word: string): string | null {
  const typed = normalizeWord(word);
  if (typed.length < LENGTH_MIN || typed.length > LENGTH_MAX || !LETTERS.test(typed)) return null;
  const term = words.terms.numbers.get(stem(typed));
  if (term !== undefined && words.termLive.data[term]! > 0) return null;
  const sorted = mergeOrder(words.spellingOrder, words.spellings);
  let best: string | null = null;
  let most = 0;
  const alphabet = /^[a-z]+$/.test(typed) ? ASCII : lettersOf(words.spellings);
  for (const candidate of neighbours(typed, alphabet)) {
    const place = lowerBound(sorted.order, sorted.length, words.spellings, candidate);
    const spelling = sorted.order[place];
    if (place === sorted.length || words.spellings[spelling!] !== candidate) continue;
    const documents = words.spellingVocabulary.data[spelling!]!;
    if (documents > most || (documents === most && best !== null && compareStrings(candidate, best) < 0)) {
      best = candidate;
      most = documents;
    }
  }
  return best;
}

/** Every letter that the vocabulary has, for words outside of ASCII. */
function lettersOf(spellings: readonly string[]): readonly string[] {
  const letters = new Set<string>();
  for (const spelling of spellings) if (LETTERS.test(spelling)) for (const letter of spelling) letters.add(letter);
  return [...letters];
}

function* neighbours(word: string, alphabet: readonly string[]): Generator<string> {
  const letters = Array.from(word);
  for (let i = 0; i <= letters.length; i++) {
    const before = letters.slice(0, i).join('');
    const after = letters.slice(i).join('');
    const rest = letters.slice(i + 1).join('');
    for (const letter of alphabet) yield before + letter + after;
    if (i === letters.length) continue;
    yield before + rest;
    for (const letter of alphabet) yield before + letter + rest;
    const next = letters[i + 1];
    if (next !== undefined) yield before + next + letters[i]! + letters.slice(i + 2).join('');
  }
}
