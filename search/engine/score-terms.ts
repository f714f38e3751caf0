import type { EngineState } from './engine-state.ts';
import { frequencyBits } from './frequency-bits.ts';
import { forEachBlock } from './pair-lists.ts';
import { MATCH, type SearchScratch } from './search-scratch.ts';

/**
 * Adds up BM25F in `scratch.score` for the documents whose role is `MATCH`.
 *
 * S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.6 (pp. 361-365).
 * A term's frequency is summed over the fields, each weighted and divided by 1 - b + b * length / mean length, and
 * saturated once: tf / (k1 + tf). Mean lengths are over the documents that have the field. The inverse document
 * frequency is ln(1 + (N - n + .5) / (n + .5)), which stays positive for words of more than half the documents.
 * Several terms of one entry count as one term: frequencies add up, n is the documents with any.
 */
export function scoreTerms(state: EngineState, scratch: SearchScratch, scored: readonly (readonly number[])[]): void {
  const { documents, words, schema } = state;
  const { role, score, frequency } = scratch;
  const { k1 } = schema;
  const frequencyOf = weightedFrequency(state);
  for (const terms of scored) {
    const only = terms.length === 1 ? terms[0]! : null;
    if (only !== null) {
      const idf = inverseFrequency(documents.ordinals.size, words.termLive.data[only]!);
      forEachBlock(words.postings, only, (data, from, to) => {
        for (let i = from; i < to; i += 2) {
          const ordinal = data[i]!;
          if (role[ordinal] !== MATCH) continue;
          const tf = frequencyOf(ordinal, data[i + 1]!);
          score[ordinal]! += (idf * tf) / (k1 + tf);
        }
      });
      continue;
    }
    // Frequencies of matches are summed as they are; other documents are only counted, by a placeholder.
    const touched: number[] = [];
    for (const term of terms) {
      forEachBlock(words.postings, term, (data, from, to) => {
        for (let i = from; i < to; i += 2) {
          const ordinal = data[i]!;
          if (documents.alive.data[ordinal] === 0) continue;
          if (frequency[ordinal] === 0) touched.push(ordinal);
          frequency[ordinal]! += role[ordinal] === MATCH ? frequencyOf(ordinal, data[i + 1]!) : 1;
        }
      });
    }
    const idf = inverseFrequency(documents.ordinals.size, touched.length);
    for (const ordinal of touched) {
      const tf = frequency[ordinal]!;
      frequency[ordinal] = 0;
      if (role[ordinal] === MATCH) score[ordinal]! += (idf * tf) / (k1 + tf);
    }
  }
}

function inverseFrequency(documents: number, having: number): number {
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}

/** Frequency of a term in a document over all fields, from its packed pair. */
function weightedFrequency({ schema, documents }: EngineState): (ordinal: number, packed: number) => number {
  const fields = schema.texts.length;
  const bits = frequencyBits(fields);
  const highest = 2 ** bits - 1;
  const lengths = documents.lengths.data;
  const weights = Float64Array.from(schema.texts, ({ weight }) => weight);
  const fixed = Float64Array.from(schema.texts, ({ b }) => 1 - b);
  const byLength = Float64Array.from(schema.texts, ({ b }, field) => {
    const total = documents.lengthTotals.data[field]!;
    return total === 0 ? 0 : (b * documents.lengthDocuments.data[field]!) / total;
  });
  return (ordinal, packed) => {
    let sum = 0;
    let rest = packed;
    for (let field = 0, at = ordinal * fields; rest !== 0; field++, at++) {
      const count = rest & highest;
      if (count !== 0) sum += (weights[field]! * count) / (fixed[field]! + byLength[field]! * lengths[at]!);
      rest >>>= bits;
    }
    return sum;
  };
}
