import { AMOUNT_MAX, type Product } from '../../stores/ports/product.ts';

/**
 * What is done about a field that is not as it must be. `refuse`: the record goes to quarantine; `drop`: the field is
 * left out, the product stands.
 */
export type Policy = 'refuse' | 'drop';

interface IssueSpec {
  readonly field: keyof Product | null;
  readonly policy: Policy;
  readonly meaning: string;
}

/** Everything that cleaning can find wrong; docs/cleaning.md lists the same, and a test compares them. */
export const ISSUES = {
  MAPPING_UNKNOWN: { field: null, policy: 'refuse', meaning: 'The record names a mapping that is not stored.' },
  CLEANING_FAILED: { field: null, policy: 'refuse', meaning: 'A fault of ours: cleaning threw. The record is safe here until it is mended.' },
  ID_INVALID: { field: 'id', policy: 'refuse', meaning: 'The id is longer than 200 characters or holds control characters.' },
  TITLE_MISSING: { field: 'title', policy: 'refuse', meaning: 'Nothing is left of the title after cleaning, or there was none.' },
  TITLE_TOO_LONG: { field: 'title', policy: 'refuse', meaning: 'The title has more than 1,000 characters.' },
  PRICE_INVALID: { field: 'price', policy: 'refuse', meaning: 'The price cannot be read as an amount of its currency.' },
  PRICE_NEGATIVE: { field: 'price', policy: 'refuse', meaning: 'The price is below 0.' },
  PRICE_TOO_HIGH: { field: 'price', policy: 'refuse', meaning: `The price is above ${AMOUNT_MAX.toLocaleString('en')} minor units.` },
  CURRENCY_UNKNOWN: { field: 'price', policy: 'refuse', meaning: 'The currency is not an ISO 4217 code.' },
  DESCRIPTION_CUT: { field: 'description', policy: 'drop', meaning: 'What stands beyond 20,000 characters is left out.' },
  LIST_PRICE_DROPPED: { field: 'listPrice', policy: 'drop', meaning: 'The list price cannot be read, is of another currency, or is not above the price.' },
  URL_DROPPED: { field: 'url', policy: 'drop', meaning: 'The address is not http or https.' },
  IMAGE_DROPPED: { field: 'images', policy: 'drop', meaning: 'An image address is not http or https.' },
  AVAILABILITY_DROPPED: { field: 'availability', policy: 'drop', meaning: 'The availability is none of the known ones; IN_STOCK is assumed.' },
  RATING_DROPPED: { field: 'rating', policy: 'drop', meaning: 'The average is not within 0 and 5, or the count is negative.' },
  GTIN_DROPPED: { field: 'gtins', policy: 'drop', meaning: 'A GTIN has a wrong length or check digit.' },
  DATE_DROPPED: { field: 'releasedAtMs', policy: 'drop', meaning: 'The date cannot be read, or lies outside 1900 to 2200.' },
  ATTRIBUTE_DROPPED: { field: 'attributes', policy: 'drop', meaning: 'An attribute value is not of its kind, or there are more than 500 attributes or 50 values of one.' },
} as const satisfies Record<string, IssueSpec>;

export type IssueCode = keyof typeof ISSUES;

/** One finding, with what was expected and what was got. */
export interface Finding {
  readonly code: IssueCode;
  readonly message: string;
}

/** Takes down what a field's cleaning finds. */
export type Report = (code: IssueCode, message: string) => void;

/** A value as a message may show it: short, on one line. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
