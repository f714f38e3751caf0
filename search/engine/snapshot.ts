import { crc32 } from 'node:zlib';
import { AppError } from '../../schema/errors.ts';
import { createEngineState, type EngineState, spellingKey } from './engine-state.ts';
import type { EngineSchema } from './engine-types.ts';
import type { Growing, Numbers } from './growing.ts';
import { joinSections, type Section, splitSections } from './sections.ts';
import { mergeOrder, type SortedOrder } from './sorted-order.ts';

const MAGIC = 'AISLEIDX';
/** Raised with every change of what a snapshot holds, and of what analysis makes of a text. */
const VERSION = 1;
/** Magic, version, checksum of what follows. */
const HEADER_BYTES = 16;

/** The whole state: a header, then the sections of `partsOf`, checksummed by CRC-32. Little endian. */
export function writeSnapshot(state: EngineState): Uint8Array {
  mergeOrder(state.documents.idOrder, state.documents.ids);
  mergeOrder(state.words.spellingOrder, state.words.spellings);
  const { arrays, strings, orders } = partsOf(state);
  const { labels } = state.keywords;
  const body = joinSections([
    [JSON.stringify(state.schema)],
    ...arrays.map(({ data, length }) => data.subarray(0, length)),
    ...strings,
    ...orders.flatMap(({ order, rank, length }) => [order.subarray(0, length), rank.subarray(0, length)]),
    Uint32Array.from(labels.keys()),
    [...labels.values()],
  ]);
  const bytes = new Uint8Array(HEADER_BYTES + body.length);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, crc32(body), true);
  bytes.set(body, HEADER_BYTES);
  return bytes;
}

/** @throws AppError `SEARCH_INDEX_CORRUPT` where the bytes are damaged, or of another version or schema. */
export function readSnapshot(schema: EngineSchema, bytes: Uint8Array): EngineState {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) {
    throw corrupt('it does not begin as one');
  }
  const version = view.getUint32(8, true);
  if (version !== VERSION) throw corrupt(`it is of version ${version}, not ${VERSION}`);
  // Not `subarray`: a Buffer, which a file is read into, keeps its own kind, and its `slice` does not copy.
  const body = new Uint8Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES, bytes.length - HEADER_BYTES);
  if (crc32(body) !== view.getUint32(12, true)) throw corrupt('its checksum is wrong');
  const sections = splitSections(body).values();
  const next = (): Section | undefined => sections.next().value;
  const nextStrings = (): readonly string[] => next() as readonly string[];
  const nextNumbers = (): Uint32Array => next() as Uint32Array;
  if (nextStrings()[0] !== JSON.stringify(schema)) throw corrupt('it is of another schema');
  const state = createEngineState(schema);
  const { arrays, strings, orders } = partsOf(state);
  for (const array of arrays) {
    array.data = nextNumbers();
    array.length = array.data.length;
  }
  for (const list of strings) for (const string of nextStrings()) list.push(string);
  for (const order of orders) {
    order.order = nextNumbers();
    order.rank = nextNumbers();
    order.length = order.order.length;
  }
  const folds = nextNumbers();
  for (const [index, label] of nextStrings().entries()) state.keywords.labels.set(folds[index]!, label);
  fillMaps(state);
  return state;
}

function corrupt(why: string): AppError {
  return new AppError('SEARCH_INDEX_CORRUPT', `Expected a search index snapshot, but ${why}.`);
}

/** Everything that a snapshot holds besides labels, in the order in which it does; maps are made anew from it. */
function partsOf({ documents, words, keywords, numbers }: EngineState): {
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
