import { intern } from './dictionary.ts';
import { createEngineState, type EngineState, spellingKey } from './engine-state.ts';
import { append, appendZeros } from './growing.ts';
import { addList, appendPair, forEachBlock, type PairLists } from './pair-lists.ts';
import { internField, internValue } from './put-keywords.ts';
import { startOf } from './remove-document.ts';
import { mergeOrder, type SortedOrder } from './sorted-order.ts';
import { copyRow } from './vector-rows.ts';

const GONE = 0xffffffff;

/** Steps of work that may be done a little at a time. */
type Steps<T> = Generator<undefined, T>;

/** Entries that are a step: the work of about a millisecond. */
const ENTRIES = 4_096;
const DOCUMENTS = 256;
const PAIRS = 16_384;

/**
 * The same index without its dead documents, and without words, values, fields and groups that only those had.
 * Everything is numbered anew, in the same order. Linear in the size of the index; the old state is left as it is, can be
 * searched between two steps, and must not be written to before the last one.
 */
export function* compacted(state: EngineState): Steps<EngineState> {
  const next = createEngineState(state.schema);
  const terms = yield* keepTerms(state, next);
  const spellings = yield* keepSpellings(state, next, terms);
  const values = yield* keepValues(state, next);
  const ordinals = yield* keepDocuments(state, next, spellings, values);
  yield* copyLists(state.words.postings, next.words.postings, ordinals, (list) => terms[list]!, (packed) => packed);
  yield* copyLists(
    state.keywords.columns,
    next.keywords.columns,
    ordinals,
    (field) => next.keywords.fields.numbers.get(state.keywords.fields.strings[field]!)!,
    (value) => values[value]!,
  );
  yield* copyLists(
    state.numbers.columns,
    next.numbers.columns,
    ordinals,
    (field) => intern(next.numbers.fields, state.numbers.fields.strings[field]!),
    (index) => {
      append(next.numbers.numbers, state.numbers.numbers.data[index]!);
      return next.numbers.numbers.length - 1;
    },
  );
  yield;
  copyOrder(mergeOrder(state.documents.idOrder, state.documents.ids), next.documents.idOrder, ordinals);
  yield;
  copyOrder(mergeOrder(state.words.spellingOrder, state.words.spellings), next.words.spellingOrder, spellings);
  return next;
}

/** What `numberOf` gives for each entry. */
function* renumber<T>(entries: readonly T[], entriesPerStep: number, numberOf: (entry: T, index: number) => number): Steps<Uint32Array> {
  const numbers = new Uint32Array(entries.length);
  for (let i = 0; i < entries.length; i++) {
    if (i % entriesPerStep === entriesPerStep - 1) yield;
    numbers[i] = numberOf(entries[i]!, i);
  }
  return numbers;
}

function keepTerms({ words }: EngineState, next: EngineState): Steps<Uint32Array> {
  return renumber(words.terms.strings, ENTRIES, (term, number) => {
    const live = words.termLive.data[number]!;
    if (live === 0) return GONE;
    append(next.words.termLive, live);
    return intern(next.words.terms, term);
  });
}

function keepSpellings({ words }: EngineState, next: EngineState, terms: Uint32Array): Steps<Uint32Array> {
  return renumber(words.spellings, ENTRIES, (spelling, number) => {
    const live = words.spellingLive.data[number]!;
    if (live === 0) return GONE;
    const term = terms[words.spellingTerm.data[number]!]!;
    append(next.words.spellingTerm, term);
    append(next.words.spellingLive, live);
    append(next.words.spellingVocabulary, words.spellingVocabulary.data[number]!);
    const kept = next.words.spellings.push(spelling) - 1;
    next.words.spellingNumbers.set(spellingKey(next.words.terms.strings[term]!, spelling), kept);
    return kept;
  });
}

function keepValues({ keywords }: EngineState, next: EngineState): Steps<Uint32Array> {
  const fieldOf = (value: number): number => keywords.foldField.data[keywords.valueFold.data[value]!]!;
  const living = new Set<number>();
  for (let value = 0; value < keywords.values.length; value++) {
    if (keywords.valueLive.data[value]! > 0) living.add(fieldOf(value));
  }
  for (const field of [...living].toSorted((a, b) => a - b)) internField(next.keywords, keywords.fields.strings[field]!);
  return renumber(keywords.values, ENTRIES, (text, number) => {
    const live = keywords.valueLive.data[number]!;
    if (live === 0) return GONE;
    const name = keywords.fields.strings[fieldOf(number)]!;
    const kept = internValue(next.keywords, internField(next.keywords, name), text);
    next.keywords.valueLive.data[kept] = live;
    const label = keywords.labels.get(keywords.valueFold.data[number]!);
    if (label !== undefined) next.keywords.labels.set(next.keywords.valueFold.data[kept]!, label);
    return kept;
  });
}

function* keepDocuments(state: EngineState, next: EngineState, spellings: Uint32Array, values: Uint32Array): Steps<Uint32Array> {
  const from = state.documents;
  const to = next.documents;
  const fields = state.schema.texts.length;
  const ordinals = yield* renumber(from.ids, DOCUMENTS, (id, ordinal) => {
    if (from.alive.data[ordinal] === 0) return GONE;
    const kept = to.ids.push(id) - 1;
    to.ordinals.set(id, kept);
    append(to.alive, 1);
    append(to.available, from.available.data[ordinal]!);
    append(to.quality, from.quality.data[ordinal]!);
    const group = from.group.data[ordinal]!;
    const keptGroup = group === 0 ? 0 : 1 + intern(to.groups, from.groups.strings[group - 1]!);
    append(to.group, keptGroup);
    if (keptGroup === to.groupLive.length) append(to.groupLive, 0);
    to.groupLive.data[keptGroup]!++;
    const lengthsAt = appendZeros(to.lengths, fields);
    for (let field = 0; field < fields; field++) {
      to.lengths.data[lengthsAt + field] = from.lengths.data[ordinal * fields + field]!;
    }
    for (let i = startOf(from.spellingEnds.data, ordinal); i < from.spellingEnds.data[ordinal]!; i++) {
      const entry = from.spellings.data[i]!;
      append(to.spellings, 2 * spellings[entry >>> 1]! + (entry & 1));
    }
    append(to.spellingEnds, to.spellings.length);
    for (let i = startOf(from.valueEnds.data, ordinal); i < from.valueEnds.data[ordinal]!; i++) {
      append(to.values, values[from.values.data[i]!]!);
    }
    append(to.valueEnds, to.values.length);
    copyRow(state.vectors, ordinal, next.vectors);
    return kept;
  });
  for (let field = 0; field < fields; field++) {
    to.lengthTotals.data[field] = from.lengthTotals.data[field]!;
    to.lengthDocuments.data[field] = from.lengthDocuments.data[field]!;
  }
  return ordinals;
}

/** Copies the pairs of living documents, each list into one block; lists without any, or whose number is gone, fall away. */
function* copyLists(
  from: PairLists,
  to: PairLists,
  ordinals: Uint32Array,
  numberOf: (list: number) => number,
  payloadOf: (payload: number) => number,
): Steps<void> {
  let done = 0;
  for (let list = 0; list < from.size.length; list++) {
    if (done > PAIRS) {
      done = 0;
      yield;
    }
    // 16 for the list itself, most of which are short.
    done += from.size.data[list]! + 16;
    let living = 0;
    forEachBlock(from, list, (data, start, end) => {
      for (let i = start; i < end; i += 2) living += Number(ordinals[data[i]!]! !== GONE);
    });
    if (living === 0) continue;
    const kept = numberOf(list);
    if (kept === to.size.length) addList(to, living);
    forEachBlock(from, list, (data, start, end) => {
      for (let i = start; i < end; i += 2) {
        const ordinal = ordinals[data[i]!]!;
        if (ordinal !== GONE) appendPair(to, kept, ordinal, payloadOf(data[i + 1]!));
      }
    });
  }
}

function copyOrder(from: SortedOrder, to: SortedOrder, numbers: Uint32Array): void {
  to.order = from.order.subarray(0, from.length).map((number) => numbers[number]!).filter((number) => number !== GONE);
  to.length = to.order.length;
  to.rank = new Uint32Array(to.length);
  for (let place = 0; place < to.length; place++) to.rank[to.order[place]!] = place;
}
