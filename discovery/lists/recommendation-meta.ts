import type { ModelVersion } from '../../schema/ids.ts';
import type { MetaCodec } from '../listing/kept-lists.ts';
import type { Degradation } from '../search-types.ts';
import type { ListReason } from './list-candidate.ts';

/** What is kept with a recommendation list, so that later pages say the same as the first. */
export interface RecommendationMeta {
  readonly degradations: readonly Degradation[];
  /** Null where no model had a say. */
  readonly modelVersion: ModelVersion | null;
  /** By position. */
  readonly reasons: readonly ListReason[];
}

const VERSION = 'lists-2';

export const RECOMMENDATION_META: MetaCodec<RecommendationMeta> = {
  encode: (meta) => JSON.stringify({ version: VERSION, ...meta }),
  decode(text) {
    const { version, ...meta } = JSON.parse(text) as RecommendationMeta & { readonly version: string };
    return version === VERSION ? meta : null;
  },
};
