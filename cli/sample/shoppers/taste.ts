import type { SampleLanguage } from '../localize.ts';
import type { Offer } from './offer.ts';

/** What a shopper likes; hidden from the shop, which sees only what the shopper does. */
export interface Taste {
  /** In which the shopper searches and reads. */
  readonly language: SampleLanguage;
  /** How often each product type is wanted, by its key, against the others; types that are not in it never are. */
  readonly interests: ReadonlyMap<string, number>;
  /**
   * How well the product suits the shopper, apart from any need for it: about -3..3, around 0 for a fair one.
   * Pure: the same offer always appeals the same.
   */
  appeal(offer: Offer): number;
}
