import type { Reranker } from './reranker.ts';

/** The rerank stage without a model: keeps the order of relevance and scores nothing. */
export function createLexicalOrder(): Reranker {
  return {
    rerank: async ({ candidates }) => ({ order: [...candidates.keys()], modelVersion: 'lexical-order', scored: null }),
    explain: async () => null,
  };
}
