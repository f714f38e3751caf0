/** `English|中文`; without a bar the same in both languages. */
export type Bilingual = string;

/** What a shop's buyer would call the character of a brand. A hidden trait of each product. */
export const STYLES = ['minimal', 'classic', 'playful', 'rugged', 'elegant', 'natural'] as const;
export type Style = (typeof STYLES)[number];

/** What a product is bought for. A hidden trait of each product, said in a sentence of its description. */
export const PURPOSES = ['travel', 'commute', 'home', 'work', 'sport', 'outdoor', 'gift', 'family', 'study', 'self-care'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** 1 is cheap, 4 is premium. */
export type PriceLevel = 1 | 2 | 3 | 4;

export interface Brand {
  readonly name: Bilingual;
  readonly level: PriceLevel;
  readonly style: Style;
  /** Which families of products it makes. */
  readonly families: readonly string[];
  /** Names of its lines. */
  readonly series: readonly Bilingual[];
  /** A sentence about the brand. */
  readonly voice: Bilingual;
  /** Sells only with Chinese texts. */
  readonly chineseOnly?: boolean;
}

export interface ProductOption {
  /** Slot of the templates. */
  readonly key: string;
  /** Name of the attribute. */
  readonly name: Bilingual;
  readonly values: readonly Bilingual[];
  /** Factor on the price for each place in `values`; 1 where absent. */
  readonly step?: number;
  /** Key of an option whose value decides this one's, as a book decides its author. */
  readonly tiedTo?: string;
  /** Differs between the variants of a model. */
  readonly variant?: boolean;
}

/** A label and a sentence that explains it. */
export type Feature = readonly [label: Bilingual, sentence: Bilingual];

/** How models are named: `Aria 3`, `Aria`, or by the brand alone. */
export type Naming = 'numbered' | 'named' | 'none';

/**
 * A type of product. Templates hold slots: `{key}` is the value of an option as written, `{Key}` in title case;
 * `{feature}` and `{second}` are the labels of the two features. A type whose `title` has no Chinese half is sold in English only.
 */
export interface ProductType {
  readonly key: string;
  readonly family: string;
  /** Category below the department. */
  readonly path: readonly string[];
  /** What follows brand and model in the title. */
  readonly title: Bilingual;
  /** US dollars, cheap brand to premium brand, before the steps of options. */
  readonly price: readonly [low: number, high: number];
  readonly naming: Naming;
  readonly options: readonly ProductOption[];
  readonly features: readonly Feature[];
  readonly openings: readonly Bilingual[];
  readonly purposes: readonly Purpose[];
  /** English values of options, or labels of features, that no product has together. */
  readonly conflicts?: readonly (readonly [string, string])[];
  /** How often it occurs against other types; 1 where absent. */
  readonly weight?: number;
}

export interface Department {
  readonly name: string;
  readonly types: readonly ProductType[];
  readonly brands: readonly Brand[];
}
