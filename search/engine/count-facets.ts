import type { EngineState, KeywordTable } from './engine-state.ts';
import type { EngineBucket, EngineFacet, EngineFilter } from './engine-types.ts';
import { forEachBlock } from './pair-lists.ts';
import { radixSort } from './radix-sort.ts';
import { startOf } from './remove-document.ts';
import { MATCH, type SearchScratch } from './search-scratch.ts';
import { singleColumn } from './single-column.ts';
import { compareStrings } from './sorted-order.ts';

export interface FacetRequest {
  readonly field: string;
  /** Documents that count: role `MATCH`, or this one (the same where the field is not filtered). */
  readonly role: number;
  /** Ordinals of those documents, in no order. */
  readonly matches: Uint32Array;
  readonly filters: readonly EngineFilter[];
  readonly bucketsMax: number;
}

/** Counts the values, or the extremes of the numbers, that the matching groups have in one field. */
export function countFacet(state: EngineState, scratch: SearchScratch, request: FacetRequest): EngineFacet {
  const { keywords } = state;
  const field = keywords.fields.numbers.get(request.field);
  const stats = extremes(state, scratch, request);
  if (field === undefined) return { field: request.field, buckets: [], stats };
  const folds = countFolds(state, scratch, field, request);
  const buckets = bucketsOf(keywords, field, folds, scratch.foldCount, request);
  for (const fold of folds) scratch.foldCount[fold] = 0;
  return { field: request.field, buckets, stats };
}

/** The cheapest of three walks. */
function countFolds(state: EngineState, scratch: SearchScratch, field: number, request: FacetRequest): number[] {
  const { documents, keywords } = state;
  const { matches } = request;
  const column = singleColumn(keywords.columns, field, documents.ids.length);
  if (column !== null) return countSingle(state, scratch, field, { matches, column });
  const perDocument = documents.values.length / documents.ids.length;
  return matches.length * perDocument < keywords.columns.size.data[field]!
    ? countByDocument(state, scratch, field, matches)
    : countByColumn(state, scratch, field, request);
}

/** Looks the one value of each match up; documents of groups with several variants are left to the walk over documents. */
function countSingle(
  state: EngineState,
  scratch: SearchScratch,
  field: number,
  { matches, column }: { readonly matches: Uint32Array; readonly column: Uint32Array },
): number[] {
  const { documents, keywords } = state;
  const { foldCount } = scratch;
  const { data: group } = documents.group;
  const { data: groupLive } = documents.groupLive;
  const { data: valueFold } = keywords.valueFold;
  const folds: number[] = [];
  const variants = new Uint32Array(matches.length);
  let variantCount = 0;
  for (let i = 0; i < matches.length; i++) {
    const ordinal = matches[i]!;
    const value = column[ordinal]!;
    if (value === 0) continue;
    if (group[ordinal] !== 0 && groupLive[group[ordinal]!]! > 1) {
      variants[variantCount++] = ordinal;
      continue;
    }
    const fold = valueFold[value - 1]!;
    if (foldCount[fold]!++ === 0) folds.push(fold);
  }
  if (variantCount === 0) return folds;
  return [...folds, ...countByDocument(state, scratch, field, variants.subarray(0, variantCount))];
}

/** Walks the column; documents of groups with several variants are left to the walk over documents. */
function countByColumn(
  state: EngineState,
  scratch: SearchScratch,
  field: number,
  { role: ownRole, matches }: FacetRequest,
): number[] {
  const { documents, keywords } = state;
  const { role, foldCount } = scratch;
  const { data: group } = documents.group;
  const { data: groupLive } = documents.groupLive;
  const { data: valueFold } = keywords.valueFold;
  const folds: number[] = [];
  forEachBlock(keywords.columns, field, (data, from, to) => {
    for (let i = from; i < to; i += 2) {
      const ordinal = data[i]!;
      const itsRole = role[ordinal]!;
      if (itsRole !== MATCH && (itsRole === 0 || itsRole !== ownRole)) continue;
      if (group[ordinal] !== 0 && groupLive[group[ordinal]!]! > 1) continue;
      const fold = valueFold[data[i + 1]!]!;
      if (foldCount[fold]!++ === 0) folds.push(fold);
    }
  });
  const variants = matches.filter((ordinal) => group[ordinal] !== 0 && groupLive[group[ordinal]!]! > 1);
  return variants.length === 0 ? folds : [...folds, ...countByDocument(state, scratch, field, variants)];
}

/** Walks the documents' own values, group by group, so that each group counts once in a value. */
function countByDocument(state: EngineState, scratch: SearchScratch, field: number, matches: Uint32Array): number[] {
  const { documents, keywords } = state;
  const { foldCount, foldGroup } = scratch;
  const [ordered] = radixSort(matches.slice(), new Uint32Array(matches.length), documents.group.data);
  const seen: number[] = [];
  const folds: number[] = [];
  for (const ordinal of ordered) {
    const group = documents.group.data[ordinal]!;
    const end = documents.valueEnds.data[ordinal]!;
    for (let i = startOf(documents.valueEnds.data, ordinal); i < end; i++) {
      const fold = keywords.valueFold.data[documents.values.data[i]!]!;
      if (keywords.foldField.data[fold] !== field) continue;
      if (group !== 0) {
        if (foldGroup[fold] === group) continue;
        foldGroup[fold] = group;
        seen.push(fold);
      }
      if (foldCount[fold]!++ === 0) folds.push(fold);
    }
  }
  for (const fold of seen) foldGroup[fold] = 0;
  return folds;
}

function bucketsOf(
  keywords: KeywordTable,
  field: number,
  folds: readonly number[],
  counts: Uint32Array,
  { filters, bucketsMax }: FacetRequest,
): EngineBucket[] {
  const filtered = new Set(
    filters
      .flatMap(({ values }) => values ?? [])
      .map((value) => keywords.fieldFolds[field]!.get(value.toLowerCase()))
      .filter((fold) => fold !== undefined && livingOf(keywords, fold) > 0),
  ) as ReadonlySet<number>;
  const bucketOf = (fold: number): EngineBucket => ({ ...nameFold(keywords, fold), count: counts[fold]! });
  const chosen = [...filtered].map(bucketOf).toSorted(byCount).slice(0, bucketsMax);
  const room = bucketsMax - chosen.length;
  let others = folds.filter((fold) => !filtered.has(fold));
  if (others.length > room) {
    // Values are looked up and compared only where they can come in: not below the last count that does.
    others.sort((a, b) => counts[b]! - counts[a]!);
    const least = room === 0 ? Infinity : counts[others[room - 1]!]!;
    others = others.filter((fold) => counts[fold]! >= least);
  }
  return [...chosen, ...others.map(bucketOf).toSorted(byCount).slice(0, room)].toSorted(byCount);
}

function byCount(a: EngineBucket, b: EngineBucket): number {
  return b.count - a.count || compareStrings(a.value, b.value);
}

/** How a fold is written by most living documents, and its label. */
export function nameFold(keywords: KeywordTable, fold: number): { readonly value: string; readonly label: string } {
  let best = keywords.firstValue.data[fold]!;
  for (let next = keywords.nextValue.data[best]!; next !== 0; next = keywords.nextValue.data[next - 1]!) {
    const difference = keywords.valueLive.data[next - 1]! - keywords.valueLive.data[best]!;
    const before = compareStrings(keywords.values[next - 1]!, keywords.values[best]!) < 0;
    if (difference > 0 || (difference === 0 && before)) best = next - 1;
  }
  const value = keywords.values[best]!;
  return { value, label: keywords.labels.get(fold) ?? value };
}

/** Living documents with the value, however they write it. */
export function livingOf({ firstValue, nextValue, valueLive }: KeywordTable, fold: number): number {
  let living = 0;
  for (let next = 1 + firstValue.data[fold]!; next !== 0; next = nextValue.data[next - 1]!) {
    living += valueLive.data[next - 1]!;
  }
  return living;
}

function extremes({ documents, numbers }: EngineState, { role }: SearchScratch, request: FacetRequest): EngineFacet['stats'] {
  const field = numbers.fields.numbers.get(request.field);
  if (field === undefined) return null;
  let min = Infinity;
  let max = -Infinity;
  const column = singleColumn(numbers.columns, field, documents.ids.length);
  if (column !== null) {
    for (let i = 0; i < request.matches.length; i++) {
      const place = column[request.matches[i]!]!;
      if (place === 0) continue;
      const number = numbers.numbers.data[place - 1]!;
      if (number < min) min = number;
      if (number > max) max = number;
    }
    return min <= max ? { min, max } : null;
  }
  forEachBlock(numbers.columns, field, (data, from, to) => {
    for (let i = from; i < to; i += 2) {
      const itsRole = role[data[i]!]!;
      if (itsRole !== MATCH && (itsRole === 0 || itsRole !== request.role)) continue;
      const number = numbers.numbers.data[data[i + 1]!]!;
      if (number < min) min = number;
      if (number > max) max = number;
    }
  });
  return min <= max ? { min, max } : null;
}
