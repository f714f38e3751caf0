import { seededRandom } from './seeded-random.ts';

const WORDS = 'lamp chair steel oak garden wireless travel kettle cotton classic compact outdoor ceramic portable kitchen leather folding solar storage vintage'.split(' ');
const WORDS_OF_A_DESCRIPTION = 110;

/** A product as a shop's own tool writes it, about 1 KB as BSON. */
export interface PlainProduct {
  readonly _id: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly brand: string;
  readonly categoryPath: readonly string[];
  readonly price: { readonly amount: number; readonly currency: string };
  readonly availability: string;
}

/** Seeded products, the same in every run. */
export function* catalogueOf1Kb(count: number): Generator<PlainProduct> {
  const random = seededRandom(7);
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)]!;
  for (let i = 0; i < count; i += 1) {
    const id = `p${String(i).padStart(7, '0')}`;
    yield {
      _id: id,
      id,
      title: `${word()} ${word()} ${word()} ${i}`,
      description: Array.from({ length: WORDS_OF_A_DESCRIPTION }, word).join(' '),
      brand: `Brand ${i % 40}`,
      categoryPath: ['Home', `Room ${i % 8}`, `Shelf ${i % 64}`],
      price: { amount: 100 + (i % 9_000), currency: 'EUR' },
      availability: 'IN_STOCK',
    };
  }
}
