import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Judgements } from '../evaluate/ndcg.ts';

/** The real catalogue that search is measured on; ../shared/data/README.md says where it comes from. */
const FOLDER = join(import.meta.dirname, '../../../shared/data/chorus-icecat');

export const CHORUS_CATALOG = join(FOLDER, 'products.jsonl.gz');
export const CHORUS_MAPPING = join(import.meta.dirname, '../../docs/mappings/chorus-icecat.json');

export interface JudgedQuery {
  readonly query: string;
  readonly judgements: Judgements;
}

/** The dev queries with what was judged for each; those without any positive grade are the hopeless ones. */
export function judgedQueries(): { readonly judged: readonly JudgedQuery[]; readonly hopeless: readonly string[] } {
  const grades = new Map<string, Map<string, number>>(readLines('queries-dev.csv.gz').map((query) => [query, new Map()]));
  for (const line of readLines('labels-dev.csv.gz')) {
    const [, query, id, grade] = /^"?(.*?)"?,(\d+),(\d)$/.exec(line) ?? [];
    if (query === undefined || id === undefined) throw new Error(`Expected "query,docid,rating", got ${line}`);
    grades.get(query)?.set(id, Number(grade));
  }
  const all = [...grades].map(([query, judgements]) => ({ query, judgements }));
  const isJudged = ({ judgements }: JudgedQuery): boolean => [...judgements.values()].some((grade) => grade > 0);
  return {
    judged: all.filter(isJudged),
    hopeless: all.filter((entry) => !isJudged(entry)).map(({ query }) => query),
  };
}

function readLines(file: string): string[] {
  const text = gunzipSync(readFileSync(join(FOLDER, file))).toString('utf8');
  return text.split(/\r?\n/).slice(1).filter((line) => line !== '');
}
