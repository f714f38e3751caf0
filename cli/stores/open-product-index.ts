import { openElasticsearchIndex } from '../../stores/elasticsearch/index.ts';
import { openEmbeddedSearchIndex } from '../../stores/embedded/index.ts';
import type { EmbeddingSpace, ProductIndex } from '../../stores/ports/product-index.ts';
import type { StoreOptions } from './store-options.ts';

/** The search index: in Elasticsearch where its URL is set, else in the data folder and memory. */
export async function openProductIndex({ dataDir, servers: { elasticsearchUrl: url, namespace }, now, log }: StoreOptions, embeddings: EmbeddingSpace): Promise<ProductIndex> {
  return url === null
    ? openEmbeddedSearchIndex({ dataDir, alias: 'products', now, log, embeddings })
    : openElasticsearchIndex({ url, namespace, alias: 'products', now, embeddings });
}
