import { isBilingual } from './localize.ts';
import type { ModelKind } from './plan-model.ts';
import { createRandom } from './random.ts';
import { DEPARTMENTS } from './vocabulary/departments.ts';

/** One model in so many is Chinese, of the types that are sold in Chinese at all. */
const CHINESE_EVERY = 4;

/** Of the models that a type has beyond one a round. */
const CHINESE_COPIES = 0.4;

/**
 * Which models follow one another, without end. Each round has every type once, some twice by their weight, in random
 * order; so a small sample is as mixed as a large one, and each type is Chinese in every fourth round.
 */
export function* modelSchedule(seed: number): Generator<ModelKind> {
  const all = DEPARTMENTS.flatMap((department) => department.types.map((type) => ({ department, type })));
  for (let round = 0; ; round += 1) {
    const random = createRandom(seed, 'round', round);
    const models = all.flatMap(({ department, type }, place): ModelKind[] => {
      const bilingual = isBilingual(type.title);
      const copies = Math.floor((type.weight ?? 1) + random.next());
      return Array.from({ length: copies }, (_, copy) => {
        const chinese = bilingual && (copy === 0 ? (place + round) % CHINESE_EVERY === 0 : random.chance(CHINESE_COPIES));
        return { department, type, language: chinese ? 'zh' : 'en' };
      });
    });
    yield* random.sample(models, models.length);
  }
}
