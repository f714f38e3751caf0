import type { ProductInput } from '../../generated/catalog.ts';
import { checkGtin } from './check-gtin.ts';
import { checkList } from './check-list.ts';
import { checkPrices } from './check-prices.ts';
import { checkRating } from './check-rating.ts';
import { checkText, type TextRule } from '../../shared/check-text.ts';
import { checkUrl } from './check-url.ts';
import { under, type UserError } from '../../../schema/user-error.ts';

const NAME: TextRule = { maximum: 200, layout: false };
const TITLE: TextRule = { maximum: 500, layout: false };
const VALUE: TextRule = { maximum: 2_000, layout: true };
const DESCRIPTION: TextRule = { maximum: 50_000, layout: true };

const CATEGORY_DEPTH_MAX = 10;
const IMAGES_MAX = 100;
const ATTRIBUTES_MAX = 300;
const VALUES_MAX = 100;
const GTINS_MAX = 100;

/** All that is wrong with a product at the door, in the order of its fields; paths begin at the product. */
export function checkProductInput(product: ProductInput): readonly UserError[] {
  return [
    ...under(['id'], checkProductId(product.id)),
    ...under(['title'], checkText(product.title, TITLE)),
    // An empty description, brand or alt text is one that is absent, as many exports write it.
    ...under(['description'], checkText(product.description || null, DESCRIPTION)),
    ...under(['brand'], checkText(product.brand || null, NAME)),
    ...under(['url'], checkUrl(product.url)),
    ...under(['categoryPath'], checkList(product.categoryPath, CATEGORY_DEPTH_MAX, (name) => checkText(name, NAME))),
    ...checkPrices(product.price, product.listPrice),
    ...under(['rating'], checkRating(product.rating)),
    ...under(
      ['images'],
      checkList(product.images, IMAGES_MAX, ({ url, alt }) => [
        ...under(['url'], checkUrl(url)),
        ...under(['alt'], checkText(alt || null, TITLE)),
      ]),
    ),
    ...under(
      ['attributes'],
      checkList(product.attributes, ATTRIBUTES_MAX, ({ name, values }) => [
        ...under(['name'], checkText(name, NAME)),
        ...under(['values'], checkList(values, VALUES_MAX, (value) => checkText(value, VALUE))),
      ]),
    ),
    ...under(['gtins'], checkList(product.gtins, GTINS_MAX, checkGtin)),
    ...under(['groupId'], checkText(product.groupId, NAME)),
  ];
}

/** Faults of a product's id. */
export function checkProductId(id: string): readonly UserError[] {
  return checkText(id, NAME);
}
