import { setImmediate } from 'node:timers/promises';
import { computeFeatures, explainScore, type Models, orderByScore, RERANKER } from '../../ranker/index.ts';
import { modelVersion } from '../../schema/ids.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import type { Behaviour } from '../behaviour/create-behaviour.ts';
import { createLexicalOrder } from '../lexical-order.ts';
import type { Reranker } from '../reranker.ts';
import type { UserEmbeddings } from '../shoppers/user-embeddings.ts';
import { createItemVectors, type ItemVectors } from './item-vectors.ts';
import { readShopper } from './read-shopper.ts';

export interface ModelRerankerOptions {
  readonly models: Pick<Models, 'hold' | 'componentsOf'>;
  readonly index: Pick<SearchIndex, 'featuresByIds'>;
  readonly behaviour: Pick<Behaviour, 'statsOf'>;
  readonly embeddings: UserEmbeddings;
  /** Shared with lists by the same models; by default its own. */
  readonly itemVectors?: ItemVectors;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** Features are computed as of the hour: what was asked twice in it is answered the same. */
const CLOCK_MS = 3_600_000;

/** The rerank stage by the active model; each request keeps to the model it began with. Without any, the order of relevance. */
export function createModelReranker({ models, index, behaviour, embeddings, itemVectors = createItemVectors(), now }: ModelRerankerOptions): Reranker {
  const withoutModel = createLexicalOrder();
  let lastExplained: Promise<unknown> = Promise.resolve();
  return {
    async rerank(request, context) {
      using held = models.hold();
      if (held === null) return withoutModel.rerank(request, context);
      const model = held.value;
      const { candidates } = request;
      const { signal } = context;
      const features = computeFeatures({
        candidates,
        behaviour: behaviour.statsOf(candidates.map(({ id }) => id)),
        shopper: await readShopper(request.shopper, candidates, { index, embeddings, itemVectors, model, signal }),
        nowMs: Math.floor(now() / CLOCK_MS) * CLOCK_MS,
      });
      const scores = model.scorer.score(features);
      return { order: orderByScore(candidates, scores), modelVersion: model.version, scored: { scores, features } };
    },

    /** One after the other, with a turn for other requests in between: a page of explanations takes a tenth of a second. */
    explain(version, features) {
      const explained = lastExplained.then(async () => {
        await setImmediate();
        const components = await models.componentsOf(modelVersion(version));
        const reranker = components?.[RERANKER];
        return reranker === undefined ? null : explainScore(reranker, features);
      });
      lastExplained = explained.catch(() => undefined);
      return explained;
    },
  };
}
