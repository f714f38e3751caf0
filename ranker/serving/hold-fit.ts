import { AppError } from '../../schema/errors.ts';
import type { Models } from './open-models.ts';
import type { ServingModel } from './serving-model.ts';
import type { Held } from './shared.ts';

/** The active model for those who can do without one: null also where there are some, and none is fit. */
export function holdFit(models: Pick<Models, 'hold'>): Held<ServingModel> | null {
  try {
    return models.hold();
  } catch (error) {
    if (error instanceof AppError && error.code === 'MODEL_REFUSED') return null;
    throw error;
  }
}
