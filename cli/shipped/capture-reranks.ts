import type { Reranked, Reranker, RerankRequest } from '../../discovery/index.ts';

/** A rerank stage as it was asked and as it answered. */
export interface CapturedRerank {
  readonly request: RerankRequest;
  readonly reranked: Reranked;
}

/** A reranker that works as the one it stands before, and hands on what went through it. */
export function captureReranks(reranker: Reranker, onRerank: (captured: CapturedRerank) => void): Reranker {
  return {
    async rerank(request, context) {
      const reranked = await reranker.rerank(request, context);
      onRerank({ request, reranked });
      return reranked;
    },
    explain: (modelVersion, features) => reranker.explain(modelVersion, features),
  };
}
