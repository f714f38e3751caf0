import { admit } from './admit.ts';
import { countFacet } from './count-facets.ts';
import type { EngineState } from './engine-state.ts';
import type { EngineCandidate, EngineFacet, EngineQuery, EngineResult } from './engine-types.ts';
import { firstOfGroups, groupOf } from './groups.ts';
import { clearMarks, markWords } from './mark-words.ts';
import { markedBy } from './marked-by.ts';
import { type FilterOutcome, passFilters } from './pass-filters.ts';
import { planQuery, type QueryPlan } from './plan-query.ts';
import { rankMatches } from './rank-matches.ts';
import { scoreTerms } from './score-terms.ts';
import { fitScratch, MATCH, type SearchScratch } from './search-scratch.ts';

const BROWSE: QueryPlan = { words: [], together: [], scored: [] };

/** Runs one query: mark words, filter, settle on how many words are asked for, score, rank, count. */
export function searchDocuments(state: EngineState, scratch: SearchScratch, query: EngineQuery): EngineResult {
  fitScratch(scratch, state);
  const browsing = query.text.trim() === '';
  const plan = browsing ? BROWSE : planQuery(state, query);
  const marked = browsing ? livingOrdinals(state) : markWords(state, scratch, plan.words, plan.together);
  const touched = admit(state, scratch, marked, query);
  try {
    const outcome = passFilters(state, query.filters);
    const { role, words } = scratch;
    for (let i = 0; i < touched.length; i++) role[touched[i]!] = outcome.roleOf(touched[i]!);
    const matching = outcome.fields.length === 0 ? touched : select(touched, role, MATCH, MATCH);
    const groupsByWords = countGroups(state, scratch, matching, plan.words.length);
    const least = leastWords(groupsByWords, query);
    for (let i = 0; i < touched.length; i++) if (words[touched[i]!]! < least) role[touched[i]!] = 0;
    const matches = select(matching, words, least, Infinity);
    scoreTerms(state, scratch, plan.scored);
    const wordCount = plan.words.length;
    const best = rankMatches(state, scratch, matches, { wordCount, sort: query.sort });
    const shown = firstOfGroups(state, scratch, best, query.limit);
    const marksOf = markedBy(state, query.marks ?? [], shown.subarray(0, query.candidates));
    const fewest = groupsByWords.findIndex((groups, words) => words >= least && groups > 0);
    return {
      ids: Array.from(shown, (ordinal) => state.documents.ids[ordinal]!),
      candidates: Array.from(shown.subarray(0, query.candidates), (ordinal) =>
        candidateOf(state, scratch, ordinal, { wordCount, marksOf }),
      ),
      total: groupsByWords.reduce((sum, groups, words) => (words >= least ? sum + groups : sum), 0),
      relaxedWords: fewest === -1 ? 0 : wordCount - fewest,
      facets: query.facets.map((field) => facetOf(state, scratch, field, { query, outcome, touched, matches })),
    };
  } finally {
    clearMarks(scratch, touched);
    for (let i = 0; i < touched.length; i++) {
      scratch.role[touched[i]!] = 0;
      scratch.score[touched[i]!] = 0;
    }
  }
}

/** Those whose number lies in the range. A loop, since `filter` costs several times as much on a typed array. */
function select(ordinals: Uint32Array, numbers: Uint16Array, min: number, max: number): Uint32Array {
  const selected = new Uint32Array(ordinals.length);
  let length = 0;
  for (let i = 0; i < ordinals.length; i++) {
    const number = numbers[ordinals[i]!]!;
    if (number >= min && number <= max) selected[length++] = ordinals[i]!;
  }
  return selected.subarray(0, length);
}

function livingOrdinals({ documents }: EngineState): Uint32Array {
  const ordinals = new Uint32Array(documents.ordinals.size);
  for (let ordinal = 0, length = 0; ordinal < documents.ids.length; ordinal++) {
    if (documents.alive.data[ordinal] === 1) ordinals[length++] = ordinal;
  }
  return ordinals;
}

/** Groups by the most words that one of their documents has: `wordCount` + 1 counts. */
function countGroups(
  { documents }: EngineState,
  { words, groupWords }: SearchScratch,
  matching: Uint32Array,
  wordCount: number,
): number[] {
  const counts = Array.from({ length: wordCount + 1 }, () => 0);
  const { data: groups } = documents.group;
  for (let i = 0; i < matching.length; i++) {
    const ordinal = matching[i]!;
    const group = groups[ordinal]!;
    const having = words[ordinal]!;
    if (group === 0) {
      counts[having]!++;
      continue;
    }
    // 0 is for groups not yet seen.
    const before = groupWords[group]!;
    if (before >= having + 1) continue;
    if (before > 0) counts[before - 1]!--;
    counts[having]!++;
    groupWords[group] = having + 1;
  }
  for (let i = 0; i < matching.length; i++) groupWords[groups[matching[i]!]!] = 0;
  return counts;
}

/** How many words a match must have: one fewer as long as too few groups match, down to one. */
function leastWords(groupsByWords: readonly number[], { matching, relaxBelow }: EngineQuery): number {
  const wordCount = groupsByWords.length - 1;
  let least = wordCount;
  for (let groups = groupsByWords[least]!; least > 1; groups += groupsByWords[least]!) {
    if (matching === 'all-then-fewer' && groups >= relaxBelow) break;
    least--;
  }
  return least;
}

function candidateOf(
  state: EngineState,
  { score, words }: SearchScratch,
  ordinal: number,
  { wordCount, marksOf }: { readonly wordCount: number; readonly marksOf: (ordinal: number) => readonly number[] },
): EngineCandidate {
  const { documents } = state;
  const marks = marksOf(ordinal);
  return {
    ...(marks.length === 0 ? {} : { marks }),
    id: documents.ids[ordinal]!,
    group: groupOf(state, ordinal),
    lexicalScore: score[ordinal]!,
    missingWords: wordCount - words[ordinal]!,
    available: documents.available.data[ordinal] === 1,
  };
}

function facetOf(
  state: EngineState,
  scratch: SearchScratch,
  field: string,
  search: {
    readonly query: EngineQuery;
    readonly outcome: FilterOutcome;
    readonly touched: Uint32Array;
    readonly matches: Uint32Array;
  },
): EngineFacet {
  const { query, outcome, touched, matches } = search;
  const filterIndex = outcome.fields.indexOf(field);
  const role = filterIndex === -1 ? MATCH : MATCH + 1 + filterIndex;
  return countFacet(state, scratch, {
    field,
    role,
    matches:
      role === MATCH ? matches : touched.filter((at) => scratch.role[at] === MATCH || scratch.role[at] === role),
    filters: query.filters.filter((filter) => filter.field === field),
    bucketsMax: query.bucketsMax,
  });
}
