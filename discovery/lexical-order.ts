import type { Reranker } from './reranker.ts';

/** The rerank stage without a model: keeps the order of the recall and scores nothing. */
export function createLexicalOrder(): Reranker {
  return {
    version: 'lexical-order',
    rerank: async ({ candidates }) => ({ order: candidates.map((_candidate, index) => index), modelScores: null }),
  };
}
