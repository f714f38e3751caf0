import { normalizeWord } from '../analysis/normalize-text.ts';
import { isCorrectable, LETTERS } from '../analysis/is-correctable.ts';
import { stem } from '../analysis/stem.ts';
import type { EngineState, WordTable } from './engine-state.ts';
import { frequencyBits } from './frequency-bits.ts';
import { forEachBlock } from './pair-lists.ts';
import { compareStrings, lowerBound, mergeOrder } from './sorted-order.ts';

const ASCII = Array.from('abcdefghijklmnopqrstuvwxyz');

/**
 * A better spelling for each word that the catalogue does not have, aligned to `typed`: at one deletion, insertion,
 * substitution or transposition, the one that most documents have together with the other words, else the commonest.
 * Words of the vocabulary fields go before words that stand in long texts only. Null for a word that the catalogue has,
 * that is no word of letters, or that has no neighbour.
 *
 * All neighbours of the word are made and looked up (P. Norvig: How to Write a Spelling Corrector, 2007): at one edit
 * that is some hundreds of look-ups and needs no index of its own; keeping every word's deletions (W. Garbe's SymSpell)
 * pays from two edits on.
 */
export function correctWords(state: EngineState, typed: readonly string[]): (string | null)[] {
  const { words } = state;
  const normalized = typed.map(normalizeWord);
  const known = normalized.map((word) => livingTerm(words, word));
  if (!normalized.some((word, i) => known[i] === null && isCorrectable(word))) return typed.map(() => null);
  const together = documentsWithAll(state, known.filter((term) => term !== null));
  return normalized.map((word, i) => {
    if (known[i] !== null || !isCorrectable(word)) return null;
    const found = spelledNear(words, word);
    const common = found.filter((spelling) => words.spellingVocabulary.data[spelling]! > 0);
    const count = common.length > 0 ? words.spellingVocabulary : words.spellingLive;
    const ranked = (common.length > 0 ? common : found).map((spelling) => ({
      text: words.spellings[spelling]!,
      shared: together === null ? 0 : sharedWeight(state, words.spellingTerm.data[spelling]!, together),
      documents: count.data[spelling]!,
    }));
    return ranked.toSorted((a, b) => b.shared - a.shared || b.documents - a.documents || compareStrings(a.text, b.text))[0]?.text ?? null;
  });
}

/** The term of a word that some living document has, or null. */
function livingTerm({ terms, termLive }: WordTable, word: string): number | null {
  const term = terms.numbers.get(stem(word));
  return term !== undefined && termLive.data[term]! > 0 ? term : null;
}

/** By ordinal: 1 where the document has all the terms; null where there is no term. */
function documentsWithAll({ documents, words }: EngineState, terms: readonly number[]): Uint8Array | null {
  if (terms.length === 0) return null;
  const found = new Uint8Array(documents.ids.length);
  for (const [place, term] of terms.entries()) {
    forEachBlock(words.postings, term, (data, from, to) => {
      for (let at = from; at < to; at += 2) if (found[data[at]!] === place) found[data[at]!] = place + 1;
    });
  }
  return found.map((count, ordinal) => (count === terms.length && documents.alive.data[ordinal] === 1 ? 1 : 0));
}

/** Over those documents, the weights of the fields in which the term stands: a title says more than a long text. */
function sharedWeight({ schema, words }: EngineState, term: number, together: Uint8Array): number {
  const bits = frequencyBits(schema.texts.length);
  const mask = 2 ** bits - 1;
  let shared = 0;
  forEachBlock(words.postings, term, (data, from, to) => {
    for (let at = from; at < to; at += 2) {
      if (together[data[at]!] === 0) continue;
      for (const [field, { weight }] of schema.texts.entries()) if (((data[at + 1]! >>> (field * bits)) & mask) !== 0) shared += weight;
    }
  });
  return shared;
}

/** Spellings that living documents have, one edit from the word. */
function spelledNear(words: WordTable, word: string): number[] {
  const sorted = mergeOrder(words.spellingOrder, words.spellings);
  const alphabet = /^[a-z]+$/.test(word) ? ASCII : lettersOf(words.spellings);
  const found = new Set<number>();
  for (const candidate of neighbours(word, alphabet)) {
    const place = lowerBound(sorted.order, sorted.length, words.spellings, candidate);
    if (place === sorted.length) continue;
    const spelling = sorted.order[place]!;
    if (words.spellings[spelling] === candidate && words.spellingLive.data[spelling]! > 0) found.add(spelling);
  }
  return [...found];
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
