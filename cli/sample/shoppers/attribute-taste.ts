import { localize, type SampleLanguage } from '../localize.ts';
import type { Random } from '../random.ts';
import { DEPARTMENTS } from '../vocabulary/departments.ts';
import { PHONE_MODEL } from '../vocabulary/shared-options.ts';
import { type Brand, PURPOSES, type Purpose, STYLES, type Style } from '../vocabulary/vocabulary-types.ts';
import { type Hue, hueOf, HUES } from './hue.ts';
import type { Offer } from './offer.ts';
import { CONSUMABLE_DAYS } from './product-relations.ts';
import type { Taste } from './taste.ts';

/** A taste that is a sum over what a product is: each part can be named, and found again in what the shopper does. */
export interface AttributeTaste extends Taste {
  /** Favourite department first. */
  readonly departments: readonly string[];
  /** 1..4, not whole: the level of brands that the shopper feels at home with. */
  readonly priceLevel: number;
  readonly style: Style;
  readonly dislikedStyle: Style;
  /** English names; three, the dearest first. */
  readonly brands: readonly string[];
  /** A brand that the shopper will not have. */
  readonly avoidedBrand: string;
  readonly hues: ReadonlySet<Hue>;
  readonly purposes: ReadonlySet<Purpose>;
  /** Which clothes fit. */
  readonly wearer: string;
  /** The telephone that cases and protectors must fit, by its English name. */
  readonly phone: string;
}

/** What can be said beforehand; the rest is drawn. */
export type TasteTraits = Partial<Omit<AttributeTaste, 'appeal' | 'interests'>>;

const ALL_BRANDS = DEPARTMENTS.flatMap((department) => department.brands.map((brand) => ({ department: department.name, brand })));
const PHONES = PHONE_MODEL.values.map((value) => localize(value, 'en'));
const PET_TYPES: Readonly<Record<string, readonly string[]>> = { dog: ['dog-food', 'dog-leash', 'pet-bed'], cat: ['cat-food', 'cat-litter', 'pet-bed'], none: [] };

export function drawAttributeTaste(random: Random, given: TasteTraits = {}): AttributeTaste {
  const language: SampleLanguage = random.chance(0.72) ? 'en' : 'zh';
  const style = random.pick(STYLES);
  const drawn = {
    language,
    departments: random.sample(DEPARTMENTS.map(({ name }) => name), 3),
    priceLevel: Math.min(4, Math.max(1, 2.4 + 0.9 * random.normal())),
    style,
    dislikedStyle: random.pick(STYLES.filter((other) => other !== (given.style ?? style))),
    hues: new Set(random.sample(HUES, 2)),
    purposes: new Set(random.sample(PURPOSES, 2)),
    wearer: random.pick(["men's", "women's"]),
    phone: random.pick(PHONES),
    ...given,
  };
  const brands = given.brands ?? favouriteBrands(drawn, random);
  const traits = { ...drawn, brands, avoidedBrand: given.avoidedBrand ?? avoidedBrand(brands, random) };
  return { ...traits, interests: drawInterests(traits.departments, random), appeal: (offer) => appealTo(traits, offer) };
}

type Traits = Required<TasteTraits>;

/** Of the departments the shopper likes and in the shopper's language: those whose character and level fit best, by and large. */
function favouriteBrands({ language, departments, style, priceLevel }: Omit<Traits, 'brands' | 'avoidedBrand'>, random: Random): readonly string[] {
  const fit = (brand: Brand, department: string): number =>
    (brand.style === style ? 1 : 0) - 0.5 * Math.abs(brand.level - priceLevel) - 0.4 * departments.indexOf(department) + 0.6 * random.normal();
  return ALL_BRANDS.filter(({ brand, department }) => departments.includes(department) && (language === 'zh' || brand.chineseOnly !== true))
    .map(({ brand, department }) => ({ name: brand.chineseOnly === true ? localize(brand.name, 'zh') : localize(brand.name, 'en'), fit: fit(brand, department) }))
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, 3)
    .map(({ name }) => name);
}

function avoidedBrand(brands: readonly string[], random: Random): string {
  return random.pick(ALL_BRANDS.map(({ brand }) => localize(brand.name, 'en')).filter((name) => !brands.includes(name)));
}

/** Five or six types of the first department, fewer of the others, and daily needs that nearly everybody has. */
function drawInterests(departments: readonly string[], random: Random): ReadonlyMap<string, number> {
  const pet = random.pick(['dog', 'cat', 'none', 'none']);
  const interests = new Map<string, number>();
  departments.forEach((name, rank) => {
    const types = DEPARTMENTS.find((department) => department.name === name)?.types ?? [];
    for (const { key } of random.sample(types, 6 - 2 * rank)) interests.set(key, (3 - rank) * (0.5 + random.next()));
  });
  const daily = DEPARTMENTS.flatMap(({ types }) => types).filter(({ key }) => key in CONSUMABLE_DAYS);
  for (const { key } of random.sample(daily, 3)) interests.set(key, interests.get(key) ?? 0.6);
  for (const key of PET_TYPES[pet]!) interests.set(key, 1);
  for (const key of Object.values(PET_TYPES).flat()) if (!PET_TYPES[pet]!.includes(key)) interests.delete(key);
  return interests;
}

function appealTo(taste: Traits, { truth }: Offer): number {
  const { traits, options, brand, language } = truth;
  const fits = options.get('fits');
  const wearer = options.get('wearer');
  if ((fits !== undefined && PHONES.includes(fits) && fits !== taste.phone) || (wearer !== undefined && wearer !== taste.wearer)) return -3;
  const loyalty = taste.brands.indexOf(brand);
  const hue = hueOf(options.get('colour') ?? '');
  return (
    (loyalty === -1 ? 0 : 1.3 - 0.25 * loyalty) +
    (brand === taste.avoidedBrand ? -1.5 : 0) +
    (traits.style === taste.style ? 0.8 : traits.style === taste.dislikedStyle ? -0.8 : 0) +
    0.5 -
    0.6 * Math.abs(traits.priceLevel - taste.priceLevel) +
    (hue !== null && taste.hues.has(hue) ? 0.5 : 0) +
    (taste.purposes.has(traits.purpose) ? 0.4 : 0) +
    1.2 * (traits.quality - 0.6) +
    (language === taste.language ? 0 : -1.2)
  );
}
