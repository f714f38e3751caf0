import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As committed; `aisle compose` writes it. */
export const COMPOSED_SUPERGRAPH = join(import.meta.dirname, '../schema/supergraph.graphql');

/** The composed schema in a file. */
export function readSupergraph(path = COMPOSED_SUPERGRAPH): Promise<string> {
  return readFile(path, 'utf8');
}
