import { localize, type SampleLanguage } from '../localize.ts';
import type { Random } from '../random.ts';
import { DEPARTMENTS } from '../vocabulary/departments.ts';
import type { Offer } from './offer.ts';

/** What a shopper types to find a product type; null where the language has no word for it. */
export function typeWord(type: string, language: SampleLanguage): string | null {
  return WORDS[language].get(type) ?? null;
}

export interface SimulatedQuery {
  readonly text: string;
  /** A colour, a material, a feature or a brand that the shopper would like it to have, as the truth of products names it; null for a broad query. */
  readonly wish: string | null;
}

/** A query for what is wanted, broad or with one wish in it; null where the language has no word for the type. */
export function queryFor(wanted: Offer, language: SampleLanguage, random: Random): SimulatedQuery | null {
  const word = typeWord(wanted.truth.type, language);
  if (word === null) return null;
  const wish = random.chance(0.35) ? drawWish(wanted, language, random) : null;
  return { text: wish === null ? word : `${wish.toLowerCase()} ${word}`, wish };
}

/** Wishes can only be written in English: the truth of a product holds no other words, but a brand is a name in any language. */
function drawWish({ truth }: Offer, language: SampleLanguage, random: Random): string | null {
  const brand = /^\p{Script=Han}+$/u.test(truth.brand) === (language === 'zh') ? [truth.brand] : [];
  const others = language === 'zh' ? [] : [truth.options.get('colour'), truth.options.get('material'), truth.options.get('fits'), truth.options.get('wearer'), ...truth.features];
  const wishes = [...brand, ...others].filter((wish) => wish !== undefined);
  return wishes.length === 0 ? null : random.pick(wishes);
}

const ALL_TYPES = DEPARTMENTS.flatMap(({ types }) => types);

/** English keys are words already; the Chinese word is the longest run of Han left of a title without its slots. */
const WORDS: Readonly<Record<SampleLanguage, ReadonlyMap<string, string>>> = {
  en: new Map(ALL_TYPES.map(({ key }) => [key, key.replaceAll('-', ' ')])),
  zh: new Map(
    ALL_TYPES.flatMap(({ key, title }) => {
      const runs = localize(title, 'zh').replaceAll(/\{\w+\}/g, ' ').match(/\p{Script=Han}{2,}/gu) ?? [];
      const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
      return longest === '' ? [] : [[key, longest] as const];
    }),
  ),
};
