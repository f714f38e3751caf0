import { engineOver } from './engine-over.ts';
import type { Engine, EngineSchema } from './engine-types.ts';
import { readSnapshot } from './snapshot.ts';

/**
 * The engine that wrote `Engine.snapshot`.
 * @throws AppError `SEARCH_INDEX_CORRUPT` where the bytes are damaged, or of another version or schema.
 */
export function loadEngine(schema: EngineSchema, bytes: Uint8Array): Engine {
  return engineOver(readSnapshot(schema, bytes));
}
