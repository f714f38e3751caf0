import type { Choose } from './balanced-choice.ts';
import { isBilingual, localize } from './localize.ts';
import type { SampleLanguage } from './localize.ts';
import type { Random } from './random.ts';
import type { Bilingual, Brand, Department, Feature, ProductOption, ProductType, Purpose } from './vocabulary/vocabulary-types.ts';

/** Of one model. */
const VARIANTS_MAX = 4;

/** Value of each option by its key. */
export type Choice = ReadonlyMap<string, Bilingual>;

export interface ModelKind {
  readonly department: Department;
  readonly type: ProductType;
  readonly language: SampleLanguage;
}

/** One model of a brand, with the choices that make its variants. */
export interface ModelPlan extends ModelKind {
  readonly brand: Brand;
  /** Name of the model without the brand; empty for types without. */
  readonly name: string;
  readonly features: readonly Feature[];
  readonly purpose: Purpose;
  /** One to four. */
  readonly variants: readonly Choice[];
}

/** Draws a model of a kind: brand and options by `choose`, all else by chance. */
export function planModel({ department, type, language }: ModelKind, choose: Choose, random: Random): ModelPlan {
  const brand = choose('brand', makers(department, type, language));
  const shared = drawShared(type, choose, random);
  const features = drawFeatures(type, shared, random);
  return {
    department,
    type,
    brand,
    language,
    name: modelName(type, brand, language, random),
    features,
    purpose: random.pick(type.purposes),
    variants: drawVariants(type, shared, features, random),
  };
}

/** Who makes the type and sells it in the language; Chinese brands twice among the makers of what is sold in Chinese. */
function makers({ brands }: Department, { family, key }: ProductType, language: SampleLanguage): readonly Brand[] {
  const all = brands.filter(({ families }) => families.includes(family));
  const fitting = all.filter(({ name, chineseOnly }) => (language === 'en' ? chineseOnly !== true : chineseOnly === true || isBilingual(name)));
  if (fitting.length === 0) throw new Error(`Expected a brand that makes ${key} and sells it in ${language}.`);
  const chinese = fitting.filter(({ chineseOnly }) => chineseOnly === true);
  return [...fitting, ...chinese];
}

function modelName({ naming }: ProductType, { series }: Brand, language: SampleLanguage, random: Random): string {
  if (naming === 'none') return '';
  const line = localize(random.pick(series), language);
  if (naming === 'named') return line;
  return `${line} ${random.integer(1, 9)}${random.pick(['', '', '', '0', 'S', ' Pro'])}`;
}

function drawShared({ options, conflicts = [] }: ProductType, choose: Choose, random: Random): Choice {
  const chosen = new Map<string, Bilingual>();
  for (const option of options) {
    if (option.variant === true) continue;
    const tied = option.tiedTo === undefined ? undefined : options.find(({ key }) => key === option.tiedTo);
    const value = tied === undefined ? choose(option.key, option.values) : tiedValue(option, tied, chosen);
    const free = option.values.filter((other) => !clashes(other, chosen.values(), conflicts));
    chosen.set(option.key, free.includes(value) ? value : random.pick(free));
  }
  return chosen;
}

function tiedValue(option: ProductOption, tied: ProductOption, chosen: Choice): Bilingual {
  return option.values[tied.values.indexOf(chosen.get(tied.key)!) % option.values.length]!;
}

function drawFeatures({ features, conflicts = [] }: ProductType, shared: Choice, random: Random): readonly Feature[] {
  const count = random.chance(0.4) ? 3 : 2;
  const drawn: Feature[] = [];
  for (const feature of random.sample(features, features.length)) {
    const taken = [...shared.values(), ...drawn.map(([label]) => label)];
    if (drawn.length < count && !clashes(feature[0], taken, conflicts)) drawn.push(feature);
  }
  return drawn;
}

/** A few neighbouring values on each axis, at most `VARIANTS_MAX` together. */
function drawVariants({ options, conflicts = [] }: ProductType, shared: Choice, features: readonly Feature[], random: Random): readonly Choice[] {
  const taken = [...shared.values(), ...features.map(([label]) => label)];
  const axes = options.filter(({ variant }) => variant === true);
  let variants: readonly Choice[] = [shared];
  for (const axis of random.sample(axes, axes.length)) {
    const free = axis.values.filter((value) => !clashes(value, taken, conflicts));
    const room = Math.max(1, Math.floor(VARIANTS_MAX / variants.length));
    const count = Math.min(free.length, random.integer(1, Math.min(3, room)));
    const start = random.integer(0, free.length - count);
    const values = axis.key === 'colour' ? random.sample(free, count) : free.slice(start, start + count);
    variants = variants.flatMap((variant) => values.map((value) => new Map([...variant, [axis.key, value]])));
  }
  return variants;
}

function clashes(value: Bilingual, taken: Iterable<Bilingual>, conflicts: readonly (readonly [string, string])[]): boolean {
  const english = localize(value, 'en');
  const others = new Set([...taken].map((other) => localize(other, 'en')));
  return conflicts.some(([one, other]) => (one === english && others.has(other)) || (other === english && others.has(one)));
}
