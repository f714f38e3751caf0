export { openEmbeddedCatalog, type EmbeddedCatalog, type EmbeddedCatalogOptions } from './catalog/open-embedded-catalog.ts';
export { createLeases } from './create-leases.ts';
export { createNotices } from './create-notices.ts';
export { createRangeWork } from './create-range-work.ts';
export { createResultLists, type ResultListsOptions } from './create-result-lists.ts';
export type { EmbeddedSearchIndex, EmbeddedSearchIndexOptions } from './search-index/embedded-search-index.ts';
export { openEmbeddedSearchIndex } from './search-index/open-embedded-search-index.ts';
export {
  openEmbeddedMerchandising,
  type EmbeddedMerchandising,
  type EmbeddedMerchandisingOptions,
} from './merchandising/open-embedded-merchandising.ts';
export { ownFolder } from './own-folder.ts';
export { createUserStateCache, type UserStateCacheOptions } from './users/create-user-state-cache.ts';
export { type EmbeddedUsersOptions, openEmbeddedUsers } from './users/open-embedded-users.ts';
