export { type ElasticsearchIndexOptions, openElasticsearchIndex } from './open-elasticsearch-index.ts';
export { type IndexSchema, indexSchema, withId } from './mapping/index-schema.ts';
