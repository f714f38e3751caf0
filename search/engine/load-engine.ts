import { engineOver } from './engine-over.ts';
import type { Engine, EngineSchema } from './engine-types.ts';
import type { ByteSource } from './sections.ts';
import { readSnapshot } from './snapshot.ts';

/**
 * The engine that wrote `Engine.snapshot`.
 * @throws AppError `SEARCH_INDEX_CORRUPT` where it is damaged, or of another version or schema.
 */
export async function loadEngine(schema: EngineSchema, source: ByteSource): Promise<Engine> {
  return engineOver(await readSnapshot(schema, source));
}
