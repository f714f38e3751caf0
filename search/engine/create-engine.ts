import { AppError } from '../../schema/errors.ts';
import { createEngineState } from './engine-state.ts';
import type { Engine, EngineSchema } from './engine-types.ts';
import { engineOver } from './engine-over.ts';
import { TEXT_FIELDS_MAX } from './frequency-bits.ts';

/** An empty engine. */
export function createEngine(schema: EngineSchema): Engine {
  const fields = schema.texts.length;
  if (fields < 1 || fields > TEXT_FIELDS_MAX) {
    throw new AppError('INVARIANT_BROKEN', `Expected 1 to ${TEXT_FIELDS_MAX} text fields, got ${fields}.`);
  }
  return engineOver(createEngineState(schema));
}
