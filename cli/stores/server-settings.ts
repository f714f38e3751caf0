/** Which stores are servers; null: the embedded one. Any mix works. */
export interface ServerSettings {
  readonly mongodbUrl: string | null;
  readonly elasticsearchUrl: string | null;
  readonly redisUrl: string | null;
  /** What this shop's database, indexes and keys are named by, so that several shops can share servers. */
  readonly namespace: string;
  /** Where a shop has its products in MongoDB already: `<database>.<collection>`. Null: Aisle's own collection. */
  readonly mongodbProducts: string | null;
  /** Mapping file of documents that other tools write; null: they are written as `ProductInput`s. */
  readonly mongodbMapping: string | null;
}

export const EMBEDDED: ServerSettings = {
  mongodbUrl: null,
  elasticsearchUrl: null,
  redisUrl: null,
  namespace: 'aisle',
  mongodbProducts: null,
  mongodbMapping: null,
};
