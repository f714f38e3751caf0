import { categoryId } from '../../schema/ids.ts';
import type { FieldValue } from './search-index.ts';

/**
 * Names from the root down to a category, whose id is the path of its slugs.
 * @param names - By id; one that is missing is named by its id.
 */
export function categoryPath(id: string, names: ReadonlyMap<string, string>): FieldValue['path'] {
  const slugs = id.split('/');
  return slugs.map((_slug, index) => {
    const ancestor = slugs.slice(0, index + 1).join('/');
    return { id: categoryId(ancestor), name: names.get(ancestor) ?? ancestor };
  });
}
