import { createEngineState, type EngineState, spellingKey } from './engine-state.ts';
import type { EngineSchema } from './engine-types.ts';
import type { Growing, Numbers } from './growing.ts';
import { type ByteSource, corrupt, encodeSections, readSections, type Section } from './sections.ts';
import { mergeOrder, type SortedOrder } from './sorted-order.ts';

const MAGIC = 'AISLEIDX';
/** Raised with every change of what a snapshot holds, and of what analysis makes of a text. */
const VERSION = 4;

/**
 * The whole state: magic and version, then the sections of `partsOf`, checksummed. In pieces of about a millisecond's
 * work; the state must not change before the last one is used.
 */
export function* writeSnapshot(state: EngineState): Generator<Uint8Array, void> {
  mergeOrder(state.documents.idOrder, state.documents.ids);
  mergeOrder(state.words.spellingOrder, state.words.spellings);
  yield* encodeSections(sectionsOf(state));
}

/** @throws AppError `SEARCH_INDEX_CORRUPT` where it is damaged, or of another version or schema. */
export async function readSnapshot(schema: EngineSchema, source: ByteSource): Promise<EngineState> {
  const sections = (await readSections(source)).values();
  const nextStrings = (): readonly string[] => {
    const section = sections.next().value;
    if (!Array.isArray(section)) throw corrupt('it is of another version');
    return section;
  };
  const nextNumbers = (): Growing<Numbers> => {
    const section = sections.next().value;
    if (section === undefined || Array.isArray(section)) throw corrupt('it is of another version');
    return section;
  };
  const [magic, version, itsSchema] = nextStrings();
  if (magic !== MAGIC) throw corrupt('it does not begin as one');
  if (version !== String(VERSION)) throw corrupt(`it is of version ${version}, not ${VERSION}`);
  if (itsSchema !== JSON.stringify(schema)) throw corrupt('it is of another schema');
  const state = createEngineState(schema);
  const { arrays, strings, orders } = partsOf(state);
  for (const array of arrays) Object.assign(array, nextNumbers());
  for (const list of strings) for (const string of nextStrings()) list.push(string);
  for (const order of orders) {
    const { data, length } = nextNumbers();
    order.order = data as Uint32Array;
    order.rank = nextNumbers().data as Uint32Array;
    order.length = length;
  }
  const folds = nextNumbers().data;
  for (const [index, label] of nextStrings().entries()) state.keywords.labels.set(folds[index]!, label);
  fillMaps(state);
  return state;
}

function* sectionsOf(state: EngineState): Generator<Section> {
  const { arrays, strings, orders } = partsOf(state);
  const { labels } = state.keywords;
  yield [MAGIC, String(VERSION), JSON.stringify(state.schema)];
  for (const { data, length } of arrays) yield data.subarray(0, length);
  yield* strings;
  for (const { order, rank, length } of orders) {
    yield order.subarray(0, length);
    yield rank.subarray(0, length);
  }
  yield Uint32Array.from(labels.keys());
  yield [...labels.values()];
}

/** Everything that a snapshot holds besides labels, in the order in which it does; maps are made anew from it. */
function partsOf({ documents, words, keywords, numbers, vectors }: EngineState): {
  readonly arrays: readonly Growing<Numbers>[];
  readonly strings: readonly string[][];
  readonly orders: readonly SortedOrder[];
} {
  return {
    arrays: [
      documents.alive,
      documents.available,
      documents.quality,
      documents.group,
      documents.groupLive,
      documents.lengths,
      documents.lengthTotals,
      documents.lengthDocuments,
      documents.spellingEnds,
      documents.spellings,
      documents.valueEnds,
      documents.values,
      words.termLive,
      words.spellingTerm,
      words.spellingLive,
      words.spellingVocabulary,
      keywords.valueFold,
      keywords.valueLive,
      keywords.nextValue,
      keywords.firstValue,
      keywords.foldField,
      numbers.numbers,
      vectors.rows,
      vectors.inverseNorms,
      ...[words.postings, keywords.columns, numbers.columns].flatMap((lists) => Object.values(lists)),
    ] as Growing<Numbers>[],
    strings: [
      documents.ids,
      documents.groups.strings,
      words.terms.strings,
      words.spellings,
      keywords.fields.strings,
      keywords.values,
      numbers.fields.strings,
    ],
    orders: [documents.idOrder, words.spellingOrder],
  };
}

function fillMaps({ documents, words, keywords, numbers }: EngineState): void {
  for (const [ordinal, id] of documents.ids.entries()) {
    if (documents.alive.data[ordinal] === 1) documents.ordinals.set(id, ordinal);
  }
  for (const { strings, numbers: map } of [documents.groups, words.terms, keywords.fields, numbers.fields]) {
    for (const [number, string] of strings.entries()) map.set(string, number);
  }
  for (const [number, spelling] of words.spellings.entries()) {
    const term = words.terms.strings[words.spellingTerm.data[number]!]!;
    words.spellingNumbers.set(spellingKey(term, spelling), number);
  }
  for (const _field of keywords.fields.strings) {
    keywords.fieldFolds.push(new Map());
    keywords.fieldValues.push(new Map());
  }
  for (const [value, text] of keywords.values.entries()) {
    const fold = keywords.valueFold.data[value]!;
    const field = keywords.foldField.data[fold]!;
    keywords.fieldFolds[field]!.set(text.toLowerCase(), fold);
    keywords.fieldValues[field]!.set(text, value);
  }
}
