import { productId } from '../../schema/ids.ts';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import type { Availability } from '../../stores/ports/product.ts';
import { inStoreGtin } from './gtin.ts';
import { localize } from './localize.ts';
import type { Choice, ModelPlan } from './plan-model.ts';
import { listPrice, pricer } from './price.ts';
import type { Random } from './random.ts';
import type { HiddenTraits, SampleProduct } from './sample-product.ts';
import { writeTexts } from './write-texts.ts';

/** "Today" of the sample, so that no clock is read: 2026-06-01. */
const REFERENCE_MS = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const CURRENCY = 'USD';

export interface BuildOptions {
  /** Index of the first variant. */
  readonly firstIndex: number;
  /** Where the shop is served, for pages and images. */
  readonly baseUrl: string;
}

/** The records of a model, one a variant. */
export function buildModel(model: ModelPlan, random: Random, { firstIndex, baseUrl }: BuildOptions): readonly SampleProduct[] {
  const { brand, type, department, language } = model;
  const texts = writeTexts(model, random);
  const priceOf = pricer(model, random);
  const traits = drawTraits(model, random);
  const reduced = random.chance(0.2);
  const preorder = random.chance(0.03);
  const age = random.next();
  const releasedAtMs = REFERENCE_MS + (preorder ? random.integer(7, 60) : -Math.floor(10 + 1_500 * age * age)) * DAY_MS;
  const prefix = department.name.slice(0, 2).toLowerCase();
  const idOf = (index: number): string => `${prefix}-${String(index + 1).padStart(5, '0')}`;

  return model.variants.map((variant, place): SampleProduct => {
    const index = firstIndex + place;
    const id = idOf(index);
    const price = priceOf(variant);
    const availability = preorder ? 'PREORDER' : drawAvailability(random);
    const rating = drawRating(traits, random);
    const record: JsonObject = {
      id,
      title: texts.title(variant),
      description: texts.description(variant),
      brand: texts.brand,
      url: `${baseUrl}/products/${id}`,
      categoryPath: [department.name, ...type.path],
      price: { amount: price, currency: CURRENCY },
      ...(reduced && { listPrice: { amount: listPrice(price, brand.level, random), currency: CURRENCY } }),
      availability,
      ...(!preorder && rating !== null && { rating }),
      images: [{ url: imageUrl(baseUrl, type.key, variant), alt: texts.title(variant) }],
      attributes: attributes(model, variant),
      gtins: random.chance(0.9) ? [inStoreGtin(random)] : [],
      ...(model.variants.length > 1 && { groupId: `g-${idOf(firstIndex)}` }),
      releasedAt: new Date(releasedAtMs).toISOString(),
    };
    return {
      index,
      record: { id: productId(id), mapping: null, record, origin: null },
      truth: {
        department: department.name,
        type: type.key,
        brand: texts.brand,
        language,
        options: new Map([...variant].map(([key, value]) => [key, localize(value, 'en')])),
        features: model.features.map(([label]) => localize(label, 'en')),
        priceCents: price,
        traits,
        dirt: null,
      },
    };
  });
}

function drawTraits({ brand, purpose }: ModelPlan, random: Random): HiddenTraits {
  const quality = Math.min(1, Math.max(0, 0.4 + brand.level * 0.06 + random.normal() * 0.17));
  const luck = random.next();
  return { style: brand.style, priceLevel: brand.level, purpose, quality, popularity: luck * luck * (0.4 + 0.6 * quality) };
}

function drawAvailability(random: Random): Availability {
  const chance = random.next();
  if (chance < 0.08) return 'OUT_OF_STOCK';
  return chance < 0.1 ? 'DISCONTINUED' : 'IN_STOCK';
}

function drawRating({ quality, popularity }: HiddenTraits, random: Random): { average: number; count: number } | null {
  if (random.chance(0.06)) return null;
  const average = Math.min(5, Math.max(1, 2.9 + 1.9 * quality + 0.15 * random.normal()));
  return { average: Math.round(average * 10) / 10, count: 1 + Math.floor(2_400 * popularity * popularity * (0.5 + random.next())) };
}

function attributes({ type, features, language }: ModelPlan, variant: Choice): JsonObject[] {
  const options = type.options.map(({ key, name }) => ({
    name: localize(name, language),
    values: [localize(variant.get(key)!, language)],
  }));
  const labels = features.map(([label]) => localize(label, language));
  return [...options, { name: language === 'en' ? 'Features' : '特点', values: labels }];
}

/** Path of a picture that `sampleImage` draws. */
function imageUrl(baseUrl: string, type: string, variant: Choice): string {
  const colour = localize(variant.get('colour') ?? 'plain', 'en').replaceAll(' ', '_');
  return `${baseUrl}/sample/images/${type}.${colour}.svg`;
}
