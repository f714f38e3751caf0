export { openEmbeddedCatalog, type EmbeddedCatalog, type EmbeddedCatalogOptions } from './catalog/open-embedded-catalog.ts';
export { createResultLists, type ResultListsOptions } from './create-result-lists.ts';
