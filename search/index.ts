export { analyze, type Token } from './analysis/analyze.ts';
export { analyzeQuery, FUNCTION_WORDS, type QueryTerm } from './analysis/analyze-query.ts';
export { normalizeText, normalizeWord } from './analysis/normalize-text.ts';
export type {
  Engine,
  EngineBucket,
  EngineCandidate,
  EngineCompletion,
  EngineDocument,
  EngineExpansion,
  EngineFacet,
  EngineFilter,
  EngineNeighbour,
  EngineNeighbourQuery,
  EngineQuery,
  EngineResult,
  EngineSchema,
  EngineTarget,
  EngineTextField,
  EngineValue,
} from './engine/engine-types.ts';
export { createEngine } from './engine/create-engine.ts';
export { loadEngine } from './engine/load-engine.ts';
export type { ByteSource } from './engine/sections.ts';
export { PRODUCT_SCHEMA } from './engine/product-schema.ts';
export { escapeHtml } from './escape-html.ts';
export { createHighlighter, type Highlighter } from './highlight.ts';
