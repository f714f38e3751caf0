import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The composed schema as committed; `aisle compose` writes it. */
export function readSupergraph(): string {
  return readFileSync(join(import.meta.dirname, '../schema/supergraph.graphql'), 'utf8');
}
