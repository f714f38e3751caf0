import type { Collection, Db, Long } from 'mongodb';
import type { CategoryId, ProductId } from '../../../schema/ids.ts';
import type { SourceOrigin } from '../../ports/catalog-store.ts';
import type { FeedToken } from '../../ports/change-feed.ts';
import type { Product } from '../../ports/product.ts';
import type { DataIssue } from '../../ports/quarantine-store.ts';
import type { SourceDocument } from './source-document.ts';
import type { StoredJson } from './stored-json.ts';

export interface CleanedDocument {
  readonly _id: ProductId;
  readonly version: Long;
  readonly product: Product;
}

/** That a product is gone, so that an older put does not revive it. */
export interface RemovedDocument {
  readonly _id: ProductId;
  readonly version: Long;
}

/** A part of a category's count; see `CountingSlots`. */
export interface CategoryDocument {
  /** `<slot>:<category>` */
  readonly _id: string;
  readonly category: CategoryId;
  readonly name: string;
  readonly parentId: CategoryId | null;
  /** Version of the product that name and parent are from. */
  readonly describedBy: Long;
  /** Products that this slot's writers put in, less those that they took out: may be below 0. */
  readonly productCount: number;
}

export interface QuarantineDocument {
  readonly _id: string;
  readonly version: Long;
  readonly issues: readonly DataIssue[];
  readonly at: Date;
  readonly source: StoredJson;
  readonly origin: SourceOrigin | null;
}

export interface MappingDocument {
  readonly _id: string;
  readonly mapping: StoredJson;
}

/** Where the feed's history begins; the one entry is called `history`. */
export interface FeedDocument {
  readonly _id: string;
  /** A feed token: changes before it are not known. */
  readonly begins: FeedToken;
  /** True where the catalog was empty there, so that nothing came before. */
  readonly complete: boolean;
}

/** docs/mongodb.md lists them with their indexes. */
export interface CatalogCollections {
  /** Records as received. Other tools may write to it, and it may stand in another database than the rest. */
  readonly products: Collection<SourceDocument>;
  readonly cleaned: Collection<CleanedDocument>;
  readonly removed: Collection<RemovedDocument>;
  readonly categories: Collection<CategoryDocument>;
  readonly quarantine: Collection<QuarantineDocument>;
  readonly mappings: Collection<MappingDocument>;
  readonly feed: Collection<FeedDocument>;
}

/** @param products - `<database>.<collection>` of the records; null: `products`, beside the rest. */
export function catalogCollections(database: Db, products: string | null): CatalogCollections {
  const [, otherDatabase, collection] = /^([^.]+)\.(.+)$/.exec(products ?? '') ?? [];
  const ofProducts = collection === undefined ? database.collection<SourceDocument>('products') : database.client.db(otherDatabase).collection<SourceDocument>(collection);
  return {
    products: ofProducts,
    cleaned: database.collection('cleaned'),
    removed: database.collection('removed'),
    categories: database.collection('categories'),
    quarantine: database.collection('quarantine'),
    mappings: database.collection('mappings'),
    feed: database.collection('feed'),
  };
}
