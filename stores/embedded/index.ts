export { openEmbeddedCatalog, type EmbeddedCatalog, type EmbeddedCatalogOptions } from './catalog/open-embedded-catalog.ts';
export { createResultLists, type ResultListsOptions } from './create-result-lists.ts';
export { openEmbeddedSearchIndex, type EmbeddedSearchIndex, type EmbeddedSearchIndexOptions } from './search-index/open-embedded-search-index.ts';
export { ownFolder } from './own-folder.ts';
