import type { ListRules } from '../rules/list-rules.ts';
import type { Degradation, QueryInterpretation } from '../search-types.ts';
import type { FeatureRows } from './feature-rows.ts';
import type { MetaCodec } from './kept-lists.ts';

/** What is kept with a list, so that later pages say the same as the first. */
export interface ListMeta {
  readonly interpretation: QueryInterpretation;
  readonly degradations: readonly Degradation[];
  readonly indexVersion: string;
  readonly modelVersion: string;
  /** Of the explained candidates, by rank before rules; shorter than the list. */
  readonly lexicalScores: readonly number[];
  /** Aligned to `lexicalScores`; null where that signal says nothing of the product. */
  readonly semanticScores: readonly (number | null)[];
  /** Aligned to `lexicalScores`; null where no model scored. */
  readonly modelScores: readonly number[] | null;
  /** Likewise. */
  readonly features: FeatureRows | null;
  readonly rules: ListRules;
}

const VERSION = 3;

export const LIST_META: MetaCodec<ListMeta> = {
  encode: (meta) => JSON.stringify({ version: VERSION, ...meta }),
  decode(text) {
    const { version, ...meta } = JSON.parse(text) as ListMeta & { readonly version: number };
    return version === VERSION ? meta : null;
  },
};
