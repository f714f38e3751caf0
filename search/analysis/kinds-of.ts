import { headNouns } from './head-nouns.ts';

/**
 * What kind of thing a product says it is: the head nouns of its own category's name, then those of its title; stemmed, each
 * once. "HP L1906 Flat Panel Monitor 48.3 cm" in "Displays": display, monitor, cm. Pure.
 *
 * @param product - Its categories root first.
 */
export function kindsOf({ title, brand, categories }: {
  readonly title: string;
  readonly brand: string | null;
  readonly categories: readonly { readonly name: string }[];
}): readonly string[] {
  return [...new Set([...headNouns(categories.at(-1)?.name ?? ''), ...headNouns(title, brand)])];
}
