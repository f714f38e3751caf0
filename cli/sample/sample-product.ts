import type { SourceRecord } from '../../stores/ports/catalog-store.ts';
import type { DirtKind } from './dirt-kinds.ts';
import type { SampleLanguage } from './localize.ts';
import type { PriceLevel, Purpose, Style } from './vocabulary/vocabulary-types.ts';

/** What a shopper might like a product for; never written into the record as such. */
export interface HiddenTraits {
  readonly style: Style;
  readonly priceLevel: PriceLevel;
  readonly purpose: Purpose;
  /** How good it really is, 0..1; ratings follow it with noise. */
  readonly quality: number;
  /** How much it is sought after, 0..1; counts of ratings follow it. */
  readonly popularity: number;
}

/** What the generator knows of a product, whatever its text says. Values in the English of the vocabulary. */
export interface ProductTruth {
  readonly department: string;
  /** Key of the product type. */
  readonly type: string;
  readonly brand: string;
  readonly language: SampleLanguage;
  /** Value of each option by its key. */
  readonly options: ReadonlyMap<string, string>;
  readonly features: readonly string[];
  readonly priceCents: number;
  readonly traits: HiddenTraits;
  /** What was spoilt on purpose. */
  readonly dirt: DirtKind | null;
}

export interface SampleProduct {
  /** Place in the catalog, from 0. */
  readonly index: number;
  /** `mapping` is null: the record has the shape of `ProductInput`. */
  readonly record: SourceRecord;
  readonly truth: ProductTruth;
}
