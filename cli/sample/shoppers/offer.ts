import { type GroupId, groupId, type ProductId, productId } from '../../../schema/ids.ts';
import type { JsonObject } from '../../../stores/ports/catalog-store.ts';
import type { ProductTruth, SampleProduct } from '../sample-product.ts';
import { textField } from '../text-field.ts';

/** A product on sale, as simulated shoppers see it: what is true of it, not what its text says. */
export interface Offer {
  readonly id: ProductId;
  /** Of its model; a product without variants is a group of its own. */
  readonly groupId: GroupId;
  readonly truth: ProductTruth;
  /** Department first. */
  readonly path: readonly string[];
  /** False: it can be looked at, never bought. */
  readonly available: boolean;
  /** Unix epoch, milliseconds; nobody sees it earlier. */
  readonly releasedAtMs: number;
}

/** The clean products among the sample's, in their order: only what is as generated can be known to be what a shopper would see. */
export function offersOf(products: Iterable<SampleProduct>): readonly Offer[] {
  return [...products].filter(({ truth }) => truth.dirt === null).map(toOffer);
}

function toOffer({ record: { id, record }, truth }: SampleProduct): Offer {
  return {
    id: productId(id),
    groupId: groupId(textField(record, 'groupId') || id),
    truth,
    path: pathOf(record),
    available: textField(record, 'availability') === 'IN_STOCK',
    releasedAtMs: Date.parse(textField(record, 'releasedAt')),
  };
}

function pathOf({ categoryPath }: JsonObject): readonly string[] {
  return Array.isArray(categoryPath) ? categoryPath.map(String) : [];
}
