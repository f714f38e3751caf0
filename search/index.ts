export { analyze, type Token } from './analysis/analyze.ts';
export { analyzeQuery, type QueryTerm } from './analysis/analyze-query.ts';
export { normalizeText, normalizeWord } from './analysis/normalize-text.ts';
