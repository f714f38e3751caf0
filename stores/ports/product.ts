import type { CategoryId, GroupId, ProductId } from '../../schema/ids.ts';

export const AVAILABILITIES = ['IN_STOCK', 'OUT_OF_STOCK', 'PREORDER', 'DISCONTINUED'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** The highest amount of money, in minor units: far above any price, and inside GraphQL's 32-bit Int. */
export const AMOUNT_MAX = 1_000_000_000;

/** Minor units (cents, 0 to `AMOUNT_MAX`) of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Rating {
  /** 0..5. */
  readonly average: number;
  /** At least 0. */
  readonly count: number;
}

export interface ProductImage {
  readonly url: string;
  readonly alt: string | null;
}

/** What the values of an attribute are; decides how they are searched, filtered and counted. */
export type AttributeKind = 'text' | 'number' | 'boolean';

export interface ProductAttribute {
  /** Human readable, such as `Printing colours`; compared by `attributeKey`. */
  readonly name: string;
  readonly kind: AttributeKind;
  /** At least one. Numbers in their shortest decimal form; booleans as `true` or `false`. */
  readonly values: readonly string[];
}

export interface ProductCategory {
  readonly id: CategoryId;
  readonly name: string;
}

/**
 * A product as cleaning left it: what product pages show, what the index holds.
 *
 * Texts are NFKC, free of HTML and control characters, trimmed, never empty: absent is null.
 */
export interface Product {
  readonly id: ProductId;
  readonly title: string;
  readonly description: string | null;
  readonly brand: string | null;
  /** Page of the product in the shop. */
  readonly url: string | null;
  /** Root first, leaf last; empty where unknown. */
  readonly categories: readonly ProductCategory[];
  readonly price: Money | null;
  /** The price before a reduction; above `price` where both are there. */
  readonly listPrice: Money | null;
  readonly availability: Availability;
  readonly rating: Rating | null;
  readonly images: readonly ProductImage[];
  readonly attributes: readonly ProductAttribute[];
  /** Valid GTIN-14, sorted, without repeats. */
  readonly gtins: readonly string[];
  readonly groupId: GroupId | null;
  /** Unix epoch, milliseconds. */
  readonly releasedAtMs: number | null;
  /** When the record was received. Unix epoch, milliseconds. */
  readonly updatedAtMs: number;
}

/** The form in which two spellings of an attribute's name are the same: `Printing_Colours` and `printing colours`. */
export function attributeKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/[\s_]+/g, ' ').trim();
}
