export { analyze, type Token } from './analysis/analyze.ts';
export { analyzeQuery, FUNCTION_WORDS, type QueryTerm } from './analysis/analyze-query.ts';
export { headNouns } from './analysis/head-nouns.ts';
export { kindsOf } from './analysis/kinds-of.ts';
export { isCorrectable } from './analysis/is-correctable.ts';
export { unfinishedText, type UnfinishedText } from './analysis/unfinished-text.ts';
export { spellingOf, type Spelling } from './analysis/spelling-of.ts';
export { stem } from './analysis/stem.ts';
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
export { dot } from './dot.ts';
export { packVector, unpackVector } from './packed-vector.ts';
export { escapeHtml } from './escape-html.ts';
export { createHighlighter, type Highlighter } from './highlight.ts';
export { createTextEncoder } from './text-encoder/create-text-encoder.ts';
export { fitTokenTable, type FitTokenTableOptions } from './text-encoder/fit-token-table.ts';
export { isMostlyLatin } from './text-encoder/is-mostly-latin.ts';
export { shippedTokenTable } from './text-encoder/shipped-token-table.ts';
export type { ProductText, TextEncoder } from './text-encoder/text-encoder.ts';
export { decodeTokenTable, encodeTokenTable, type TokenTable } from './text-encoder/token-table.ts';
export { createWordPieces, type WordPieces } from './text-encoder/word-pieces.ts';
