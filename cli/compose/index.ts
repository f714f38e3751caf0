export { type GeneratedFile, generateAll, type GenerateOptions } from './generate-all.ts';
export { readSupergraph } from './read-supergraph.ts';
