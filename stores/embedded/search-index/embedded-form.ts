import { indexForm } from '../../ports/index-form.ts';
import type { EmbeddingSpace } from '../../ports/product-index.ts';

/** One process has the folder, so the encoder alone makes a difference. */
export const embeddedForm = (embeddings: EmbeddingSpace | null): string => indexForm('embedded', embeddings);
