import { changeVersion, productId } from '../../../../schema/ids.ts';
import { checksumOf } from '../../../../stores/ports/checksum.ts';
import type { ProductIndex } from '../../../../stores/ports/product-index.ts';
import type { IndexOperation, RecallQuery } from '../../../../stores/ports/search-index.ts';
import { product } from '../../../contracts/support/samples.ts';

export function put(id: string, version: bigint | number = 1, title = `Title of ${id}`): IndexOperation {
  const of = product(id, { title });
  return { kind: 'put', document: { id: of.id, version: changeVersion(version), checksum: checksumOf(of), product: of, embedding: null } };
}

export function remove(id: string, version: bigint | number): IndexOperation {
  return { kind: 'delete', id: productId(id), version: changeVersion(version) };
}

export const BROWSE: RecallQuery = {
  text: '', locale: null, matching: 'any', prefix: false, filters: [], sort: 'RELEVANCE', limit: 10_000, candidates: 0, facets: [],
};

export async function idsIn(index: ProductIndex): Promise<readonly string[]> {
  return (await index.recall(BROWSE)).ids.toSorted();
}
