import type { Choice, ModelPlan } from './plan-model.ts';
import type { Random } from './random.ts';
import type { PriceLevel } from './vocabulary/vocabulary-types.ts';

/** Share of the range of a type that a brand's level takes up; the rest is chance. */
const LEVEL_SHARE = 0.72;

/** Cents of a variant, by the brand's level, the type's range and the steps of its options. Plain arithmetic only, the same everywhere. */
export function pricer({ type, brand }: ModelPlan, random: Random): (variant: Choice) => number {
  const [low, high] = type.price;
  const place = ((brand.level - 1) / 3) * LEVEL_SHARE + random.next() * (1 - LEVEL_SHARE);
  const base = low + (high - low) * (0.4 * place + 0.6 * place * place);
  return (variant) => {
    let dollars = base;
    for (const { key, values, step = 1 } of type.options) {
      for (let index = values.indexOf(variant.get(key)!); index > 0; index -= 1) dollars *= step;
    }
    return charm(dollars, brand.level);
  };
}

/** The price before a reduction by 10 to 40 percent. */
export function listPrice(cents: number, level: PriceLevel, random: Random): number {
  return Math.max(charm(cents / 100 / (1 - random.integer(10, 40) / 100), level), cents + 100);
}

/** A price as shops write it: 4.99, 39.95, 349.00; whole amounts for premium brands. */
function charm(dollars: number, level: PriceLevel): number {
  if (dollars >= 200) return Math.round(dollars / 10) * 1_000 - (level === 4 ? 0 : 100);
  const whole = Math.max(1, Math.round(dollars));
  if (level === 4 && whole >= 30) return whole * 100;
  return whole * 100 - (whole < 20 ? 1 : 5);
}
