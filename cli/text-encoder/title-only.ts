import type { ProductText } from '../../search/index.ts';

/** A text that stands alone, as a product that has nothing else. */
export function titleOnly(title: string): ProductText {
  return { title, categories: [], description: '' };
}
