/** Which stores are servers; null: the embedded one. Any mix works. */
export interface ServerSettings {
  readonly mongodbUrl: string | null;
  readonly elasticsearchUrl: string | null;
  readonly redisUrl: string | null;
  /** What this shop's database, indexes and keys are named by, so that several shops can share servers. */
  readonly namespace: string;
}

export const EMBEDDED: ServerSettings = { mongodbUrl: null, elasticsearchUrl: null, redisUrl: null, namespace: 'aisle' };
