import { isBilingual } from './localize.ts';
import type { SampleLanguage } from './localize.ts';
import { createRandom } from './random.ts';
import { DEPARTMENTS } from './vocabulary/departments.ts';
import type { Department, ProductType } from './vocabulary/vocabulary-types.ts';

export interface ScheduledModel {
  readonly department: Department;
  readonly type: ProductType;
  readonly language: SampleLanguage;
}

/** One model in so many is Chinese, of the types that are sold in Chinese at all. */
const CHINESE_EVERY = 4;

/**
 * Which models follow one another, without end. Each round has every type once, some twice by their weight, in random
 * order; so a small sample is as mixed as a large one, and each type is Chinese in every fourth round.
 */
export function* modelSchedule(seed: number): Generator<ScheduledModel> {
  const all = DEPARTMENTS.flatMap((department) => department.types.map((type) => ({ department, type })));
  for (let round = 0; ; round += 1) {
    const random = createRandom(seed, 'round', round);
    const models = all.flatMap(({ department, type }, place): ScheduledModel[] => {
      const chinese = isBilingual(type.title) && (place + round) % CHINESE_EVERY === 0;
      const model: ScheduledModel = { department, type, language: chinese ? 'zh' : 'en' };
      const copies = 1 + Math.floor((type.weight ?? 1) - 1 + random.next());
      return Array.from({ length: copies }, () => model);
    });
    yield* random.sample(models, models.length);
  }
}
