import { readFileSync } from 'node:fs';

/** The supergraph SDL as `aisle compose` wrote it. */
export function readSupergraph(): string {
  return readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
}
