import { createHash } from 'node:crypto';
import type { EmbeddingSpace } from './product-index.ts';

/** `SearchIndexWriter.form` of an adapter. @param layout - What else than the embeddings makes two generations differ. */
export function indexForm(layout: string, embeddings: EmbeddingSpace | null): string {
  return createHash('sha256').update(JSON.stringify([layout, embeddings?.version ?? null])).digest('hex').slice(0, 16);
}
