import { createRandom, type Random } from '../random.ts';
import { DEPARTMENTS } from '../vocabulary/departments.ts';
import type { Offer } from './offer.ts';
import { remembered } from './remembered.ts';
import type { Taste } from './taste.ts';

const FACTORS = 8;
const CLUSTERS = 12;

type Vector = readonly number[];

/**
 * Tastes of another make than `AttributeTaste`, for honest evaluation: every trait of a product has a hidden direction in a
 * space of eight factors, a product is the sum of its traits, and a shopper is a point near the centre of one of twelve
 * groups. No trait is liked or disliked as such, and no price level, brand or style has a weight of its own.
 * @returns draws the taste of one shopper; those of one seed live in the same space.
 */
export function latentTastes(seed: number): (random: Random) => Taste & { readonly cluster: number } {
  const direction = remembered((trait: string): Vector => {
    const random = createRandom(seed, 'direction', trait);
    return Array.from({ length: FACTORS }, () => random.normal());
  });
  const placeOf = remembered((offer: Offer): Vector =>
    unit(sum(traitsOf(offer).map(([trait, weight]) => direction(trait).map((value) => weight * value)))),
  );

  return (random) => {
    const cluster = random.integer(0, CLUSTERS - 1);
    const shopper = unit(direction(`centre ${cluster}`).map((value) => value + 0.55 * random.normal()));
    const language = random.chance(0.75) ? 'en' : 'zh';
    return {
      cluster,
      language,
      interests: interestsOf(shopper, direction, random),
      appeal: (offer) => 2.6 * dot(shopper, placeOf(offer)) + 0.6 * (offer.truth.traits.quality - 0.5) - (offer.truth.language === language ? 0 : 1.2),
    };
  };
}

/** Traits and how much each weighs in the place of the product. */
function traitsOf({ truth: { brand, traits, options, features, type } }: Offer): readonly (readonly [trait: string, weight: number])[] {
  return [
    [`brand ${brand}`, 1.2],
    [`level ${traits.priceLevel}`, 0.6],
    [`style ${traits.style}`, 0.7],
    [`purpose ${traits.purpose}`, 0.4],
    [`type ${type}`, 0.5],
    ...[...options].filter(([key]) => key !== 'size').map(([key, value]) => [`${key} ${value}`, 0.5] as const),
    ...features.map((feature) => [`feature ${feature}`, 0.5] as const),
  ];
}

/** The dozen types nearest to the shopper, the nearer the more wanted. */
function interestsOf(shopper: Vector, direction: (trait: string) => Vector, random: Random): ReadonlyMap<string, number> {
  const nearness = DEPARTMENTS.flatMap(({ types }) => types).map(({ key }) => ({ key, near: dot(shopper, unit(direction(`type ${key}`))) + 0.3 * random.normal() }));
  return new Map(nearness.toSorted((a, b) => b.near - a.near).slice(0, 12).map(({ key }, rank) => [key, 3 / (1 + rank / 4)]));
}

const dot = (a: Vector, b: Vector): number => a.reduce((total, value, factor) => total + value * b[factor]!, 0);
const sum = (vectors: readonly Vector[]): Vector => Array.from({ length: FACTORS }, (_, factor) => vectors.reduce((total, vector) => total + vector[factor]!, 0));

function unit(vector: Vector): Vector {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}
