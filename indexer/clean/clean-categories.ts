import { categoryId } from '../../schema/ids.ts';
import type { ProductCategory } from '../../stores/ports/product.ts';
import { cleanText } from './clean-text.ts';

const LEVELS_MAX = 10;
const NAME_MAX = 100;

/** The path with an id a level: the slugs of the names down to it, joined by `/`. Letters of every script are kept. */
export function cleanCategories(path: readonly unknown[]): ProductCategory[] {
  const categories: ProductCategory[] = [];
  for (const entry of path.slice(0, LEVELS_MAX)) {
    const name = cleanText(entry)?.slice(0, NAME_MAX).toWellFormed().trim();
    const slug = name === undefined ? '' : slugOf(name);
    if (name === undefined || slug === '') continue;
    const parent = categories.at(-1);
    categories.push({ id: categoryId(parent === undefined ? slug : `${parent.id}/${slug}`), name });
  }
  return categories;
}

function slugOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}+#]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}
