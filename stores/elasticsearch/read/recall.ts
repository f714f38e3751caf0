import type { estypes } from '@elastic/elasticsearch';
import { groupId, productId, type ProductId } from '../../../schema/ids.ts';
import { type Candidate, RELAX_BELOW, type Recall, type RecallQuery } from '../../ports/search-index.ts';
import type { Generation } from '../generations.ts';
import { unpackFeatures } from '../mapping/packed-features.ts';
import { readFacet } from '../query/facet-aggregations.ts';
import { groupsIn } from '../query/group-counts.ts';
import { matchPlan, type MatchPlan } from '../query/match-plan.ts';
import { candidateSearch, orderSearch, type SearchBody, splitFilters, wordCountSearch } from '../query/recall-searches.ts';
import { leastWords, relaxedWords } from '../query/relaxation.ts';
import type { Hit, SearchAnswer } from './run-searches.ts';

export interface RecallOptions {
  readonly search: (bodies: readonly SearchBody[]) => Promise<readonly SearchAnswer[]>;
  readonly generation: Generation;
  /** Length of the embeddings that are given back; 0: none is. */
  readonly dimensions: number;
  /** Indexes in which variants were met: others are asked without regard to them, until an answer has one. */
  readonly variantsMet: Set<string>;
}

/** What was found with at least some number of words. */
interface Found {
  readonly candidates: readonly Candidate[];
  readonly ids: readonly ProductId[];
  readonly total: number;
  readonly aggregations: NonNullable<SearchAnswer['aggregations']>;
}

/**
 * One round trip where enough products have all the words; otherwise one more for the words that are asked for in the end, and
 * before that, where the query has more than two words, one that counts.
 */
export async function recall(query: RecallQuery, options: RecallOptions): Promise<Recall> {
  const plan = matchPlan(query);
  const { wordCount } = plan;
  const all = query.matching === 'any' && wordCount > 1 ? null : await find(query, plan, wordCount, options);
  if (all !== null && (wordCount <= 1 || all.total >= RELAX_BELOW)) return answer(query, all, 0, options);
  if (wordCount === 2 && all !== null) {
    const some = await find(query, plan, 1, options);
    return answer(query, some, relaxedWords([0, some.total, all.total], 1), options);
  }
  const having = await countWords(query, plan, options);
  const least = leastWords(having, query.matching);
  const found = least === wordCount && all !== null ? all : await find(query, plan, least, options);
  return answer(query, found, relaxedWords(having, least), options);
}

async function find(query: RecallQuery, plan: MatchPlan, words: number, options: RecallOptions): Promise<Found> {
  const { search, dimensions, generation, variantsMet } = options;
  const ordered = query.limit > query.candidates;
  const variants = variantsMet.has(generation.index);
  const [found, order] = await search([candidateSearch(query, plan, words, variants), ...(ordered ? [orderSearch(query, plan, words)] : [])]);
  if (!variants && found!.aggregations!['variants']!.value! > 0) {
    variantsMet.add(generation.index);
    return find(query, plan, words, options);
  }
  const candidates = (found!.hits?.hits ?? []).map((hit) => toCandidate(hit, plan, dimensions));
  const aggregations = found!.aggregations!;
  const total = groupsIn(aggregations['matching']!);
  const first = candidates.map(({ id, groupId: group }) => ({ id, group }));
  let rows = order?.hits?.hits ?? [];
  let ids = distinctGroups([...first, ...rows.map(toRow)], query.limit);
  // Variants took the places of other groups.
  while (rows.length === query.limit && ids.length < Math.min(query.limit, total)) {
    const [more] = await search([orderSearch(query, plan, words, rows.at(-1)!.sort)]);
    rows = more!.hits?.hits ?? [];
    ids = distinctGroups([...ids, ...rows.map(toRow)], query.limit);
  }
  return { candidates, ids: ids.map(({ id }) => id), total, aggregations };
}

async function countWords(query: RecallQuery, plan: MatchPlan, { search }: RecallOptions): Promise<readonly number[]> {
  const [counted] = await search([wordCountSearch(query, plan)]);
  const buckets = new Map((counted!.aggregations!['having']!.buckets ?? []).map((bucket) => [bucket.key, groupsIn(bucket)]));
  return Array.from({ length: plan.wordCount + 1 }, (_, words) => buckets.get(String(words)) ?? 0);
}

function answer(query: RecallQuery, { candidates, ids, total, aggregations }: Found, relaxed: number, { generation }: RecallOptions): Recall {
  const { after } = splitFilters(query);
  return {
    candidates,
    ids,
    total,
    relaxedWords: relaxed,
    facets: query.facets.map((field, place) => readFacet(field, aggregations[`facet${place}`]!, after)),
    indexVersion: generation.name,
  };
}

interface Row {
  readonly id: ProductId;
  readonly group: string | null;
}

function toCandidate(hit: Hit, plan: MatchPlan, dimensions: number): Candidate {
  const { id, group } = toRow(hit);
  const { available, ...stored } = unpackFeatures(hit.fields!['features']![0]!, dimensions);
  const { words, lexicalScore } = plan.read(hit._score ?? null);
  const marks = (hit.matched_queries ?? []).map(Number).toSorted((a, b) => a - b);
  return {
    ...(marks.length === 0 ? {} : { marks }),
    id,
    groupId: group === null ? null : groupId(group),
    lexicalScore,
    missingWords: plan.wordCount - words,
    available,
    stored,
  };
}

/** The id and the group are the last values of every sort. */
function toRow({ sort = [] }: Hit): Row {
  const [id, group] = sort.slice(-2) as [string, estypes.FieldValue];
  return { id: productId(id), group: typeof group === 'string' ? group : null };
}

/** The first of each group, and each product once, in the order given. */
function distinctGroups(rows: readonly Row[], limit: number): Row[] {
  const ids = new Set<string>();
  const groups = new Set<string>();
  const distinct: Row[] = [];
  for (const row of rows) {
    if (distinct.length === limit) break;
    if (ids.has(row.id) || (row.group !== null && groups.has(row.group))) continue;
    ids.add(row.id);
    if (row.group !== null) groups.add(row.group);
    distinct.push(row);
  }
  return distinct;
}
