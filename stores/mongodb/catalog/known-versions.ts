import { LRUCache } from 'lru-cache';
import { type ChangeVersion, changeVersion, type ProductId } from '../../../schema/ids.ts';

/** Ids whose versions are kept at hand; about 100 bytes each. */
const IDS_MAX = 10_000;

/**
 * Versions of records as their changes told them. A document cannot hold the time of its own commit, so whoever has neither
 * written nor read the change knows only that its state is no older than what it says itself.
 */
export interface KnownVersions {
  /** 0 where nothing is known. */
  of(id: ProductId): ChangeVersion;
  learn(id: ProductId, version: ChangeVersion): void;
}

export function createKnownVersions(): KnownVersions {
  const versions = new LRUCache<ProductId, ChangeVersion>({ max: IDS_MAX });
  const of = (id: ProductId): ChangeVersion => versions.get(id) ?? changeVersion(0);
  return {
    of,
    learn(id, version) {
      if (version > of(id)) versions.set(id, version);
    },
  };
}
