import { stem } from '../../../search/analysis/stem.ts';
import {
  analyze,
  analyzeQuery,
  type EngineDocument,
  type EngineFacet,
  type EngineFilter,
  type EngineQuery,
  type EngineResult,
  type EngineSchema,
  type EngineTarget,
  type QueryTerm,
} from '../../../search/index.ts';

interface Word {
  readonly term: string;
  readonly spelling: string;
  /** Piece and place where it begins: what begins at one place is one word. */
  readonly place: string;
}

/** What the engine must answer, found by looking at every document for every question. */
export function naiveSearch(schema: EngineSchema, documents: readonly EngineDocument[], query: EngineQuery): EngineResult {
  const words = new Map(documents.map((document) => [document, wordsOf(schema, document)]));
  const terms = analyzeQuery(query.text);
  const required = terms.filter((term) => term.required);
  const browsing = query.text.trim() === '';
  const last = required.findLast((term) => term.end === Math.max(...required.map(({ end }) => end)));
  const vocabulary = [...words.values()].flatMap((byField) => byField.flat());
  const termsOf = (term: QueryTerm): string[] => [
    ...new Set([
      term.term,
      ...(query.prefix && term === last
        ? vocabulary
            .filter(({ spelling }) => spelling.startsWith(term.surface))
            .toSorted((a, b) => (a.spelling < b.spelling ? -1 : 1))
            .map((word) => word.term)
        : []),
    ]),
  ];
  const has = (document: EngineDocument, wanted: readonly string[]): boolean =>
    words.get(document)!.flat().some(({ term }) => wanted.includes(term));
  const expansions = (query.expansions ?? []).map(({ start, end, alternatives }) => ({
    start,
    end,
    // Each alternative's words; one that no document has a word of stands for nothing.
    sets: alternatives
      .map((alternative) => [...new Set(analyzeQuery(alternative).filter((term) => term.required).map(({ term }) => term))])
      .filter((set) => set.length > 0 && set.every((term) => vocabulary.some((word) => word.term === term))),
  }));
  const within = (inner: { start: number; end: number }, outer: { start: number; end: number }): boolean => outer.start <= inner.start && outer.end >= inner.end;
  const single = (word: QueryTerm): string[] =>
    expansions.filter((expansion) => within(word, expansion)).flatMap(({ sets }) => sets.filter((set) => set.length === 1).flat());
  const hasTogether = (document: EngineDocument, word: QueryTerm): boolean =>
    expansions.some((expansion) => within(word, expansion) && expansion.sets.some((set) => set.every((term) => has(document, [term]))));
  const fulfil = (word: QueryTerm): string[] => [
    ...termsOf(word),
    ...single(word),
    ...terms
      .filter((other) => !other.required && other.start <= word.start && other.end >= word.end && other.surface.length > word.surface.length)
      .map((other) => other.term),
  ];
  const having = new Map(documents.map((document) => [document, required.filter((word) => has(document, fulfil(word)) || hasTogether(document, word)).length]));
  const admitted = (document: EngineDocument): boolean =>
    (query.only ?? []).every((targets) => targets.some((target) => naivePointsAt(target, document))) &&
    !(query.hide ?? []).some((target) => naivePointsAt(target, document));
  const candidates = documents.filter((document) => (browsing || having.get(document)! > 0) && admitted(document));
  const passing = candidates.filter((document) => query.filters.every((filter) => naivePasses(document, filter)));
  let least = required.length;
  const withWords = (from: readonly EngineDocument[]): EngineDocument[] => from.filter((document) => having.get(document)! >= least);
  while (least > 1 && (query.matching === 'any' || countGroups(withWords(passing)) < query.relaxBelow)) least--;
  const matches = withWords(passing);
  const score = (document: EngineDocument): number =>
    [
      ...terms.map((term) => [
        ...new Set([...termsOf(term), ...expansions.filter(({ start, end }) => start === term.start && end === term.end).flatMap(({ sets }) => sets.filter((set) => set.length === 1).flat())]),
      ]),
      ...expansions.flatMap(({ start, end, sets }) => [
        ...(terms.some((term) => term.start === start && term.end === end) ? [] : sets.filter((set) => set.length === 1)),
        ...sets.filter((set) => set.length > 1).flatMap((set) => set.map((term) => [term])),
      ]),
    ].reduce((sum, alternatives) => Math.fround(sum + bm25f(schema, words, document, alternatives)), 0);
  const scores = new Map(matches.map((document) => [document, browsing ? 0 : score(document)]));
  const missing = (document: EngineDocument): number => required.length - having.get(document)!;
  const order = matches.toSorted(
    (a, b) =>
      bySort(query.sort, a, b) ||
      missing(a) - missing(b) ||
      Number(b.available) - Number(a.available) ||
      (browsing ? Math.fround(b.quality) - Math.fround(a.quality) : scores.get(b)! - scores.get(a)!) ||
      (a.id < b.id ? -1 : 1),
  );
  const shown = order.filter((document, index) => order.findIndex((other) => sameGroup(document, other)) === index);
  return {
    ids: shown.slice(0, query.limit).map(({ id }) => id),
    candidates: shown.slice(0, Math.min(query.limit, query.candidates)).map((document) => ({
      id: document.id,
      group: document.group,
      lexicalScore: scores.get(document)!,
      missingWords: missing(document),
      available: document.available,
      ...marksOf(document, query.marks ?? []),
    })),
    total: shown.length,
    relaxedWords: Math.max(0, ...shown.map((document) => fewestMissing(matches, document, missing))),
    facets: query.facets.map((field) => {
      const others = query.filters.filter((filter) => filter.field !== field);
      const counted = withWords(candidates).filter((document) => others.every((filter) => naivePasses(document, filter)));
      return naiveFacet(documents, counted, query, field);
    }),
  };
}

function marksOf(document: EngineDocument, targets: readonly EngineTarget[]): { readonly marks?: readonly number[] } {
  const marks = targets.flatMap((target, index) => (naivePointsAt(target, document) ? [index] : []));
  return marks.length === 0 ? {} : { marks };
}

export function naivePointsAt({ ids, filters }: EngineTarget, document: EngineDocument): boolean {
  return ids.includes(document.id) || (filters.length > 0 && filters.every((filter) => naivePasses(document, filter)));
}

export function wordsOf(schema: EngineSchema, document: EngineDocument): Word[][] {
  return schema.texts.map(({ name }) =>
    [document.texts[name] ?? []].flat().flatMap((piece, index) =>
      analyze(piece).map(({ term, surface, start }) => ({
        term,
        spelling: stem(surface) === term ? surface : term,
        place: `${index}:${start}`,
      })),
    ),
  );
}

function bm25f(
  schema: EngineSchema,
  words: ReadonlyMap<EngineDocument, readonly (readonly Word[])[]>,
  document: EngineDocument,
  terms: readonly string[],
): number {
  const all = [...words.values()];
  const having = all.filter((byField) => byField.flat().some(({ term }) => terms.includes(term))).length;
  if (having === 0) return 0;
  const idf = Math.log(1 + (all.length - having + 0.5) / (having + 0.5));
  const frequency = (term: string): number =>
    schema.texts.reduce((sum, { weight, b }, field) => {
      const ofField = words.get(document)![field]!;
      const count = ofField.filter((word) => word.term === term).length;
      const lengths = all.map((byField) => lengthOf(byField[field]!)).filter((length) => length > 0);
      const total = lengths.reduce((a, c) => a + c, 0);
      return count === 0 ? sum : sum + (weight * count) / (1 - b + ((b * lengths.length) / total) * lengthOf(ofField));
    }, 0);
  const living = terms.filter((term) => all.some((byField) => byField.flat().some((word) => word.term === term)));
  const tf = living.length === 1 ? frequency(living[0]!) : living.reduce((sum, term) => Math.fround(sum + frequency(term)), 0);
  return (idf * tf) / (schema.k1 + tf);
}

function lengthOf(words: readonly Word[]): number {
  return new Set(words.map(({ place }) => place)).size;
}

export function naivePasses({ keywords, numbers }: EngineDocument, { field, values, range }: EngineFilter): boolean {
  const own = numbers[field] ?? [];
  if (range !== null) return own.some((number) => number >= (range.min ?? -Infinity) && number <= (range.max ?? Infinity));
  return (
    (keywords[field] ?? []).some((value) => values!.some((wanted) => wanted.toLowerCase() === value.toLowerCase())) ||
    own.some((number) => values!.some((wanted) => wanted.trim() !== '' && Number(wanted) === number))
  );
}

function bySort(sort: EngineQuery['sort'], a: EngineDocument, b: EngineDocument): number {
  if (sort === null) return 0;
  const key = ({ numbers }: EngineDocument): number =>
    Math.min(...(numbers[sort.field] ?? []).map((number) => (sort.order === 'asc' ? number : -number)));
  return key(a) === key(b) ? 0 : key(a) - key(b);
}

function sameGroup(a: EngineDocument, b: EngineDocument): boolean {
  return a === b || (a.group !== null && a.group === b.group);
}

function countGroups(documents: readonly EngineDocument[]): number {
  return new Set(documents.map(({ id, group }) => (group === null ? `id ${id}` : `group ${group}`))).size;
}

function fewestMissing(
  matches: readonly EngineDocument[],
  document: EngineDocument,
  missing: (document: EngineDocument) => number,
): number {
  return Math.min(...matches.filter((other) => sameGroup(document, other)).map(missing));
}

function naiveFacet(
  documents: readonly EngineDocument[],
  counted: readonly EngineDocument[],
  query: EngineQuery,
  field: string,
): EngineFacet {
  const values = documents.flatMap(({ keywords }) => [...new Map((keywords[field] ?? []).toReversed().map((value) => [fold(value), value])).values()]);
  const filtered = new Set(query.filters.flatMap((filter) => (filter.field === field ? (filter.values ?? []) : [])).map(fold));
  const buckets = [...new Set(values.map(fold))]
    .map((folded) => ({
      folded,
      value: commonest(values.filter((value) => fold(value) === folded)),
      count: countGroups(counted.filter(({ keywords }) => (keywords[field] ?? []).some((value) => fold(value) === folded))),
    }))
    .filter(({ folded, count }) => count > 0 || filtered.has(folded))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const first = buckets.filter(({ folded }) => filtered.has(folded)).slice(0, query.bucketsMax);
  const rest = buckets.filter(({ folded }) => !filtered.has(folded)).slice(0, query.bucketsMax - first.length);
  const shown = new Set([...first, ...rest]);
  const numbers = counted.flatMap((document) => document.numbers[field] ?? []).map((number) => number + 0);
  return {
    field,
    buckets: buckets
      .filter((bucket) => shown.has(bucket))
      .map(({ value, count }) => ({ value, label: LABELS[value.toLowerCase()] ?? value, count })),
    stats: numbers.length === 0 ? null : { min: Math.min(...numbers), max: Math.max(...numbers) },
  };
}

function fold(value: string): string {
  return value.toLowerCase();
}

function commonest(values: readonly string[]): string {
  const count = (value: string): number => values.filter((other) => other === value).length;
  return values.toSorted((a, b) => count(b) - count(a) || (a < b ? -1 : Number(a > b)))[0]!;
}

/** Names to show, by value in lower case; documents under test carry them. */
export const LABELS: Readonly<Record<string, string>> = { 'phones/smart': 'Smartphones' };
